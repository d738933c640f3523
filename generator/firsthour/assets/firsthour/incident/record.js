// @ts-check
/*
 * The record of an incident as files: the YAML that runbooks/incidents/ takes as it is, and
 * Markdown for a chat or an issue. Knows no page either.
 */
const incidentRecord = (function () {
  "use strict";
  const { holders, rank, slug, title, value, wall, words } = incidentCore;

  /** @param {number} at */
  function instant(at) {
    return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
  }

  /** The name of the file. @param {State} now @param {Config} config */
  function id(now, config) {
    const day = wall(config.zone).day(now.began);
    return day + "-" + (now.drill ? "drill-" : "") + slug(title(now));
  }

  /**
   * Pages that were used, and how they did. What is handed over may hold anything.
   * @param {State} now @returns {[string, string][]}
   */
  function verdicts(now) {
    return [...now.last].flatMap(([key, each]) => {
      const page = /^verdict\/((?:failure-modes|procedures|checklists)\/[a-z0-9-]+)$/.exec(key)?.[1];
      return page && /^(worked|wrong-step)$/.test(each.value) ? [/** @type {[string, string]} */ ([page, each.value])] : [];
    });
  }

  /** Moments in the life of it that lie in order. @param {State} now @returns {[string, number][]} */
  function moments(now) {
    const resolved = value(now, "resolved") ? now.last.get("resolved")?.at : undefined;
    const mitigated = value(now, "mitigated") ? now.last.get("mitigated")?.at : undefined;
    const found = /** @type {[string, number | undefined][]} */ ([
      ["started", now.began], ["declared", now.start.at],
      ["mitigated", mitigated && mitigated <= (resolved ?? mitigated) ? mitigated : undefined],
      ["resolved", resolved],
    ]);
    return found.flatMap(([name, at]) => (at === undefined ? [] : [/** @type {[string, number]} */ ([name, at])]));
  }

  /**
   * Double quotes, always: whatever was typed stays text. What YAML and JSON read differently was
   * cleaned away when it was written down.
   * @param {State} now @param {Config} config
   */
  function yaml(now, config) {
    const text = JSON.stringify;
    const lines = ["# yaml-language-server: $schema=../../schema/incidents.schema.json"];
    lines.push("title: " + text(title(now)), "owner: " + (config.owner || "team"));
    if (now.drill) lines.push("drill: true");
    lines.push("severity: " + (now.level || config.levels[0].id), ...moments(now).map(([name, at]) => name + ": " + instant(at)));
    if (!value(now, "resolved")) {
      const next = incidentCore.dues(now, config).find((due) => due.key.startsWith("sent/"));
      if (next) lines.push("next_update: " + instant(next.at));
    }
    const roles = holders(now, config);
    if (roles.length) lines.push("roles:", ...roles.map(([role, person]) => "  " + role.id + ": " + person.id));
    if (value(now, "impact")) lines.push("impact: " + text(value(now, "impact")));
    lines.push("timeline:");
    for (const each of now.entries.filter((entry) => entry.text)) {
      lines.push("  - at: " + instant(each.at));
      if (each.by) lines.push("    by: " + text(each.by));
      lines.push("    note: " + text(each.text));
      if (each.result) lines.push("    result: " + text(each.result));
    }
    const used = verdicts(now);
    if (used.length) lines.push("runbooks_used:");
    for (const [page, verdict] of used) {
      lines.push("  - verdict: " + verdict, "    runbook: " + page);
    }
    return lines.join("\n") + "\n";
  }

  /** Text in Markdown that is only text. @param {string} text */
  function plain(text) {
    return text.replace(/[\\`*_{}[\]<>#|~&@!]/g, "\\$&");
  }

  /** @param {State} now @param {Config} config */
  function markdown(now, config) {
    const { clock, day, place } = wall(config.zone);
    const level = config.levels[rank(config, now.level)];
    /** @param {string} by */
    const name = (by) => config.people.find((each) => each.id === by)?.name || by;
    const end = value(now, "resolved") ? now.last.get("resolved")?.at : undefined;
    const lines = [
      "# " + (now.drill ? "Drill: " : "") + plain(title(now)), "",
      "- Severity: " + (level ? plain(level.code + " " + level.name) : now.level),
      ...moments(now).map(([what, at]) => "- " + what[0].toUpperCase() + what.slice(1) + ": " + day(at) + " " + clock(at) + " " + place),
      ...(end ? ["- Lasted: " + words(end - now.began)] : []),
      ...holders(now, config).map(([role, person]) => "- " + plain(role.name + ": " + person.name)),
      ...(value(now, "impact") ? ["- Impact: " + plain(value(now, "impact"))] : []),
      "", "| " + place + " | who | what | result |", "|---|---|---|---|",
    ];
    let before = "";
    for (const each of now.entries.filter((entry) => entry.text)) {
      const date = day(each.at);
      const when = (date === before ? "" : date + " ") + clock(each.at);
      before = date;
      lines.push("| " + [when, ...[name(each.by), each.text, each.result].map(plain)].join(" | ") + " |");
    }
    const used = verdicts(now);
    if (used.length) lines.push("", "Runbooks:", "", ...used.map(([page, verdict]) => "- " + plain(page) + ": " + verdict));
    return lines.join("\n") + "\n";
  }

  return { id, markdown, yaml };
})();
