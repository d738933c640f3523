// @ts-check
/*
 * Where a page says "search", one touch is enough; what is in the field that it names is searched for.
 */
(function () {
  "use strict";
  /** @type {HTMLInputElement | null} */
  const box = document.querySelector("input.md-search__input");
  const label = document.querySelector(".md-header [for=__search]");
  document.querySelectorAll("button[data-search]").forEach((button) => {
    if (!(button instanceof HTMLButtonElement) || !box || !(label instanceof HTMLElement)) return;
    const field = document.getElementById(button.dataset.search || "");
    button.hidden = !!field;
    button.addEventListener("click", () => {
      if (field instanceof HTMLTextAreaElement) box.value = field.value.replace(/\s+/g, " ").trim().slice(0, 400);
      label.click();
      box.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    });
  });
})();
