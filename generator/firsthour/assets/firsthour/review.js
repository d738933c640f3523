// @ts-check
/*
 * A page says at its top whether its evidence still counts, as of the day it was built. A site that
 * is not built again for months, or a copy on a laptop, would say so for ever: so it looks again.
 */
(function () {
  "use strict";
  const today = new Date().toISOString().slice(0, 10);
  for (const state of document.querySelectorAll(".fh-trust[data-due]")) {
    // Days are written as 2026-11-21, which sort as text.
    if (state instanceof HTMLElement && (state.dataset.due || today) < today) {
      state.classList.add("fh-trust--aged");
    }
  }
})();
