// @ts-check
/*
 * A message is filled where it stands and copied in one go. A field left empty keeps its name, so
 * that whoever reads the message sees what is missing. Without this script the page is the template.
 */
(function () {
  "use strict";

  /** @param {HTMLElement} box */
  function setUp(box) {
    /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
    const fields = document.querySelectorAll("[data-field]");

    function show() {
      for (const field of fields) {
        const name = field.dataset.field || "";
        const value = field.value.trim();
        for (const place of box.querySelectorAll('var[data-param="' + name + '"]')) {
          place.textContent = value || "<" + name + ">";
          place.classList.toggle("fh-filled", value !== "");
        }
      }
    }

    /** @param {string} part */
    async function copy(part) {
      const text = box.querySelector('[data-message="' + part + '"]');
      const says = box.querySelector("[data-copied]");
      if (!text || !says) return;
      const missing = text.querySelectorAll("var:not(.fh-filled)").length;
      try {
        await navigator.clipboard.writeText(text.textContent || "");
        says.textContent = missing ? "Copied, with " + missing + " left to fill" : "Copied";
      } catch {
        const range = document.createRange();
        range.selectNodeContents(text);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
        says.textContent = "The browser does not let us copy: it is marked, press Ctrl+C";
      }
    }

    for (const field of fields) field.addEventListener("input", show);
    for (const button of box.querySelectorAll("[data-copy]")) {
      button.addEventListener("click", () => copy(button.getAttribute("data-copy") || "body"));
    }
    box.querySelector(".fh-message-actions")?.removeAttribute("hidden");
    show();
  }

  for (const box of document.querySelectorAll(".fh-message")) {
    if (box instanceof HTMLElement) setUp(box);
  }
})();
