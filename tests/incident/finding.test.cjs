// From an alert, a value or a log line to the page: the parts that know no page, run by `node --test`.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const vm = require("node:vm");
const fc = require("fast-check");

const FOLDER = path.join(__dirname, "../../generator/firsthour/assets/firsthour");
const source = ["finding", "filling", "sorted", "matching"].map((name) => fs.readFileSync(path.join(FOLDER, name + ".js"), "utf8"));
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
  assert.equal(finding.choose([{ queue: "a" }], {}), 0, "there is no other");
  assert.equal(finding.choose([{ queue: "a" }, { env: "b" }], { queue: "a", env: "b" }), -1, "both are meant");
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
  assert.equal(finding.folder({ "Disk full": "first", "disk-full": "second" }, "Disk full"), "first", "as it is written");
  assert.equal(finding.folder({ "Größe (voll)": "g" }, "größe voll"), "g");
  assert.equal(finding.folder({ "Größe (voll)": "g" }, "gre voll"), "");
  assert.equal(finding.folder({ "%": "sign" }, "!"), "", "signs alone are no name");
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

/** Texts of errors, each on a page of its own, unless it is said otherwise. */
function known(...texts) {
  return matching.prepare(texts.map((each, number) => (typeof each === "string" ? ["error", each, number] : each)));
}

/** Which are found in a text, the best first. */
function hits(index, text, of = matching.rankLines) {
  return of(index, text).map((hit) => hit.signature);
}

test("a reason is given, and it is the right one", () => {
  const index = known("connection refused by peer", ["pattern", "worker \\d+ is gone", 1], "no route to host while contacting the cluster");
  const why = (text) => matching.rankLines(index, text).map((hit) => matching.because(index, hit))[0];
  assert.equal(why("12:04 [3] Connection-refused: by peer!"), "the text holds the error “connection refused by peer”");
  assert.equal(why("connection refused b"), "it is a part of the error “connection refused by peer”");
  assert.equal(why("WORKER 3 is GONE"), "the text fits the pattern “worker \\d+ is gone”");
  assert.equal(why("peer refused a connection"), "3 of 4 words of the error “connection refused by peer”");
});

test("few words are enough when all of them are meant, and one that many could mean is not", () => {
  const index = known("no route to host while contacting the upstream cluster member", "disk is full");
  assert.deepEqual(hits(index, "cluster host"), [0]);
  assert.deepEqual(hits(index, "cluster zzzz"), []);
  assert.deepEqual(hits(index, "the thing is gone"), [], "a third of the words is not enough");
});

test("a rare word says more than a common one", () => {
  const others = Array.from({ length: 9 }, (_, number) => "error code " + number);
  assert.deepEqual(hits(known("error kestrel", ...others), "kestrel zzz"), [0]);
  assert.deepEqual(hits(known("error kestrel", ...others), "error zzz").slice(0, 1), [], "all of them say so");
});

test("the word that is being typed may go on, once it is clear", () => {
  const index = known("connecta zz yy xx", "connection refused by");
  assert.deepEqual(hits(index, "refused connec"), [1], "the first word that begins so is not the only one");
  assert.deepEqual(hits(known("refused disk pack"), "disk re"), [], "two letters begin too much");
  assert.deepEqual(hits(known("log qq ww", "login file gone"), "file log"), [], "a word that is known is that word");
});

test("the kind of a signature decides between equals, and symptoms come last", () => {
  const text = "uploads fail";
  const index = known(["symptom", text, 0], ["alert", text, 1], ["error", text, 2]);
  assert.deepEqual(hits(index, "now " + text), [2, 1, 0]);
});

test("what says more comes first", () => {
  assert.deepEqual(hits(known("disk full", "disk full on volume seven"), "x disk full on volume seven y"), [1, 0], "of two that are held");
  assert.deepEqual(hits(known("alpha beta gamma delta", "alpha beta gamma"), "gamma zz beta alpha"), [1, 0], "of two that are nearly held");
  assert.deepEqual(hits(known(["pattern", "job \\d+", 0], ["pattern", "job \\d+ of the night", 1]), "job 7 of the night"), [1, 0], "of two patterns");
  assert.deepEqual(hits(known("worker 7 is gone for good", ["pattern", "worker \\d+ is", 1]), "worker 7 is"), [1, 0], "a pattern before a part");
});

test("each page is named once, and eight at most", () => {
  const many = known(...Array.from({ length: 20 }, (_, number) => "disk full " + number));
  assert.equal(hits(many, "disk full", matching.rank).length, 8);
  assert.equal(hits(many, "disk full\ndisk full").length, 8);
  assert.deepEqual(hits(known(["error", "disk full", 7], ["error", "disk full now", 7]), "disk full now", matching.rank), [1]);
});

test("of several lines each counts, up to forty, and the best one leads", () => {
  const index = known("disk is full", "connection refused by peer");
  assert.deepEqual(hits(index, "peer refused it\n\r\n 4711 disk is full"), [0, 1]);
  const [best] = matching.rankLines(index, "disk is full\nis full");
  assert.equal(best.why, "whole", "a weaker line takes nothing away");
  assert.deepEqual(hits(index, "zz\n".repeat(39) + "disk is full"), [0]);
  assert.deepEqual(hits(index, "zz\n".repeat(40) + "disk is full"), []);
  assert.deepEqual(hits(index, "x".repeat(3900) + " disk is full"), [0]);
});
