// @ts-check
/*
 * Incident mode: the bar at the foot of every page, with one button until something is broken.
 * It is laid over the page, which therefore scrolls as far as if the bar were part of it.
 */
(function () {
  "use strict";
  const { button, el, put } = incidentElements;
  const { dues, present, state, told, value, words } = incidentCore;
  const config = incidentData;
  if (!config.levels.length) return;

  const title = document.title;
  /** @type {State | null} */
  let now = null;
  /** @type {Set<string>} */
  const announced = new Set();

  /** Buttons of the page itself that start an incident. */
  const places = document.querySelectorAll("[data-incident]");
  const status = el("p", { class: "fh-incident-say", role: "status" });
  const begin = button("Start an incident", () => incidentForm.open(), "fh-incident-begin");
  const level = el("strong", { class: "fh-incident-code" });
  const clock = el("span", { class: "fh-incident-clock", role: "timer", "aria-live": "off" });
  const next = el("span", { class: "fh-incident-next" });
  const banner = el("p", { class: "fh-incident-drill" }, "Drill: nothing here is real");
  const kept = el("p", { class: "fh-incident-kept" },
    "This browser keeps nothing: all of it is in this tab only. Hand it over or export it before you close the tab.");
  const note = el("input", {
    id: "fh-incident-note", autocomplete: "off", "aria-label": "What happened, then => and what came of it",
    placeholder: "what happened => what came of it", maxlength: "1000",
  });
  const line = el("form", { class: "fh-incident-line", submit }, note, el("button", { class: "fh-button" }, "Write down"));
  const toggle = button("Open", () => open(incidentPanel.root.hidden));
  toggle.setAttribute("aria-controls", "fh-incident-panel");
  begin.accessKey = toggle.accessKey = "i";
  const running = el("div", { class: "fh-incident-bar" }, level, el("div", { class: "fh-incident-clocks" }, clock, " ", next), line, toggle);
  const bar = el("section", { class: "fh-incident", "aria-label": "Incident", keydown: closing },
    banner, kept, incidentPanel.root, status, begin, running);

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const [text, ...result] = note.value.split("=>");
    if (!incidentCore.clean(text)) return;
    incidentStore.add({ text, result: result.join("=>") });
    note.value = "";
    say("Written down");
  }

  /** @param {string} text @param {boolean} [shown] whether the bar shows it anyway */
  function say(text, shown = false) {
    put(status, text);
    status.classList.toggle("fh-incident-heard", shown);
  }

  /** @param {boolean} wanted */
  function open(wanted) {
    incidentPanel.root.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    bar.classList.toggle("fh-incident--open", wanted);
    put(toggle, wanted ? "Close" : "Open");
    if (wanted) incidentPanel.root.scrollTop = 0;
  }

  /** @param {Event} event */
  function closing(event) {
    if (event instanceof KeyboardEvent && event.key === "Escape" && !incidentPanel.root.hidden) {
      open(false);
      toggle.focus();
    }
  }

  function show() {
    const was = now !== null;
    now = state(incidentStore.all(), config);
    begin.hidden = now !== null || places.length > 0;
    running.hidden = now === null;
    banner.hidden = !now?.drill;
    kept.hidden = !now || !incidentStore.fleeting();
    bar.classList.toggle("fh-incident--on", now !== null);
    bar.classList.toggle("fh-incident--over", now !== null && value(now, "resolved") !== "");
    document.documentElement.classList.toggle("fh-in-incident", now !== null);
    if (!now) open(false);
    incidentTicks.show(now, was);
    incidentMessages.show(now);
    if (now) incidentPanel.show(now);
    tick();
  }

  /** Clocks are read from times, so a page that slept shows the right ones when it wakes. */
  function tick() {
    if (!now) {
      document.title = title;
      return;
    }
    const at = present(now);
    const found = dues(now, config);
    const late = found.filter((due) => due.at < at);
    put(level, config.levels.find((each) => each.id === now?.level)?.code || now.level);
    level.title = incidentRecord.title(now);
    const end = value(now, "resolved") && now.last.get("resolved")?.at;
    put(clock, end ? "over after " + words(end - now.began) : "for " + words(at - now.began));
    put(next, found[0] ? told(found[0], at) : "");
    bar.classList.toggle("fh-incident--late", late.length > 0);
    for (const due of late) {
      const key = due.key + due.at;
      if (!announced.has(key)) say(told(due, at), true);
      announced.add(key);
    }
    const prefix = (late.length ? "Overdue: " : "") + (now.drill ? "Drill, " : "") + level.textContent + " ";
    if (document.title !== prefix + title) document.title = prefix + title;
    if (!incidentPanel.root.hidden) incidentPanel.tick(now);
  }

  function start() {
    document.body.append(bar);
    new ResizeObserver(() => {
      // With the panel open the page behind has no room; what counts is the bar.
      const height = Math.min(bar.offsetHeight, innerHeight / 2);
      document.documentElement.style.setProperty("--fh-incident", Math.ceil(height) + "px");
    }).observe(bar);
    incidentPanel.speak(say);
    incidentTicks.find();
    incidentMessages.find();
    incidentStore.listen(show);
    show();
    setInterval(tick, 1000);
    document.addEventListener("visibilitychange", tick);
    const drill = new URLSearchParams(location.search).get("drill");
    if (drill !== null && !now) incidentForm.open(drill);
    for (const place of places) {
      place.removeAttribute("hidden");
      place.addEventListener("click", () => incidentForm.open());
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
