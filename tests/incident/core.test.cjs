// The part of incident mode that knows no page, run by `node --test`: examples, and properties that
// hold for whatever fast-check thinks of.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const vm = require("node:vm");
const fc = require("fast-check");

const FOLDER = path.join(__dirname, "../../generator/firsthour/assets/firsthour/incident");
const source = ["core", "record"].map((name) => fs.readFileSync(path.join(FOLDER, name + ".js"), "utf8"));
const { core, record } = vm.runInThisContext(source.join("\n") + "\n;({ core: incidentCore, record: incidentRecord })");

const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const T = Date.UTC(2026, 10, 20, 23, 50);
const CONFIG = {
  zone: "Europe/Lisbon", owner: "platform", lead: "incident-lead", channel: "#inc-<date>-<slug>", raiseOnly: true,
  statuses: ["investigating", "resolved"],
  levels: [
    { id: "sev1", code: "SEV1", name: "Critical", definition: "", internal: 900, public: 1800 },
    { id: "sev2", code: "SEV2", name: "Major", definition: "", internal: 1800, public: 3600 },
    { id: "sev3", code: "SEV3", name: "Minor", definition: "", internal: 86400, public: 0 },
  ],
  roles: [{ id: "incident-lead", name: "Incident lead" }],
  people: [{ id: "mara", name: "Mara Lindqvist" }],
  paths: [{ id: "stuck", title: "Stuck", hops: [{ name: "Lead", after: 0 }, { name: "Investigator", after: 900 }, { name: "Vendor", after: 1800 }] }],
  messages: [], scenarios: [],
};

/** An incident made step by step: drafts with the minutes between them. */
function make(...steps) {
  let entries = [], now = T, number = 0;
  for (const [minutes, draft] of steps) {
    now += minutes * MINUTE;
    entries = [...entries, core.entry(entries, draft, "entry" + String(number++).padStart(4, "0"), "mara", now)];
  }
  return entries;
}
const begun = (level = "sev2") => [[0, { key: "start", text: "Started: x" }], [0, { key: "level", value: level }]];
const state = (entries, config = CONFIG) => core.state(entries, config);
const due = (entries, key) => core.dues(state(entries), CONFIG).find((each) => each.key === key);

const anyText = fc.string({ unit: "binary", maxLength: 30 });
const anyEntry = fc.record({
  id: fc.string({ unit: fc.constantFrom(..."abc012"), minLength: 8, maxLength: 8 }),
  at: fc.integer({ min: 1, max: 50 }).map((minutes) => T + minutes * MINUTE),
  n: fc.integer({ min: 1, max: 9 }),
  by: fc.constantFrom("", "mara"),
  key: fc.constantFrom("", "start", "level", "status", "resolved", "tick/a#b", "sent/internal"),
  value: fc.constantFrom("", "1", "sev1", "sev2", "sev3", "nonsense"),
  text: anyText.map((text) => core.clean(text)),
  result: fc.constantFrom("", "ok"),
}, { noNullPrototype: true });
const anyEntries = fc.array(anyEntry, { maxLength: 12 });
const same = (a, b) => assert.deepEqual(core.merge(a, []), core.merge(b, []));

test("merging two copies: either order, any grouping, twice as once", () => {
  fc.assert(fc.property(anyEntries, anyEntries, anyEntries, (a, b, c) => {
    assert.deepEqual(core.merge(a, b), core.merge(b, a));
    assert.deepEqual(core.merge(core.merge(a, b), c), core.merge(a, core.merge(b, c)));
    assert.deepEqual(core.merge(core.merge(a, b), b), core.merge(a, b));
  }));
});

test("merging loses nothing, and makes nothing up", () => {
  fc.assert(fc.property(anyEntries, anyEntries, (a, b) => {
    const ids = (entries) => [...new Set(entries.map((each) => each.id))].sort();
    assert.deepEqual(ids(core.merge(a, b)), ids([...a, ...b]));
    for (const each of core.merge(a, b)) assert.ok([...a, ...b].includes(each));
  }));
});

test("whatever tabs do at once, and in whichever order they hear of it, they end with the same", () => {
  fc.assert(fc.property(anyEntries, fc.array(fc.nat(3), { maxLength: 12 }), (entries, tabs) => {
    const heard = [[], [], [], []];
    entries.forEach((each, index) => heard[tabs[index] ?? 0].push(each));
    const forwards = heard.reduce((all, tab) => core.merge(all, tab), []);
    const backwards = heard.reduceRight((all, tab) => core.merge(all, tab), []);
    assert.deepEqual(state(forwards), state(backwards));
    same(forwards, entries);
  }));
});

test("a severity goes up and never down, however copies are merged", () => {
  fc.assert(fc.property(anyEntries, anyEntries, (a, b) => {
    const start = make(...begun("sev3"));
    const before = state([...start, ...a]), after = state([...start, ...a, ...b]);
    assert.ok(core.rank(CONFIG, after.level) <= core.rank(CONFIG, before.level));
    for (const level of core.higher(CONFIG, after)) {
      assert.ok(core.rank(CONFIG, level.id) < core.rank(CONFIG, after.level));
    }
  }));
});

test("only the levels above are offered, all others where the team allows it", () => {
  const ids = (entries, config = CONFIG) => core.higher(config, state(entries, config)).map((each) => each.id);
  assert.deepEqual(ids(make(...begun("sev2"))), ["sev1"]);
  assert.deepEqual(ids(make(...begun("sev1"))), []);
  const free = { ...CONFIG, raiseOnly: false };
  assert.deepEqual(ids(make(...begun("sev1")), free), ["sev2", "sev3"]);
  const lowered = make(...begun("sev1"), [5, { key: "level", value: "sev3" }]);
  assert.equal(state(lowered, free).level, "sev3");
  assert.equal(state(lowered).level, "sev1");
});

test("a clock that jumps never puts an entry before what its writer had seen", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -3 * DAY, max: 3 * DAY }), { minLength: 1, maxLength: 20 }), (jumps) => {
    let entries = make(...begun()), now = T;
    jumps.forEach((jump, index) => {
      now += jump;
      const made = core.entry(entries, { text: String(index) }, "later" + String(index).padStart(4, "0"), "", now);
      entries = core.merge([made], entries);
      assert.equal(entries.at(-1).id, made.id);
      assert.ok(made.at >= now);
    });
    const written = record.yaml(state(entries), CONFIG).match(/(?<= at: ).*/g);
    assert.deepEqual(written, [...written].sort());
  }));
});

test("the next update is counted from the last, and a worse level does not wait for the milder one", () => {
  const first = make(...begun());
  assert.equal(due(first, "sent/internal").at, T + 30 * MINUTE);
  assert.equal(due(first, "sent/public").at, T + 60 * MINUTE);
  const sent = make(...begun(), [20, { key: "sent/internal", value: "1" }]);
  assert.equal(due(sent, "sent/internal").at, T + 50 * MINUTE);
  const early = make(...begun(), [5, { key: "level", value: "sev1" }]);
  assert.equal(due(early, "sent/internal").at, T + 20 * MINUTE);
  const late = make(...begun(), [25, { key: "level", value: "sev1" }]);
  assert.equal(due(late, "sent/internal").at, T + 30 * MINUTE, "the promise of the milder level holds");
  assert.equal(due(make(...begun("sev3")), "sent/public"), undefined);
});

test("raising the level never moves an update later", () => {
  const anyLevel = fc.constantFrom("sev1", "sev2", "sev3");
  fc.assert(fc.property(anyLevel, anyLevel, fc.nat(300), fc.nat(300), (from, to, sent, raised) => {
    const before = make(...begun(from), [sent, { key: "sent/internal", value: "1" }]);
    const after = make(...begun(from), [sent, { key: "sent/internal", value: "1" }], [raised, { key: "level", value: to }]);
    assert.ok(due(after, "sent/internal").at <= due(before, "sent/internal").at);
  }));
});

test("whom to call comes one after the other, until customers can work again", () => {
  const called = (...more) => core.dues(state(make(...begun(), ...more)), CONFIG).find((each) => each.key.startsWith("called/"));
  assert.deepEqual(called(), { key: "called/stuck/1", name: "Call Investigator", at: T + 15 * MINUTE });
  assert.equal(called([9, { key: "called/stuck/1", value: "1" }]).name, "Call Vendor");
  assert.equal(called([9, { key: "mitigated", value: "1" }]), undefined);
  assert.deepEqual(core.dues(state(make(...begun(), [9, { key: "resolved", value: "1" }])), CONFIG), []);
});

test("a length of time is told in words, and what is late in words, too", () => {
  const told = [0, 59999, MINUTE, 59 * MINUTE, HOUR, 72 * MINUTE, DAY, 51 * HOUR].map(core.words);
  assert.deepEqual(told, ["0 s", "59 s", "1 min", "59 min", "1 h", "1 h 12 min", "1 d", "2 d 3 h"]);
  const update = { key: "k", name: "Update the team", at: T };
  assert.equal(core.told(update, T - 5 * MINUTE), "Update the team in 5 min");
  assert.equal(core.told(update, T + 65 * MINUTE), "Update the team: overdue by 1 h 5 min");
});

const began = (text, now, zone) => core.began(text, now, core.wall(zone).clock);

test("when it began: over midnight, and never in the future", () => {
  const now = Date.UTC(2026, 10, 21, 0, 10);
  assert.equal(began("", now, "UTC"), now);
  assert.equal(began("20 min", now, "UTC"), now - 20 * MINUTE);
  assert.equal(began("2h ago", now, "UTC"), now - 2 * HOUR);
  assert.equal(began("23:50", now, "UTC"), Date.UTC(2026, 10, 20, 23, 50));
  assert.equal(began("0:10", now, "UTC"), now);
  assert.equal(began("00.11", now, "UTC"), Date.UTC(2026, 10, 20, 0, 11));
  for (const text of ["yesterday", "25:00", "12:61", "-5", "1e3", "12:5"]) assert.ok(isNaN(began(text, now, "UTC")), text);
});

test("when it began: the hour that exists twice is the later one, the hour that does not is refused", () => {
  // Lisbon: at 02:00 on 2026-10-25 clocks go back to 01:00; at 01:00 on 2026-03-29 forward to 02:00.
  assert.equal(began("01:30", Date.UTC(2026, 9, 25, 1, 45), "Europe/Lisbon"), Date.UTC(2026, 9, 25, 1, 30));
  assert.equal(began("01:30", Date.UTC(2026, 9, 25, 1, 15), "Europe/Lisbon"), Date.UTC(2026, 9, 25, 0, 30));
  assert.ok(isNaN(began("01:30", Date.UTC(2026, 2, 29, 2, 0), "Europe/Lisbon")));
});

test("when it began: any minute of the last day is found again, in any zone, on any day", () => {
  const zones = fc.constantFrom("UTC", "Europe/Lisbon", "America/Toronto", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Nowhere/Land");
  const days = fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2027, 0, 1) / MINUTE });
  fc.assert(fc.property(zones, days, fc.nat(DAY / MINUTE - 1), (zone, minutes, ago) => {
    const now = minutes * MINUTE + 30000, { clock } = core.wall(zone);
    const wanted = clock(now - ago * MINUTE), found = core.began(wanted, now, clock);
    assert.equal(clock(found), wanted);
    assert.ok(found <= now && now - found < DAY);
    assert.ok(found >= Math.floor((now - ago * MINUTE) / MINUTE) * MINUTE, "the latest such minute");
  }), { numRuns: 60 });
});

test("an hour that the clocks repeat or leave out does not bend a span", () => {
  for (const night of [Date.UTC(2026, 9, 25), Date.UTC(2026, 2, 29)]) {
    const start = [{ ...make(...begun())[0], at: night }];
    const entries = core.merge(start, [{ ...start[0], id: "began0000", key: "began", value: String(night - HOUR) }]);
    assert.equal(core.words(night + 2 * HOUR - state(entries).began), "3 h");
  }
});

test("what is handed over comes back as it was", () => {
  fc.assert(fc.property(anyEntries, (more) => {
    const entries = core.merge(make(...begun()), more);
    assert.deepEqual(core.merge(core.read(core.handover(entries)), []), entries);
  }));
});

test("a file that is something else is refused in words", () => {
  const good = JSON.parse(core.handover(make(...begun())));
  const changed = (change) => JSON.stringify({ ...good, entries: good.entries.map((each) => ({ ...each, ...change })) });
  assert.throws(() => core.read("# An incident"), /not a handover file, which ends in .json/);
  for (const text of ["1", "null", "[]", "{}", '{"firsthour": 2, "entries": []}', changed({ at: "now" }), changed({ at: 1e300 }), changed({ text: 7 }), changed({ id: "<b>" }), changed({ n: -1 })]) {
    assert.throws(() => core.read(text), /not a handover file/, text);
  }
  assert.throws(() => core.read('{"firsthour": 1, "entries": []}'), /no incident/);
});

test("any text is one line of what can be seen", () => {
  assert.equal(core.clean(" a\r\nb\u202e\u200b\u0007c\ud800 "), "a b c");
  assert.equal(core.clean("a ".repeat(3000)).length, 3999);
  assert.equal(core.title(state(make([0, { key: "start", text: "a" + "\u{1f525}".repeat(80) }]))), "a" + "\u{1f525}".repeat(59));
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.doesNotMatch(core.clean(text), /[\p{C}\n\u2028]|^\s|\s$/u);
    assert.equal(core.clean(core.clean(text)), core.clean(text));
  }));
});

test("the record names itself by the team's day and what can stand in an address", () => {
  const named = (title, value = "") => record.id(state(make([0, { key: "start", value, text: "x" }], [0, { key: "title", value: title }])), CONFIG);
  assert.equal(named("Níngún login, 50 % of <all>!"), "2026-11-20-ningun-login-50-of-all");
  assert.equal(named("日本"), "2026-11-20-incident");
  assert.equal(named("x", "drill"), "2026-11-20-drill-x");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (title) => assert.match(named(title), /^[a-z0-9]+(-[a-z0-9]+)*$/)));
});

test("the record tells the life of it in order", () => {
  const entries = make(...begun(), [0, { key: "began", value: String(T - HOUR) }], [1, { key: "role/incident-lead", value: "mara" }],
    [2, { text: "a | b", result: 'said "no" \\ #x' }], [3, { key: "mitigated", value: "1" }], [4, { key: "verdict/failure-modes/x", value: "worked" }], [5, { key: "resolved", value: "1" }]);
  const yaml = record.yaml(state(entries), CONFIG);
  assert.match(yaml, /started: 2026-11-20T22:50:00Z\ndeclared: 2026-11-20T23:50:00Z\nmitigated: 2026-11-20T23:56:00Z\nresolved: 2026-11-21T00:05:00Z\nroles:\n {2}incident-lead: mara\n/);
  assert.match(yaml, /result: "said \\"no\\" \\\\ #x"/);
  assert.match(yaml, /verdict: worked\n {4}runbook: failure-modes\/x/);
  assert.doesNotMatch(yaml, /next_update|drill/);
  const forged = make(...begun(), [0, { key: "verdict/failure-modes/x", value: "worked\nowner: x" }], [0, { key: "verdict/a: b", value: "worked" }]);
  assert.doesNotMatch(record.yaml(state(forged), CONFIG), /runbooks_used|verdict/);
  const markdown = record.markdown(state(entries), CONFIG);
  assert.match(markdown, /Lasted: 1 h 15 min/);
  assert.match(markdown, /\| 23:53 \| Mara Lindqvist \| a \\\| b \|/);
});
