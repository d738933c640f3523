// @ts-check
/* Incident mode: everything about it in one place, above the bar. */
const incidentPanel = (function () {
  "use strict";
  const { button, el, fill, put, save, select } = incidentElements;
  const { higher, present, rank, told, value, wall } = incidentCore;
  const config = incidentData;
  const VERDICTS = /** @type {[string, string][]} */ ([["", "not said"], ["worked", "it worked"], ["wrong-step", "a step was wrong"]]);
  /** @type {(text: string) => void} */
  let say = () => undefined;

  const parts = {
    facts: el("div"), clocks: el("ul", { class: "fh-incident-plain" }), people: el("div", { class: "fh-incident-pair" }),
    messages: el("ul", { class: "fh-incident-plain" }), timeline: el("tbody"), end: el("div"), files: el("div"),
  };
  const root = el("div", { id: "fh-incident-panel", class: "fh-incident-panel md-typeset", tabindex: "-1", hidden: true },
    el("div", { class: "fh-incident-now" }, parts.facts, heading("Next"), parts.clocks,
      heading("Messages for this moment"), parts.messages, heading("Who"), parts.people),
    el("div", {},
      el("table", { class: "fh-incident-timeline" }, el("caption", {}, "Timeline, the latest first, " + wall(config.zone).place),
        el("thead", {}, el("tr", {}, ...["Time", "Who", "What", "Result"].map((text) => el("th", { scope: "col" }, text)))), parts.timeline)),
    el("div", { class: "fh-incident-end" }, parts.end, parts.files));

  /** @param {string} text */
  function heading(text) {
    return el("h2", { class: "fh-label" }, text);
  }

  /** @param {string} path */
  function link(path) {
    return new URL(path, incidentStore.root).href;
  }

  /** @param {string} key @param {string} text */
  function set(key, text, given = "1") {
    incidentStore.add({ key, value: given, text });
  }

  /** @param {State} now */
  function show(now) {
    const scenario = config.scenarios.find((each) => each.page === value(now, "scenario"));
    fill(parts.facts,
      el("p", { class: "fh-incident-title" }, incidentCore.title(now)),
      ...(scenario ? [el("ul", {}, ...scenario.lines.map((line) => el("li", {}, line)))] : []),
      el("div", { class: "fh-incident-row" },
        ...higher(config, now).map((level) => button((config.raiseOnly ? "Raise to " : "Change to ") + level.code, () => {
          set("level", "Severity " + (config.levels[rank(config, now.level)]?.code || "unset") + " to " + level.code, level.id);
          say("Severity is now " + level.code);
        })),
        ...(config.statuses.length ? [select("Status", config.statuses.map((each) => [each, each.replace(/-/g, " ")]), value(now, "status"),
          (status) => set("status", "Status: " + status.replace(/-/g, " "), status))] : [])),
      ...(config.channel ? [el("p", {}, "Channel: " + incidentCore.channel(now, config))] : []));
    people(now);
    const fitting = incidentMessages.fitting(now);
    fill(parts.messages, ...fitting.map((each) =>
      el("li", {}, el("a", { href: link("messages/" + each.id + "/") }, each.title), " ", el("small", {}, each.audience))),
      ...(fitting.length ? [] : [el("li", {}, el("a", { href: link("messages/") }, "All messages"))]));
    timeline(now);
    end(now);
    tick(now);
  }

  /** @param {State} now */
  function people(now) {
    const choices = /** @type {[string, string][]} */ ([["", "nobody yet"], ...config.people.map((each) => [each.id, each.name])]);
    fill(parts.people, ...(config.people.length ? [
      select("You, who write here", choices, incidentStore.me(), (person) => incidentStore.me(person)),
      ...config.roles.map((role) => select(role.name, choices, value(now, "role/" + role.id), (person) =>
        set("role/" + role.id, role.name + ": " + (config.people.find((each) => each.id === person)?.name || "nobody"), person))),
      ...(config.paths.length > 1 ? [select("Call along", config.paths.map((each) => [each.id, each.title]),
        incidentCore.pathOf(now, config)?.id || "", (path) => set("path", "", path))] : []),
    ] : []));
  }

  /** @param {State} now */
  function timeline(now) {
    const { clock, day } = wall(config.zone);
    const first = day(now.start.at);
    fill(parts.timeline, ...now.entries.filter((each) => each.text).reverse().map((each) =>
      el("tr", {}, el("td", {}, (day(each.at) === first ? "" : day(each.at).slice(5) + " ") + clock(each.at)),
        el("td", {}, config.people.find((person) => person.id === each.by)?.name.split(" ")[0] || each.by),
        el("td", {}, each.text), el("td", {}, each.result))));
  }

  /** @param {State} now */
  function end(now) {
    const resolved = value(now, "resolved"), mitigated = value(now, "mitigated");
    const name = incidentRecord.id(now, config);
    // Not before the end: in a drill it would give the answer away.
    const pages = resolved ? incidentTicks.pages(now) : [];
    fill(parts.end,
      el("div", { class: "fh-incident-row" },
        ...(resolved ? [] : [mitigated
          ? button("Customers have it again", () => set("mitigated", "Customers have it again after all", ""))
          : button("Customers can work again", () => set("mitigated", "Customers can work again"))]),
        resolved ? button("It is not over", () => set("resolved", "Not over after all", "")) :
          button("It is over", () => {
            const status = config.statuses.at(-1);
            if (status) incidentStore.add({ key: "status", value: status });
            set("resolved", now.drill ? "Drill ended" : "Over");
            say("It is over. Export the record, then clear it here.");
            root.scrollTop = 0;
          })),
      ...(pages.length ? [el("h2", { class: "fh-label" }, "How did the pages do?"),
        el("div", { class: "fh-incident-pair" }, ...pages.map((page) =>
          select(page, VERDICTS, value(now, "verdict/" + page), (verdict) => set("verdict/" + page, "", verdict))))] : []));
    fill(parts.files,
      el("h2", { class: "fh-label" }, "Take it with you"),
      el("div", { class: "fh-incident-row" },
        button("Record (YAML)", () => save(name + ".yaml", incidentRecord.yaml(now, config)), "", "yaml"),
        button("Markdown", () => save(name + ".md", incidentRecord.markdown(now, config))),
        button("Hand over", () => save(name + ".json", incidentCore.handover(now.entries)))),
      el("p", {}, el("small", {}, "The record goes to runbooks/incidents/" + name + ".yaml as it is. Who gets the handover file goes on from here.")),
      el("label", { class: "fh-incident-field" }, el("span", {}, "Take in what a colleague handed over"),
        incidentForm.file(say, () => say("Taken in"))),
      ...(resolved ? [clear()] : []));
  }

  /** Twice, because it cannot be undone. */
  function clear() {
    const twice = button("Clear it here", () => {
      if (twice.dataset.sure) return incidentStore.clear();
      twice.dataset.sure = "1";
      twice.textContent = "Exported? Press again to clear";
    });
    return twice;
  }

  /** What changes by itself. @param {State} now */
  function tick(now) {
    const dues = incidentCore.dues(now, config);
    const at = present(now);
    if (parts.clocks.children.length !== dues.length || dues.some((due, index) => parts.clocks.children[index].getAttribute("data-due") !== due.key)) {
      fill(parts.clocks, ...dues.map((due) => el("li", { "data-due": due.key }, el("span"), " ",
        button(due.key.startsWith("sent/") ? "It is sent" : "Called", () =>
          set(due.key, due.key.startsWith("sent/") ? "Sent: " + due.name.toLowerCase() : due.name.replace(/^Call/, "Called")), "", due.key))));
    }
    dues.forEach((due, index) => {
      const line = parts.clocks.children[index];
      line.classList.toggle("fh-incident-late", due.at < at);
      put(line.children[0], told(due, at));
    });
  }

  /** @param {(text: string) => void} listener */
  function speak(listener) {
    say = listener;
  }

  return { root, show, tick, speak };
})();
incidentBar.add(incidentPanel);
