// @ts-check
/*
 * Which error is in a line that somebody pasted? Signatures are looked up by their words, so that five
 * thousand of them answer while one types. Nothing here touches the page.
 */
var firsthourMatching = (function () {
  "use strict";
  const LONGEST = 4000;
  const MOST = 8;
  const KINDS = { error: 40, pattern: 30, alert: 20, symptom: 0 };

  /**
   * @typedef {[kind: "error" | "pattern" | "alert" | "symptom", text: string, page: number]} Signature
   * @typedef {object} Index
   * @property {Signature[]} signatures
   * @property {string[]} joined the words of each, with one space between
   * @property {number[]} weights of each, all its words together
   * @property {(RegExp | null)[]} patterns
   * @property {number[]} expressions which signatures have a pattern
   * @property {Map<string, number[]>} words
   * @property {string[]} sorted all words
   * @typedef {{ signature: number, score: number, why: string }} Hit
   */

  /**
   * The words of a text: no case, no signs, and no numbers that differ each time.
   * @param {string} text
   */
  function words(text) {
    // CamelCase is what alerts are called, and people write it apart.
    const apart = text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
    return apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  }

  /** @param {Signature[]} signatures @returns {Index} */
  function prepare(signatures) {
    /** @type {Map<string, number[]>} */
    const byWord = new Map();
    /** @type {string[][]} */
    const lists = signatures.map((each) => (each[0] === "pattern" ? [] : words(each[1])));
    lists.forEach((list, number) => {
      for (const word of new Set(list)) {
        const known = byWord.get(word);
        if (known) known.push(number);
        else byWord.set(word, [number]);
      }
    });
    const patterns = signatures.map((each) => (each[0] === "pattern" ? compiled(each[1]) : null));
    /** @type {Index} */
    const index = {
      signatures,
      joined: lists.map((list) => " " + list.join(" ") + " "),
      weights: [],
      patterns,
      expressions: patterns.flatMap((pattern, number) => (pattern ? [number] : [])),
      words: byWord,
      sorted: [...byWord.keys()].sort(),
    };
    index.weights = lists.map((list) =>
      [...new Set(list)].reduce((sum, word) => sum + weight(index, word), 0),
    );
    return index;
  }

  /** @param {string} pattern */
  function compiled(pattern) {
    try {
      return new RegExp(pattern, "i");
    } catch {
      return null;
    }
  }

  /**
   * A rare word says more than one that every error has.
   * @param {Index} index
   * @param {string} word
   */
  function weight(index, word) {
    const known = index.words.get(word);
    return known ? Math.log(1 + index.signatures.length / known.length) : 0;
  }

  /**
   * What fits a text best, the best first; one hit a page.
   * @param {Index} index
   * @param {string} text
   * @returns {Hit[]}
   */
  function rank(index, text) {
    text = text.slice(0, LONGEST);
    const asked = words(text);
    if (!asked.length) return [];
    const line = " " + asked.join(" ") + " ";
    /** @type {Map<number, { sum: number, held: number }>} */
    const seen = new Map();
    const wanted = new Set(asked);
    for (const word of begun(index, asked[asked.length - 1])) wanted.add(word);
    let whole = 0;
    for (const word of wanted) {
      const value = weight(index, word);
      whole += value;
      for (const number of index.words.get(word) || []) {
        const found = seen.get(number);
        if (found) {
          found.sum += value;
          found.held += 1;
        } else seen.set(number, { sum: value, held: 1 });
      }
    }
    /** @type {Hit[]} */
    const hits = [];
    for (const [number, { sum, held }] of seen) {
      const joined = index.joined[number];
      const signature = index.signatures[number];
      const bonus = KINDS[signature[0]];
      const count = new Set(joined.trim().split(" ")).size;
      if (line.includes(joined)) {
        hits.push({ signature: number, score: 1000 + bonus + 10 * index.weights[number], why: "whole" });
      } else if (joined.includes(line.slice(0, -1))) {
        hits.push({ signature: number, score: 500 + bonus, why: "part" });
      } else {
        // Both sides count: words of the signature that are missing, and words that mean nothing here.
        const share = sum / (index.weights[number] || 1);
        const use = sum / (whole || 1);
        if (share >= 0.5 || (use >= 0.6 && held > 1)) {
          hits.push({ signature: number, score: 300 * share * (0.5 + use / 2) + bonus, why: held + " of " + count });
        }
      }
    }
    for (const number of index.expressions) {
      if (index.patterns[number]?.test(text)) {
        hits.push({ signature: number, score: 900 + index.signatures[number][1].length, why: "pattern" });
      }
    }
    hits.sort((a, b) => b.score - a.score || a.signature - b.signature);
    const pages = new Set();
    return hits
      .filter((hit) => {
        const page = index.signatures[hit.signature][2];
        return !pages.has(page) && pages.add(page);
      })
      .slice(0, MOST);
  }

  /**
   * Words that begin like the one that is being typed.
   * @param {Index} index
   * @param {string} word
   */
  function begun(index, word) {
    if (word.length < 3 || index.words.has(word)) return [];
    return firsthourSorted.begun(index.sorted, word, 20);
  }

  /**
   * Several lines, each for itself: the page that fits any of them best comes first.
   * @param {Index} index
   * @param {string} text
   * @returns {Hit[]}
   */
  function rankLines(index, text) {
    const lines = text.slice(0, 5 * LONGEST).split(/\r?\n/).filter((line) => line.trim()).slice(0, 40);
    /** @type {Map<number, Hit>} */
    const best = new Map();
    for (const line of lines) {
      for (const hit of rank(index, line)) {
        const page = index.signatures[hit.signature][2];
        const before = best.get(page);
        if (!before || hit.score > before.score) best.set(page, hit);
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score).slice(0, MOST);
  }

  /**
   * Why a page was found, for a person.
   * @param {Index} index
   * @param {Hit} hit
   */
  function because(index, hit) {
    const [kind, text] = index.signatures[hit.signature];
    const what = { error: "the error", pattern: "the pattern", alert: "the alert", symptom: "the symptom" }[kind];
    if (hit.why === "whole") return "the text holds " + what + " \u201c" + text + "\u201d";
    if (hit.why === "part") return "it is a part of " + what + " \u201c" + text + "\u201d";
    if (hit.why === "pattern") return "the text fits " + what + " \u201c" + text + "\u201d";
    return hit.why + " words of " + what + " \u201c" + text + "\u201d";
  }

  return { words, prepare, rank, rankLines, because };
})();
