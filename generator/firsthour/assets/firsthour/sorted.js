// @ts-check
/*
 * Words in their order: those that begin alike stand together, so that they are found without a look
 * at all the others.
 */
var firsthourSorted = (function () {
  "use strict";

  /**
   * The first words that begin so.
   * @param {string[]} words in order
   * @param {string} start
   * @param {number} most
   */
  function begun(words, start, most) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (found.length < most && words[low]?.startsWith(start)) found.push(words[low++]);
    return found;
  }

  return { begun };
})();
