// @ts-check
/*
 * The theme's search reads a query language: a colon names a field, a minus forbids a word, quotes
 * demand every word. A pasted log line holds all of them and means none. So what is typed goes to
 * the search as plain words; and joined to one word as well, which the pages of exactly that error
 * carry, so that they come first. What the words do not find is looked for among the errors, by a
 * script that is loaded when somebody searches.
 */
(function () {
  "use strict";
  /** What the theme's worker calls a query. */
  const QUERY = 2;

  /** @param {string} text @returns {string} */
  function plain(text) {
    const words = text.replace(/["':~^*+]/g, " ").replace(/(^|\s)-+/g, " ").trim();
    const joined = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
    return /\s/.test(words) && joined ? words + " " + joined : words;
  }

  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ ...rest) {
    if (message && message.type === QUERY && typeof message.data === "string") {
      message = { ...message, data: plain(message.data) };
    }
    return post.call(this, message, ...rest);
  };

  /** @type {HTMLInputElement | null} */
  const box = document.querySelector("input.md-search__input");
  const load = () => firsthourParts.load("firsthour/find.js").catch(() => undefined);
  box?.addEventListener("focus", load, { once: true });
  box?.addEventListener("input", load);
})();
