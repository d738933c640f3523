// @ts-check
/*
 * Messages: what is typed into the fields stands in the text at once, and the whole text is copied in
 * one go. A field that is left empty stays in the text as its <name>, so that nobody misses it.
 */
(function () {
  "use strict";

  /**
   * @typedef {object} Message
   * @property {ParentNode} root
   * @property {(HTMLInputElement | HTMLTextAreaElement)[]} fields
   * @property {HTMLElement | null} status
   */

  /**
   * What stands in the text for a field.
   * @param {string} name
   * @param {string} value
   */
  function shown(name, value) {
    return value.trim() || "<" + name + ">";
  }

  /**
   * What to say after copying.
   * @param {string[]} empty
   */
  function said(empty) {
    if (!empty.length) return "Copied.";
    return "Copied. Still empty: " + empty.map((name) => "<" + name + ">").join(", ");
  }

  /** @param {Message} message */
  function show(message) {
    for (const field of message.fields) {
      const name = field.dataset.field || "";
      for (const place of places(message.root, name)) {
        place.textContent = shown(name, field.value);
        place.classList.toggle("fh-param--filled", field.value.trim() !== "");
      }
    }
  }

  /**
   * Where a field stands in the text, or in all texts below `root`.
   * @param {ParentNode} root
   * @param {string} name
   */
  function places(root, name) {
    return root.querySelectorAll('[data-param="' + CSS.escape(name) + '"]');
  }

  /**
   * @param {Message} message
   * @param {string} part
   */
  async function copy(message, part) {
    const text = message.root.querySelector('[data-text="' + part + '"]');
    if (!text || !message.status) return;
    const empty = message.fields
      .filter((field) => !field.value.trim())
      .map((field) => field.dataset.field || "")
      .filter((name) => places(text, name).length);
    const done = await toClipboard(text.textContent || "", text);
    message.status.textContent = done
      ? said(empty)
      : "Not copied, the browser refuses. The text is selected: copy it by hand.";
  }

  /**
   * @param {string} text
   * @param {Element} element
   */
  async function toClipboard(text, element) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // An address without https has no clipboard; the selection is what is left.
      getSelection()?.selectAllChildren(element);
      return document.execCommand("copy");
    }
  }

  /** @param {Element} root */
  function start(root) {
    /** @type {Message} */
    const message = {
      root,
      fields: [...root.querySelectorAll("[data-field]")].filter(
        (each) => each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement,
      ),
      status: root.querySelector("[data-status]"),
    };
    root.addEventListener("input", () => show(message));
    for (const button of root.querySelectorAll("[data-copy]")) {
      button.removeAttribute("hidden");
      button.addEventListener("click", () => copy(message, button.getAttribute("data-copy") || ""));
    }
    show(message);
  }

  for (const root of document.querySelectorAll(".fh-message")) start(root);
})();
