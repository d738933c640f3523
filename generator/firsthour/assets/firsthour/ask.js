// @ts-check
/*
 * Where a page says "search", one touch is enough.
 */
(function () {
  "use strict";
  const button = document.querySelector("button[data-search]");
  const label = document.querySelector(".md-header [for=__search]");
  if (!button || !(label instanceof HTMLElement)) return;
  button.removeAttribute("hidden");
  button.addEventListener("click", () => {
    label.click();
    /** @type {HTMLElement | null} */ (document.querySelector(".md-search__input"))?.focus();
  });
})();
