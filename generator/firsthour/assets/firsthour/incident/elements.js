// @ts-check
/* Incident mode: elements made without HTML, so that no text is ever more than text. */
const incidentElements = (function () {
  "use strict";

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string | boolean | ((event: Event) => void)>} settings attributes; functions listen
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  function el(tag, settings = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(settings)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  /** @param {string} text @param {() => void} act @param {string} [kind] @param {string} [key] */
  function button(text, act, kind = "", key = text) {
    return el("button", { type: "button", class: "fh-button " + kind, "data-key": key, click: act }, text);
  }

  /**
   * @param {string} label @param {[string, string][]} choices value and text @param {string} chosen
   * @param {(value: string) => void} act @param {Record<string, string | boolean>} [settings]
   */
  function select(label, choices, chosen, act, settings = {}) {
    const options = choices.map(([value, text]) => el("option", { value, selected: value === chosen }, text));
    const box = el("select", { "data-key": label, change: () => act(box.value), ...settings }, ...options);
    return el("label", { class: "fh-incident-field" }, el("span", {}, label), box);
  }

  /** Other children, and the focus stays where it was. @param {Element} parent @param {(Node | string)[]} children */
  function fill(parent, ...children) {
    const focused = parent.contains(document.activeElement) && document.activeElement;
    const key = focused instanceof HTMLElement ? focused.dataset.key : undefined;
    parent.replaceChildren(...children);
    if (key === undefined) return;
    const again = parent.querySelector('[data-key="' + CSS.escape(key) + '"]') || parent.closest("[tabindex]");
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /** Say something once, where screen readers listen. @param {Element} place @param {string} text */
  function put(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  /** Give a file to whoever asked for it. @param {string} name @param {string} text */
  function save(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  return { button, el, fill, put, save, select };
})();
