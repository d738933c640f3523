// @ts-check
/*
 * On a phone the theme opens its menu by a label, which no keyboard reaches. Here it is a button, which
 * says what it does and whether it is open.
 */
(function () {
  "use strict";
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector('.md-header__button[for="__drawer"]');
  if (!(toggle instanceof HTMLInputElement) || !(label instanceof HTMLElement)) return;

  function say() {
    label?.setAttribute("aria-expanded", String(toggle instanceof HTMLInputElement && toggle.checked));
  }

  label.tabIndex = 0;
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", "All pages");
  label.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle.click();
  });
  toggle.addEventListener("change", say);
  say();
})();
