// @ts-check
/*
 * The whole site in one file: one page is shown at a time, and searched are all of them. An error is
 * found whatever stands between its words, because signs and spaces count for nothing.
 */
(function () {
  "use strict";

  /**
   * @typedef {object} Part
   * @property {string} id where it is
   * @property {HTMLElement} page
   * @property {string} title
   * @property {string} heading
   * @property {string} text
   * @property {string} words
   * @property {string} joined
   * @property {number} weight
   */

  const MOST = 20;
  const pages = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".fhb-page")]);
  const query = /** @type {HTMLInputElement} */ (document.getElementById("fhb-query"));
  const found = /** @type {HTMLElement} */ (document.getElementById("fhb-found"));
  const contents = /** @type {HTMLElement} */ (document.getElementById("fhb-contents"));
  const title = document.title;
  /** @type {Part[] | undefined} */
  let parts;

  // pages

  function show() {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // As it stands, then.
    }
    const target = document.getElementById(name) || pages[0];
    const page = target.closest(".fhb-page") || pages.find((each) => each.id === name.split(":")[0]);
    if (!page) return;
    for (const each of pages) each.classList.toggle("fhb-page--here", each === page);
    const heading = page.querySelector("h1");
    document.title = (heading ? words(heading) + " - " : "") + title;
    contents.hidden = true;
    expanded(false);
    let outer = target.closest("details");
    for (; outer; outer = outer.parentElement && outer.parentElement.closest("details")) outer.open = true;
    if (target === page) scrollTo(0, 0);
    else target.scrollIntoView();
  }

  /** @param {Element} element */
  function words(element) {
    return (element.textContent || "").replace(/¶/g, "").replace(/\s+/g, " ").trim();
  }

  // the search

  /** @param {string} text */
  function plain(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  /** Every page in parts, from one heading to the next. @returns {Part[]} */
  function read() {
    /** @type {Part[]} */
    const all = [];
    for (const page of pages) {
      const heading = page.querySelector("h1");
      const name = heading ? words(heading) : page.id;
      const weight = page.id.startsWith("failure-modes/") ? 3 : page.dataset.group === "Guide" ? 0 : 1;
      /** @type {Part} */
      let part = { id: page.id, page, title: name, heading: "", text: "", words: "", joined: "", weight };
      all.push(part);
      const walker = document.createTreeWalker(page, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest("button")) continue;
        if (node instanceof Text) part.text += node.data + " ";
        else if (node instanceof HTMLElement && /^H[23]$/.test(node.tagName) && node.id) {
          part = { ...part, id: node.id, heading: words(node), text: "" };
          all.push(part);
        }
      }
    }
    for (const part of all) {
      part.text = part.text.replace(/¶/g, "").replace(/\s+/g, " ").trim();
      part.words = " " + plain(part.title + " " + part.heading + " " + part.text) + " ";
      part.joined = part.words.replace(/ /g, "");
    }
    return all;
  }

  /**
   * How well a part answers; 0 is not at all. The whole query beats its words, a title a text.
   * @param {Part} part
   * @param {string[]} asked
   * @param {string} joined
   */
  function score(part, asked, joined) {
    let points = 0;
    let hits = 0;
    // The words of an error are on the list of all errors, too; the runbook is what is meant.
    if (joined.length > 2 && part.joined.includes(joined)) points += 200 + 20 * part.weight;
    const head = " " + plain(part.title + " " + part.heading);
    for (const word of asked) {
      if (!part.words.includes(word)) continue;
      hits += 1;
      points += (part.words.includes(" " + word + " ") ? 4 : 2) + (head.includes(" " + word) ? 12 : 0);
    }
    if (hits === asked.length) points += 60;
    if (!points || (hits < asked.length && hits * 2 <= asked.length && points < 200)) return 0;
    return points + part.weight;
  }

  function search() {
    const all = plain(query.value).split(" ").filter(Boolean);
    const asked = [...new Set(all)];
    found.replaceChildren();
    found.hidden = !asked.length;
    if (!asked.length) return;
    parts = parts || read();
    /** @type {Map<HTMLElement, { part: Part, points: number }>} */
    const best = new Map();
    for (const part of parts) {
      const points = score(part, asked, all.join(""));
      const before = best.get(part.page);
      if (points && (!before || before.points < points)) best.set(part.page, { part, points });
    }
    const sorted = [...best.values()].sort((a, b) => b.points - a.points);
    const count = document.createElement("p");
    count.className = "fhb-count";
    count.textContent = sorted.length
      ? sorted.length + (sorted.length === 1 ? " page" : " pages")
      : "Nothing found. Try fewer words, or the A to Z of alerts and errors.";
    const list = document.createElement("ol");
    list.append(...sorted.slice(0, MOST).map(({ part }) => item(part, asked)));
    found.append(count, list);
  }

  /** @param {Part} part @param {string[]} asked */
  function item(part, asked) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = "#" + part.id;
    link.textContent = part.heading ? part.title + ": " + part.heading : part.title;
    const excerpt = document.createElement("p");
    const low = part.text.toLowerCase();
    const places = asked.map((word) => low.indexOf(word)).filter((place) => place >= 0);
    const start = Math.max(0, Math.min(...places, low.length) - 40);
    let rest = part.text.slice(places.length ? start : 0, (places.length ? start : 0) + 200);
    const any = new RegExp("(?<![\\p{L}\\p{N}])(?:" + asked.join("|") + ")", "giu");
    let last = 0;
    for (const hit of rest.matchAll(any)) {
      const mark = document.createElement("mark");
      mark.textContent = hit[0];
      excerpt.append(rest.slice(last, hit.index), mark);
      last = hit.index + hit[0].length;
    }
    excerpt.append(rest.slice(last));
    entry.append(link, excerpt);
    return entry;
  }

  // the bar

  /** @param {boolean} open */
  function expanded(open) {
    document.querySelector("[data-do=contents]")?.setAttribute("aria-expanded", String(open));
  }

  /** @type {Record<string, () => void>} */
  const tools = {
    contents() {
      contents.hidden = !contents.hidden;
      expanded(!contents.hidden);
      if (!contents.hidden) contents.querySelector("a")?.focus();
    },
    scheme() {
      const dark = document.body.dataset.mdColorScheme === "slate";
      document.body.dataset.mdColorScheme = dark ? "default" : "slate";
    },
    print() {
      document.body.classList.add("fhb--all");
      addEventListener("afterprint", () => document.body.classList.remove("fhb--all"), { once: true });
      print();
    },
  };

  /** @param {HTMLElement} block */
  function copying(block) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fhb-copy";
    button.textContent = "Copy";
    const code = block.querySelector("code") || block;
    button.addEventListener("click", async function () {
      try {
        await navigator.clipboard.writeText(code.textContent || "");
        button.textContent = "Copied";
      } catch {
        getSelection()?.selectAllChildren(code);
        button.textContent = document.execCommand("copy") ? "Copied" : "Selected: copy it by hand";
      }
    });
    block.append(button);
  }

  document.body.classList.add("fhb--scripted");
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.body.dataset.mdColorScheme = "slate";
  for (const hidden of document.querySelectorAll(".fhb-bar [hidden]")) hidden.removeAttribute("hidden");
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => tools[button.getAttribute("data-do") || ""]());
  }
  for (const block of document.querySelectorAll(".fh-run pre")) {
    if (block instanceof HTMLElement) copying(block);
  }
  query.form?.addEventListener("submit", function (event) {
    event.preventDefault();
    const first = found.querySelector("a");
    if (first) first.click();
  });
  query.addEventListener("input", search);
  found.addEventListener("click", function (event) {
    if (!(event.target instanceof Element) || !event.target.closest("a")) return;
    query.value = "";
    search();
    // The page may be the one that is here already.
    setTimeout(show);
  });
  addEventListener("keydown", function (event) {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      query.focus();
    }
    if (event.key === "Escape" && event.target === query) {
      query.value = "";
      search();
    }
  });
  addEventListener("hashchange", show);
  show();
})();
