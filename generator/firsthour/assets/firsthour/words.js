// @ts-check
/*
 * The words of an escaped text: which there are, and the text with some of them marked.
 */
var firsthourWords = (function () {
  "use strict";
  const TEASER = 240;

  /** @param {string} text @returns {string[]} */
  function runs(text) {
    return text.match(/\p{Script=Han}|[\p{L}\p{N}\p{M}]+/gu) || [];
  }

  /**
   * The words of a name in which each begins with a capital.
   * @param {string} run
   * @returns {string[]}
   */
  function apart(run) {
    const parts = run.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2");
    return parts.includes(" ") ? parts.toLowerCase().split(" ") : [];
  }

  /**
   * What a person reads of it. It stays escaped.
   * @param {string} html
   */
  function bare(html) {
    return html.replace(/<[^>]*>/g, " ").replace(/</g, "&lt;").replace(/\s+/g, " ").trim();
  }

  /**
   * The same as one reads it, for its words.
   * @param {string} text
   */
  function plain(text) {
    return text.replace(/&(?:#\d+|#x[\da-f]+|\w+);/gi, " ");
  }

  /**
   * @param {string} text escaped
   * @param {Set<string>} words
   */
  function mark(text, words) {
    return text.replace(/&(?:#\d+|#x[\da-f]+|\w+);|<[^>]*>|\p{Script=Han}|[\p{L}\p{N}\p{M}]+/giu, (run) =>
      words.has(run.toLowerCase()) ? "<mark data-md-highlight>" + run + "</mark>" : run,
    );
  }

  /**
   * The part of a text in which the first of the words stands.
   * @param {string} html
   * @param {Set<string>} words
   */
  function teaser(html, words) {
    const text = bare(html);
    if (text.length <= TEASER) return mark(text, words);
    let first = 0;
    for (const run of text.matchAll(/&(?:#\d+|#x[\da-f]+|\w+);|[\p{L}\p{N}\p{M}]+/giu)) {
      if (words.has(run[0].toLowerCase())) {
        first = run.index;
        break;
      }
    }
    const from = first > 60 ? text.indexOf(" ", first - 60) + 1 : 0;
    const to = text.lastIndexOf(" ", from + TEASER);
    const part = to > first ? text.slice(from, text.length <= from + TEASER ? undefined : to) : text.slice(from, from + TEASER).replace(/&[^;]*$/, "");
    return (from ? "… " : "") + mark(part, words) + (from + part.length < text.length ? " …" : "");
  }

  return { apart, bare, mark, plain, runs, teaser };
})();
