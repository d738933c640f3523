// @ts-check
/*
 * The search of the site: the same index and the same messages as the theme's, whose own engine reads
 * a query language, takes seconds to begin with hundreds of runbooks, and marks every match before it
 * shows ten. Here words are words, pages are found by all of their sections together, and only what
 * will be shown is marked. Nothing here touches a page, so that it can be tested by itself.
 */
var firsthourSearching = (function () {
  "use strict";
  const { apart, bare, mark, plain, runs, teaser } = firsthourWords;
  // Beyond these, a page is a link without its text.
  const SHOWN = 20;
  const SECTIONS = 4;
  const WORDS = 60;
  const BEGUN = 40;
  // A page with less than this share of what the best one has is no answer.
  const LEAST = 0.12;
  // Words of more pages than this share are not marked on the page that is opened, nor called missing.
  const COMMON = 0.25;
  // What is broken comes before what explains it, and what teams write down before guides.
  const RUNBOOK = /^failure-modes\/./;
  const OURS = /^(?:$|#|(?:procedures|checklists|messages|services|incidents|contacts|roles|severity|a)\/)/;
  const [TEXT, SECTION, TITLE, TAG] = [0, 1, 2, 3];
  const VALUES = [1, 2, 5, 6];

  /**
   * @typedef {{ location: string, title: string, text: string, tags?: string[], boost?: number }} Doc
   * @typedef {object} Index
   * @property {Doc[]} docs
   * @property {number[]} pages the number of the page of each
   * @property {number[][]} sections the docs of each page, its own first
   * @property {Map<string, number[]>} words four times the doc, and where in it
   * @property {string[]} sorted all words
   * @property {number[]} boosts of each
   * @typedef {{ location: string, title: string, text: string, score: number, terms: Record<string, boolean> }} Item
   * @typedef {{ word: string, found: Map<string, number>, share: number }} Term
   */

  /** @param {Doc[]} docs @returns {Index} */
  function prepare(docs) {
    /** @type {Map<string, number>} */
    const numbers = new Map();
    /** @type {Index} */
    const index = { docs, boosts: [], pages: [], sections: [], words: new Map(), sorted: [] };
    docs.forEach((doc, number) => {
      const [address, anchor] = doc.location.split("#");
      const page = numbers.get(address) ?? numbers.size;
      numbers.set(address, page);
      index.pages.push(page);
      index.boosts.push((doc.boost || 1) * (RUNBOOK.test(address) ? 1.4 : OURS.test(address) ? 1 : 0.7));
      (index.sections[page] ||= [])[anchor === undefined ? "unshift" : "push"](number);
      /** @type {Map<string, number>} */
      const words = new Map();
      const add = (/** @type {string} */ text, /** @type {number} */ where) => {
        for (const run of runs(text)) {
          for (const word of [run.toLowerCase(), ...apart(run)]) {
            if ((words.get(word) ?? -1) < where) words.set(word, where);
          }
        }
      };
      add(plain(bare(doc.text)), TEXT);
      add(plain(doc.title), anchor === undefined ? TITLE : SECTION);
      // Every section brings those of its page. A name says more than one word of a long error.
      for (const tag of (anchor === undefined && doc.tags) || []) add(tag, runs(tag).length > 1 ? SECTION : TAG);
      for (const [word, where] of words) {
        const known = index.words.get(word);
        if (known) known.push(number * 4 + where);
        else index.words.set(word, [number * 4 + where]);
      }
    });
    index.sorted = [...index.words.keys()].sort();
    return index;
  }

  /**
   * A rare word says more than one that every page has.
   * @param {Index} index
   * @param {string} word
   */
  function weight(index, word) {
    const pages = new Set((index.words.get(word) || []).map((each) => index.pages[each >> 2]));
    return Math.log(1 + index.sections.length / (pages.size || 1));
  }

  /**
   * Words of the index that are meant by one that was typed, and how surely.
   * @param {Index} index
   * @param {string} word
   * @param {boolean} last it may go on
   * @returns {Map<string, number>}
   */
  function meant(index, word, last) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const known = index.words.has(word);
    // A word that is one already goes on less often, and a short one, `in`, begins half of a language.
    if (word.length > (known ? 3 : last ? 1 : 2)) {
      for (const each of firsthourSorted.begun(index.sorted, word, BEGUN)) found.set(each, known ? 0.2 : 0.6);
    }
    if (known) found.set(word, 1);
    // Another ending: `crashing` for `crash`, `webhooks` for `webhook`.
    for (let cut = 1; !found.size && cut <= 3 && word.length - cut >= 4; cut++) {
      for (const each of firsthourSorted.begun(index.sorted, word.slice(0, -cut), BEGUN)) found.set(each, 0.4);
    }
    return found;
  }

  /**
   * What is asked, as words with what they mean here.
   * @param {Index} index
   * @param {string} text
   * @returns {Term[]}
   */
  function terms(index, text) {
    let asked = runs(text).slice(0, WORDS);
    // What the theme's engine needs is said once more as one word.
    const whole = asked.slice(0, -1).join("").toLowerCase();
    if (asked.length > 2 && whole === asked[asked.length - 1].toLowerCase()) asked = asked.slice(0, -1);
    /** @type {Map<string, Term>} */
    const found = new Map();
    const add = (/** @type {string} */ word, /** @type {Map<string, number>} */ words, share = 1) => {
      if (!found.has(word)) found.set(word, { word, found: words, share });
    };
    asked.forEach((run, number) => {
      const word = run.toLowerCase();
      const words = meant(index, word, number === asked.length - 1);
      const parts = words.size ? [] : apart(run);
      if (!parts.length) add(word, words);
      for (const part of parts) add(part, meant(index, part, false));
      // `log in` is `login` as well.
      const both = word + (asked[number + 1] || "").toLowerCase();
      if (both !== word && index.words.has(both)) add(both, new Map([[both, 1]]));
    });
    const joined = asked.join("").toLowerCase();
    if (asked.length > 1 && index.words.has(joined)) add(joined, new Map([[joined, 1]]), 3);
    return [...found.values()];
  }

  /**
   * @param {Index} index
   * @param {string} text
   * @returns {Item[][]} the best page first; of each its own item and those of its sections
   */
  function search(index, text) {
    const asked = terms(index, text);
    const byPage = new Float64Array(index.sections.length);
    const byDoc = new Float64Array(index.docs.length);
    /** @type {Set<number>[]} */
    const pagesOf = [];
    for (const { found, share } of asked) {
      const values = new Map();
      for (const [word, sure] of found) {
        const value = weight(index, word) * sure * share;
        for (const each of index.words.get(word) || []) {
          const doc = each >> 2;
          const here = value * VALUES[each & 3] * index.boosts[doc];
          if (here > (values.get(doc) || 0)) values.set(doc, here);
        }
      }
      const pages = new Map();
      for (const [doc, value] of values) {
        byDoc[doc] += value;
        const page = index.pages[doc];
        if (value > (pages.get(page) || 0)) pages.set(page, value);
      }
      for (const [page, value] of pages) byPage[page] += value;
      pagesOf.push(new Set(pages.keys()));
    }
    const best = byPage.reduce((most, each) => Math.max(most, each), 0);
    const found = [...byPage.keys()].filter((page) => byPage[page] > 0 && byPage[page] >= best * LEAST);
    found.sort((a, b) => byPage[b] - byPage[a] || a - b);
    const marked = new Set(asked.flatMap((term) => [...term.found.keys()]));
    return found.map((page, place) => {
      const [own, ...rest] = index.sections[page];
      const said = Object.fromEntries(
        asked
          .map((term, number) => /** @type {const} */ ([term.word, pagesOf[number].has(page), pagesOf[number].size]))
          .filter(([word, , many]) => word.length > 2 && many <= index.sections.length * COMMON),
      );
      if (place >= SHOWN) {
        const { location, title } = index.docs[own];
        return [{ location, title, text: "", score: byPage[page], terms: {} }];
      }
      const sections = rest.filter((doc) => byDoc[doc] > 0).sort((a, b) => byDoc[b] - byDoc[a] || a - b);
      return [own, ...sections.slice(0, SECTIONS)]
        .sort((a, b) => byDoc[b] - byDoc[a] || a - b)
        .map((doc) => {
          const { location, title, text } = index.docs[doc];
          return { location, title: mark(title, marked), text: teaser(text, marked), score: byDoc[doc], terms: said };
        });
    });
  }

  return { prepare, search };
})();
