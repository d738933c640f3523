// From an alert, a value or a log line to the page: the parts that know no page, run by `node --test`.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const vm = require("node:vm");
const fc = require("fast-check");

const FOLDER = path.join(__dirname, "../../generator/firsthour/assets/firsthour");
const source = ["finding", "filling", "matching"].map((name) => fs.readFileSync(path.join(FOLDER, name + ".js"), "utf8"));
const { finding, filling, matching } = vm.runInThisContext(
  source.join("\n") + "\n;({ finding: firsthourFinding, filling: firsthourFilling, matching: firsthourMatching })",
);

const anyText = fc.string({ unit: "binary", maxLength: 40 });
const anyLabels = fc.dictionary(fc.constantFrom("queue", "env", "__proto__", "constructor"), fc.constantFrom("a", "b", ""));
const HOUR = 3600000;

test("labels choose a runbook only without a doubt", () => {
  assert.equal(finding.choose([{}], {}), 0);
  assert.equal(finding.choose([], {}), -1);
  assert.equal(finding.choose([{ queue: "a" }, {}], {}), -1);
  assert.equal(finding.choose([{ queue: "a" }, {}], { queue: "a" }), 0);
  assert.equal(finding.choose([{ queue: "a" }, {}], { queue: "b" }), 1);
  assert.equal(finding.choose([{ queue: "a" }, { queue: "b" }], { queue: "c" }), -1);
});

test("what is chosen contradicts no label, and every label of an only choice may be said", () => {
  fc.assert(fc.property(fc.array(anyLabels, { maxLength: 4 }), anyLabels, (routes, labels) => {
    const chosen = finding.choose(routes, labels);
    assert.ok(chosen >= -1 && chosen < routes.length);
    if (chosen < 0) return;
    for (const [name, value] of Object.entries(routes[chosen])) {
      if (Object.prototype.hasOwnProperty.call(labels, name)) assert.equal(labels[name], value);
    }
  }));
});

test("an alert is found however its name was written, and never by guessing", () => {
  const folders = { "Disk (>80%)": "Disk-80-x", DiskFull: "DiskFull", "disk-full": "disk-full-2" };
  assert.equal(finding.folder(folders, "Disk (>80%)"), "Disk-80-x");
  assert.equal(finding.folder(folders, "disk 80"), "Disk-80-x");
  assert.equal(finding.folder(folders, "DISK_FULL"), "", "two would fit");
  for (const name of ["constructor", "__proto__", "toString", "", "%", "../.."]) assert.equal(finding.folder(folders, name), "");
  fc.assert(fc.property(anyText, (name) => {
    assert.ok(["", ...Object.values(folders)].includes(finding.folder(folders, name)));
  }));
});

test("labels of an address are text and have no other ancestors", () => {
  fc.assert(fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 5 }), (pairs) => {
    const labels = finding.labels("?" + new URLSearchParams(pairs.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])));
    assert.equal(Object.getPrototypeOf(labels), null);
    for (const value of Object.values(labels)) assert.equal(typeof value, "string");
  }));
});

test("a plain value is one word to a shell, and no option", () => {
  for (const value of ["web-1", "10.0.0.7", "a/b", "2026-05-01T09:00Z", "Ärger", "user@host", "a=b"]) assert.ok(filling.isPlain(value), value);
  for (const value of ["", "-rf", "a b", "a;b", "$(id)", "`id`", "a|b", "a&b", "a>b", "a'b", 'a"b', "a\\b", "*", "?", "~", "#x", "a\nb", "x".repeat(201), "\u202ea", "!x", "{a,b}", "[a]"]) {
    assert.ok(!filling.isPlain(value), JSON.stringify(value));
  }
  fc.assert(fc.property(anyText, (value) => {
    if (filling.isPlain(value)) assert.match(value, /^[^-\s;&|<>$`'"\\*?~#!(){}[\]^][^\s;&|<>$`'"\\*?~#!(){}[\]^]*$/u);
  }), { numRuns: 2000 });
});

test("what an address brings fills a field or is refused, and nothing else comes of it", () => {
  const fields = [{ name: "host", label: "instance" }, { name: "queue", label: "" }];
  assert.deepEqual({ ...filling.incoming(fields, { instance: "web-1", queue: "a b" }).values }, { host: "web-1" });
  assert.deepEqual({ ...filling.incoming(fields, { instance: "x", host: "y" }).values }, { host: "y" });
  fc.assert(fc.property(fc.dictionary(fc.constantFrom("host", "instance", "queue", "__proto__", "other"), anyText), (query) => {
    const { values, refused } = filling.incoming(fields, query);
    for (const name of [...Object.keys(values), ...Object.keys(refused)]) assert.ok(["host", "queue"].includes(name));
    for (const [name, value] of Object.entries(values)) assert.ok(filling.isPlain(value) && !(name in refused));
  }));
});

test("what was typed is remembered for a night, and whatever else is kept breaks nothing", () => {
  const kept = JSON.stringify({ at: 1000, environment: "production", values: { host: "web-1", bad: 7 } });
  assert.deepEqual({ ...filling.remembered(kept, 1000 + 11 * HOUR).values }, { host: "web-1" });
  assert.equal(filling.remembered(kept, 1000 + 12 * HOUR), null);
  assert.equal(filling.remembered(kept, 0), null, "a clock that was set back");
  fc.assert(fc.property(fc.oneof(anyText, fc.json()), (text) => {
    const found = filling.remembered(text, Date.now());
    assert.ok(found === null || Object.values(found.values).every((value) => typeof value === "string"));
  }));
});

test("a copy says which names are open, each once", () => {
  assert.equal(filling.said([]), "");
  assert.equal(filling.said(["host", "host", "queue"]), "Copied, but not complete: <host>, <queue> are still open.");
});

const SIGNATURES = [
  ["error", "No space left on device", 0], ["error", "connection refused", 1],
  ["pattern", "worker \\d+ is (gone|lost)", 2], ["alert", "EdgeHigh502Rate", 3], ["pattern", "(", 4],
];

test("a line that holds an error finds it first, whatever stands around it", () => {
  const index = matching.prepare(SIGNATURES);
  const around = fc.string({ unit: fc.constantFrom(..."0123456789:.[]{}-=\"' "), maxLength: 30 });
  fc.assert(fc.property(around, around, (before, after) => {
    for (const [number, text] of [[0, "No space left on device"], [1, "connection refused"], [2, "worker 17 is gone"], [3, "edge high 502 rate"]]) {
      const [best] = matching.rankLines(index, before + " " + text + " " + after);
      assert.equal(best?.signature, number, before + text + after);
      assert.ok(matching.because(index, best).includes(SIGNATURES[number][1]));
    }
  }));
});

test("no text and no pattern breaks the search", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom("error", "pattern", "alert", "symptom"), anyText, fc.nat(3)), { maxLength: 8 }), anyText, (signatures, text) => {
    const index = matching.prepare(signatures);
    for (const hit of matching.rankLines(index, text)) assert.ok(index.signatures[hit.signature]);
  }));
});
