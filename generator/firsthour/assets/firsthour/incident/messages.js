// @ts-check
/*
 * Incident mode on the page of a message: its fields know what the incident knows, what was typed
 * before stands there again, and "sent" starts the clock of the next update.
 */
const incidentMessages = (function () {
  "use strict";
  const { el } = incidentElements;
  const { value, wall } = incidentCore;
  // These are never what they were at the last update.
  const FRESH = ["time", "date", "severity", "status", "next_update"];
  /** @type {HTMLElement | undefined} */
  let sent;

  function here() {
    const id = /^messages\/([a-z0-9-]+)\/$/.exec(incidentStore.here())?.[1];
    return incidentData.messages.find((each) => each.id === id);
  }

  /** Whose clock a message starts again. @param {Message} message */
  function clock(message) {
    if (message.audience === "internal") return "sent/internal";
    return ["public", "customer"].includes(message.audience) ? "sent/public" : "";
  }

  /** What is known, by the names that fields have. @param {State} now @param {Message} message */
  function known(now, message) {
    const config = incidentData;
    const { clock: hour, day, place } = wall(config.zone);
    /** @param {number} at */
    const time = (at) => hour(at) + " " + place;
    const level = config.levels.find((each) => each.id === now.level);
    const every = level?.[message.audience === "internal" ? "internal" : "public"] || 0;
    const holders = Object.fromEntries(incidentCore.holders(now, config).map(([role, person]) => [role.id, person.name]));
    const at = Date.now();
    /** @param {string} key */
    const reached = (key) => (value(now, key) ? time(now.last.get(key)?.at || at) : "");
    return /** @type {Record<string, string>} */ ({
      ...holders,
      lead: holders[config.lead] || "", fixers: holders.investigator || "",
      sender: config.people.find((each) => each.id === incidentStore.me())?.name || "",
      title: incidentCore.title(now), impact: value(now, "impact"), status: value(now, "status"),
      severity: level?.code || "", date: day(at), time: time(at),
      since: time(now.began), start: time(now.began), started: time(now.began), detected: time(now.start.at),
      mitigated: reached("mitigated"), resolved: reached("resolved"),
      room: incidentCore.channel(now, config), channel: incidentCore.channel(now, config),
      next_update: every ? time(at + every * 1000) : "",
      ...(now.drill ? { what: "(this is a drill)" } : {}),
    });
  }

  /** @param {State | null} now */
  function show(now) {
    const message = here();
    if (sent) sent.hidden = !now;
    if (!message || !now) return;
    const computed = known(now, message);
    for (const field of document.querySelectorAll("[data-field]")) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
      const name = field.dataset.field || "";
      if (field.dataset.typed || field === document.activeElement) continue;
      const typed = FRESH.includes(name) ? "" : JSON.parse(value(now, "field/" + name) || '""');
      const text = typed || computed[name];
      if (!text || field.value === text) continue;
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function find() {
    const message = here();
    const copy = document.querySelector('[data-copy="body"]');
    if (!message || !copy) return;
    for (const field of document.querySelectorAll("[data-field]")) {
      field.addEventListener("change", () => {
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
        field.dataset.typed = "1";
        if (!incidentCore.state(incidentStore.all(), incidentData)) return;
        incidentStore.add({ key: "field/" + field.dataset.field, value: JSON.stringify(field.value) });
      });
    }
    const button = el("button", {
      type: "button", class: "fh-button fh-incident-sent", hidden: true,
      click: () => {
        const text = document.querySelector('[data-text="body"]')?.textContent || "";
        incidentStore.add({ key: clock(message), value: "1", text: "Sent: " + message.title, result: text.split("\n")[0] });
        button.textContent = "Written down";
      },
    }, "It is sent");
    sent = button;
    copy.after(button);
  }

  /** Messages for this moment: those of a runbook in use, then those first who must hear first. @param {State} now */
  function fitting(now) {
    const status = value(now, "status");
    const asked = (/** @type {Message} */ each) => each.runbooks.some((id) =>
      now.entries.some(({ key, value }) => value && key.startsWith("tick/failure-modes/" + id + "/")));
    return incidentData.messages
      .filter((each) =>
        (!each.levels.length || each.levels.includes(now.level)) && (!each.statuses.length || each.statuses.includes(status)))
      .sort((a, b) => Number(asked(b)) - Number(asked(a)));
  }

  return { find, fitting, show };
})();
