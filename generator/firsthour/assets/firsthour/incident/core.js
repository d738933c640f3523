// @ts-check
/*
 * Incident mode, the part that knows no page. An incident is a set of entries that never change:
 * joining two copies is joining two sets, so it loses nothing and its order does not matter.
 * What is true now is read from the entries, and every clock from their times.
 */
const incidentCore = (function () {
  "use strict";
  const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const AUDIENCES = { internal: "Update the team", public: "Update the status page" };
  const KEYS = /** @type {("id" | "by" | "key" | "value" | "text" | "result")[]} */ (
    ["id", "by", "key", "value", "text", "result"]
  );
  const MOST = 20000, LONGEST = 4000;
  // Signs that nobody sees: a record that holds them is refused by lint, and rightly.
  const HIDDEN = /[\p{C}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]/gu;

  /** One line of plain text. @param {unknown} text */
  function clean(text) {
    return String(text).slice(0, LONGEST).replace(HIDDEN, " ").replace(/\s+/g, " ").trim();
  }

  /** @param {Entry} a @param {Entry} b */
  function order(a, b) {
    return a.at - b.at || a.n - b.n || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  }

  /** All entries of both, in order. @param {Entry[]} a @param {Entry[]} b */
  function merge(a, b) {
    /** @type {Map<string, Entry>} */
    const found = new Map();
    for (const entry of [...a, ...b]) {
      const other = found.get(entry.id);
      // One of two that differ was changed by hand; which one stays must not depend on the order.
      if (!other || JSON.stringify(parts(entry)) > JSON.stringify(parts(other))) found.set(entry.id, entry);
    }
    return [...found.values()].sort(order);
  }

  /** @param {Entry} entry */
  function parts(entry) {
    return [entry.at, entry.n, ...KEYS.map((key) => entry[key])];
  }

  /**
   * A new entry. A clock that was set back does not put it before what it follows.
   * @param {Entry[]} entries @param {Draft} draft @param {string} id @param {string} by @param {number} now
   * @returns {Entry}
   */
  function entry(entries, draft, id, by, now) {
    const { key = "", value = "", text = "", result = "" } = draft;
    return {
      id, by, key: clean(key), value: clean(value), text: clean(text), result: clean(result),
      at: entries.reduce((latest, each) => Math.max(latest, each.at), Math.floor(now)),
      n: entries.reduce((most, each) => Math.max(most, each.n), 0) + 1,
    };
  }

  /** What is true now; null when nothing was started. @param {Entry[]} all @param {Config} config @returns {State | null} */
  function state(all, config) {
    const entries = merge(all, []);
    const start = entries.find((each) => each.key === "start");
    if (!start) return null;
    const last = new Map(entries.map((each) => [each.key, each]));
    const began = Number(last.get("began")?.value || NaN);
    return {
      entries, start, last, level: levels(entries, config).at(-1)?.[0].id || "", drill: start.value === "drill",
      began: began <= start.at ? began : start.at,
    };
  }

  /** @param {Config} config @param {string} level */
  function rank(config, level) {
    return config.levels.findIndex((each) => each.id === level);
  }

  /** Where the level may go from here. @param {Config} config @param {State} now */
  function higher(config, now) {
    const here = rank(config, now.level);
    if (!config.raiseOnly) return config.levels.filter((each) => each.id !== now.level);
    return here < 0 ? config.levels : config.levels.slice(0, here);
  }

  /** @param {State} now @param {string} key */
  function value(now, key) {
    return now.last.get(key)?.value || "";
  }

  /** Calls and updates that are to be made, the next one first. @param {State} now @param {Config} config @returns {Due[]} */
  function dues(now, config) {
    if (value(now, "resolved")) return [];
    /** @type {Due[]} */
    const found = [];
    for (const audience of /** @type {("internal" | "public")[]} */ (Object.keys(AUDIENCES))) {
      const sent = now.last.get("sent/" + audience)?.at ?? now.start.at;
      const at = Math.min(...levels(now.entries, config).map(([level, since]) =>
        level[audience] ? Math.max(sent, since) + level[audience] * SECOND : Infinity));
      if (isFinite(at)) found.push({ key: "sent/" + audience, name: AUDIENCES[audience], at });
    }
    const path = pathOf(now, config);
    const hop = value(now, "mitigated") ? undefined : path?.hops.find((each, index) =>
      each.after && !value(now, "called/" + path.id + "/" + index));
    if (path && hop) {
      const key = "called/" + path.id + "/" + path.hops.indexOf(hop);
      found.push({ key, name: "Call " + hop.name, at: now.start.at + hop.after * SECOND });
    }
    return found.sort((a, b) => a.at - b.at);
  }

  /**
   * Each level with its beginning: a promise made at a milder one holds until it is kept.
   * @param {Entry[]} entries @param {Config} config
   * @returns {[Level, number][]}
   */
  function levels(entries, config) {
    /** @type {[Level, number][]} */
    const held = [];
    for (const each of entries) {
      const level = each.key === "level" ? config.levels[rank(config, each.value)] : undefined;
      if (!level) continue;
      const before = held.at(-1);
      if (config.raiseOnly && before && rank(config, before[0].id) <= rank(config, level.id)) continue;
      if (!config.raiseOnly) held.length = 0;
      held.push([level, each.at]);
    }
    return held;
  }

  /** The way upwards that was chosen, or the first. @param {State} now @param {Config} config */
  function pathOf(now, config) {
    const chosen = value(now, "path");
    return config.paths.find((each) => each.id === chosen) || config.paths[0];
  }

  /** Now, and not before what was written last: a clock that was set back stands for a while. @param {State} now */
  function present(now) {
    return now.entries.reduce((latest, each) => Math.max(latest, each.at), Date.now());
  }

  /** A length of time in at most two units. @param {number} span */
  function words(span) {
    const length = Math.abs(span);
    if (length < MINUTE) return Math.floor(length / SECOND) + " s";
    if (length < HOUR) return Math.floor(length / MINUTE) + " min";
    const [unit, name, small, under] = length < DAY ? [HOUR, "h", MINUTE, "min"] : [DAY, "d", HOUR, "h"];
    const rest = Math.floor((length % Number(unit)) / Number(small));
    return Math.floor(length / Number(unit)) + " " + name + (rest ? " " + rest + " " + under : "");
  }

  /** @param {Due} due @param {number} now */
  function told(due, now) {
    return due.at < now ? due.name + ": overdue by " + words(now - due.at) : due.name + " in " + words(due.at - now);
  }

  /**
   * Clocks on the team's wall.
   * @param {string} zone
   */
  function wall(zone) {
    /** @param {Intl.DateTimeFormatOptions} options */
    const format = (options) => {
      try {
        return new Intl.DateTimeFormat("en-CA", { ...options, timeZone: zone });
      } catch {
        return new Intl.DateTimeFormat("en-CA", { ...options, timeZone: "UTC" });
      }
    };
    const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const day = format({ year: "numeric", month: "2-digit", day: "2-digit" });
    return {
      place: clock.resolvedOptions().timeZone === "UTC" ? "UTC" : zone.replace(/^.*\//, "").replace(/_/g, " "),
      /** @param {number} at */
      clock: (at) => clock.format(at),
      /** @param {number} at */
      day: (at) => day.format(at),
    };
  }

  /**
   * When it began: "now", "20 min", "2h", or the last time that a clock showed 23:50. NaN for
   * anything else, and for an hour that the clocks left out within the last day.
   * @param {string} text @param {number} now @param {(at: number) => string} clock
   */
  function began(text, now, clock) {
    const said = text.trim().toLowerCase();
    if (!said || said === "now") return now;
    const ago = /^(\d{1,4}) ?(m|min|minutes?|h|hours?)?( ago)?$/.exec(said);
    if (ago) return now - Number(ago[1]) * (ago[2]?.startsWith("h") ? HOUR : MINUTE);
    const time = /^(\d{1,2})[:.](\d{2})$/.exec(said);
    if (!time) return NaN;
    const wanted = time[1].padStart(2, "0") + ":" + time[2];
    const minute = Math.floor(now / MINUTE) * MINUTE;
    for (let at = minute; at > minute - DAY; at -= MINUTE) if (clock(at) === wanted) return at;
    return NaN;
  }

  /** The entries of a file that somebody handed over. @param {string} text @returns {Entry[]} */
  function read(text) {
    /** @type {any} */
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      throw new Error("this is not a handover file, which ends in .json");
    }
    const entries = data && data.firsthour === 1 ? data.entries : null;
    if (!Array.isArray(entries) || entries.length > MOST || !entries.every(valid)) {
      throw new Error("this is not a handover file, or it was changed");
    }
    if (!entries.some((each) => each.key === "start")) throw new Error("no incident is in this file");
    return entries.map((each) => /** @type {Entry} */ ({
      ...Object.fromEntries(KEYS.map((key) => [key, clean(each[key])])), at: each.at, n: each.n,
    }));
  }

  /** @param {any} each */
  function valid(each) {
    return each && KEYS.every((key) => typeof each[key] === "string") && /^[a-z0-9]{8,40}$/.test(each.id) &&
      [each.at, each.n].every((number) => Number.isSafeInteger(number) && number > 0 && number < 4e12);
  }

  /** @param {Entry[]} entries */
  function handover(entries) {
    return JSON.stringify({ firsthour: 1, entries: merge(entries, []) }, null, 1);
  }

  /** @param {string} text */
  function slug(text) {
    const plain = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
    return plain.replace(/[^a-z0-9]+/g, "-").slice(0, 48).replace(/^-|-$/g, "") || "incident";
  }

  /** @param {State} now */
  function title(now) {
    return clean((value(now, "title") || now.start.text || "Incident").slice(0, 120));
  }

  /** The name of the channel, by the team's pattern. @param {State} now @param {Config} config */
  function channel(now, config) {
    const day = wall(config.zone).day(now.began);
    return config.channel.replace("<date>", day).replace("<slug>", slug(title(now)).slice(0, 20).replace(/-$/, ""));
  }

  /** @param {State} now @param {Config} config @returns {[Named, Named][]} */
  function holders(now, config) {
    return config.roles.flatMap((role) => {
      const person = config.people.find((each) => each.id === value(now, "role/" + role.id));
      return person ? [/** @type {[Named, Named]} */ ([role, person])] : [];
    });
  }

  return {
    began, channel, clean, dues, entry, handover, higher, holders, merge, pathOf, present, rank, read, slug, state, title, told,
    valid, value, wall, words,
  };
})();
