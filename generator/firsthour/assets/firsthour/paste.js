// @ts-check
/*
 * From a pasted error to its page: on a page of its own, and below the box of the search when that
 * finds nothing. The signatures are loaded when they are needed, and nothing leaves the browser.
 */
(function () {
  "use strict";
  const { page, root } = firsthourParts;

  /** @typedef {{ pages: [string, string][], index: ReturnType<typeof firsthourMatching.prepare> }} Known */
  /** @typedef {ReturnType<typeof firsthourMatching.rank>} Hits */
  /** @type {Known | null} */
  let known = null;

  async function load() {
    await firsthourParts.load("firsthour-data/signatures.js");
    const { pages, signatures } = window.firsthourSignatures;
    known ||= { pages, index: firsthourMatching.prepare(signatures) };
    return known;
  }

  /**
   * @param {Element} list
   * @param {Known} known
   * @param {Hits} hits
   */
  function show(list, known, hits) {
    list.replaceChildren(
      ...hits.map((hit) => {
        const [address, title] = known.pages[known.index.signatures[hit.signature][2]];
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = page(new URL(address, root));
        link.textContent = title;
        const why = document.createElement("p");
        why.textContent = firsthourMatching.because(known.index, hit);
        item.append(link, why);
        return item;
      }),
    );
  }

  const place = document.querySelector("[data-find]");
  const box = place?.querySelector("textarea");
  const list = place?.querySelector("[data-found]");
  const said = place?.querySelector("[data-found-said]");
  const more = place?.querySelector("button");
  if (place && box && list && said) {
    place.removeAttribute("hidden");
    const look = async () => {
      const known = await load();
      const hits = firsthourMatching.rankLines(known.index, box.value);
      show(list, known, hits);
      // Words that make no whole error may stand on a page all the same.
      more?.toggleAttribute("hidden", !box.value.trim() || hits.some((hit) => hit.score >= 900));
      said.textContent = !box.value.trim()
        ? ""
        : hits.length
          ? hits.length === 1 ? "One runbook fits:" : hits.length + " runbooks fit, the best first:"
          : "No error that we know is in this text.";
    };
    box.addEventListener("input", look);
    box.value = new URLSearchParams(location.search).get("text") || "";
    if (!("ontouchstart" in window)) box.focus();
    load().then(look);
  }

  const search = document.querySelector("input.md-search__input");
  const results = document.querySelector(".md-search-result");
  if (search instanceof HTMLInputElement && results) {
    // The theme looks at what is in its field when that is entered.
    more?.addEventListener("click", () => {
      search.value = (box?.value || "").replace(/\s+/g, " ").trim().slice(0, 400);
      /** @type {HTMLElement | null} */ (document.querySelector(".md-header [for=__search]"))?.click();
      search.focus();
    });
    const others = document.createElement("ol");
    others.className = "fh-found fh-found--search";
    others.setAttribute("aria-label", "By error text");
    results.before(others);
    const fall = async () => {
      const text = search.value;
      if (text.trim().length < 4) {
        others.replaceChildren();
        return;
      }
      const known = await load();
      if (search.value !== text) return;
      // The theme knows no patterns, and any word will do for it. What fits as a whole is shown as
      // well, unless it is what the theme shows first; the rest only where the theme has nothing.
      const first = results.querySelector(".md-search-result__item a");
      const hits = firsthourMatching.rank(known.index, text).filter((hit) => {
        const [address] = known.pages[known.index.signatures[hit.signature][2]];
        const own = new URL(address.replace(/#.*/, ""), root).href;
        return !first || (hit.score >= 900 && !(first instanceof HTMLAnchorElement && first.href.startsWith(own)));
      });
      show(others, known, hits.slice(0, 3));
    };
    // The theme answers from another thread; what it shows is looked at when it has changed.
    const items = results.querySelector(".md-search-result__list");
    if (items) new MutationObserver(fall).observe(items, { childList: true });
    search.addEventListener("input", () => setTimeout(fall, 250));
    // This script came because somebody began to type.
    fall();
  }
})();
