// @ts-check
/*
 * Incident mode: the bar at the foot of every page while something is broken, and the panel above
 * it, which is loaded when it is first opened.
 */
const incidentBar = (function () {
  "use strict";
  const { button, el, put } = incidentElements;
  const { dues, present, state, title: named, told, value, words } = incidentCore;
  const config = incidentData;
  const { bar, begin, status } = incidentWake;

  const title = document.title;
  /** @type {State | null} */
  let now = null;
  /** @type {Set<string>} */
  const announced = new Set();
  /** @type {typeof incidentPanel | null} */
  let panel = null;

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
  const toggle = button("Open", () => open(panel?.root.hidden !== false));
  toggle.setAttribute("aria-expanded", "false");
  toggle.accessKey = "i";
  const running = el("div", { class: "fh-incident-bar" }, level, el("div", { class: "fh-incident-clocks" }, clock, " ", next), line, toggle);
  bar.prepend(banner, kept);
  bar.append(running);
  bar.addEventListener("keydown", closing);

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
  async function open(wanted) {
    if (wanted && !panel) await incidentWake.all().catch(() => undefined);
    if (!panel) return;
    panel.root.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    bar.classList.toggle("fh-incident--open", wanted);
    put(toggle, wanted ? "Close" : "Open");
    if (wanted) panel.root.scrollTop = 0;
  }

  /** The panel is there now. @param {typeof incidentPanel} made */
  function add(made) {
    panel = made;
    panel.speak(say);
    status.before(panel.root);
    toggle.setAttribute("aria-controls", panel.root.id);
    if (now) panel.show(now);
  }

  /** @param {Event} event */
  function closing(event) {
    if (event instanceof KeyboardEvent && event.key === "Escape" && panel?.root.hidden === false) {
      open(false);
      toggle.focus();
    }
  }

  function show() {
    const was = now !== null;
    now = state(incidentStore.all(), config);
    begin.hidden = now !== null || document.querySelector("[data-incident]") !== null;
    running.hidden = now === null;
    banner.hidden = !now?.drill;
    kept.hidden = !now || !incidentStore.fleeting();
    bar.classList.toggle("fh-incident--on", now !== null);
    bar.classList.toggle("fh-incident--over", now !== null && value(now, "resolved") !== "");
    document.documentElement.classList.toggle("fh-in-incident", now !== null);
    if (!now) open(false);
    incidentTicks.show(now, was);
    incidentMessages.show(now);
    if (now) panel?.show(now);
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
    level.title = named(now);
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
    if (panel?.root.hidden === false) panel.tick(now);
  }

  incidentTicks.find();
  incidentMessages.find();
  incidentStore.listen(show);
  show();
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);

  return { add };
})();
