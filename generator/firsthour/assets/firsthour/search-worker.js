// @ts-check
/*
 * What the theme's search speaks with: it sends the index, hears that it is ready, and sends what is
 * typed. It runs in a thread of its own, or in a frame where a browser starts none.
 */
(function () {
  "use strict";
  // What the theme calls its messages.
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  /** @type {ReturnType<typeof firsthourSearching.prepare>} */
  let index = firsthourSearching.prepare([]);

  /** @param {{ type: number, data?: unknown }} message */
  const say = (message) => /** @type {(message: unknown) => void} */ (postMessage)(message);

  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) {
      index = firsthourSearching.prepare(data.docs);
      say({ type: READY });
    } else if (type === QUERY) {
      say({ type: RESULT, data: { items: firsthourSearching.search(index, String(data)) } });
    }
  });
})();
