// @ts-check
/*
 * Incident mode: what is ticked on any page is a line of the timeline, and what was ticked shows on
 * every tab. A step gets its box in the place of its number, so nothing on the page moves.
 */
const incidentTicks = (function () {
  "use strict";
  const { el } = incidentElements;
  /** @type {{box: HTMLInputElement, key: string}[]} */
  const boxes = [];

  /** @param {Element | null | undefined} element */
  function said(element) {
    return incidentCore.clean(element?.textContent || "");
  }

  /** The title of this page. */
  function title() {
    return said(document.querySelector("article h1")).replace(/¶$/, "").trim();
  }

  function find() {
    /** @type {Map<string, number>} */
    const seen = new Map();
    for (const place of document.querySelectorAll("article .fh-checks li, article .fh-step")) {
      const isStep = place.classList.contains("fh-step");
      const found = isStep ? step(place) : place.querySelector("input[type=checkbox]");
      if (!(found instanceof HTMLInputElement)) continue;
      const label = said(place.querySelector(isStep ? ":scope > .fh-do" : ".fh-check-do")) ||
        said(place.querySelector("pre, summary, a")) || "step";
      const times = (seen.get(label) || 0) + 1;
      seen.set(label, times);
      const key = "tick/" + incidentStore.here() + "#" + label.slice(0, 80) + (times > 1 ? "~" + times : "");
      if (isStep) found.setAttribute("aria-label", "Done: " + label);
      // Not the answer beside it: that is the one to hope for, and this record tells what was.
      found.addEventListener("change", () => change(found, key, label));
      boxes.push({ box: found, key: incidentCore.clean(key) });
    }
  }

  /** @param {Element} place */
  function step(place) {
    const box = el("input", { type: "checkbox", class: "fh-incident-tick", autocomplete: "off", hidden: true });
    place.prepend(box);
    return box;
  }

  /** @param {HTMLInputElement} box @param {string} key @param {string} label */
  function change(box, key, label) {
    if (!incidentCore.state(incidentStore.all(), incidentData)) return;
    const where = " (" + title() + ")";
    incidentStore.add(box.checked
      ? { key, value: "1", text: "Done: " + label + where }
      : { key, value: "", text: "Not done after all: " + label + where });
  }

  /** @param {State | null} now @param {boolean} was whether one was running before */
  function show(now, was) {
    for (const { box, key } of boxes) {
      if (box.classList.contains("fh-incident-tick")) box.hidden = !now;
      // Without an incident, a sheet is what it is on paper: ticks of one's own.
      if (now || was) box.checked = Boolean(now && incidentCore.value(now, key));
    }
  }

  /** Pages that were used: where something was ticked, and what is practised. @param {State} now */
  function pages(now) {
    const found = [...now.last.keys()].map((key) =>
      /^(?:tick|verdict)\/((?:failure-modes|procedures|checklists)\/[a-z0-9-]+)(?:\/#|$)/.exec(key)?.[1] || "");
    return [...new Set(found)].filter(Boolean);
  }

  return { find, pages, show };
})();
