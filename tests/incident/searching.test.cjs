// What the search answers: the part that knows no page and no thread, run by `node --test`.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const vm = require("node:vm");
const fc = require("fast-check");

const FOLDER = path.join(__dirname, "../../generator/firsthour/assets/firsthour");
const read = (name) => fs.readFileSync(path.join(FOLDER, name + ".js"), "utf8");
const searching = vm.runInThisContext(read("sorted") + read("words") + read("searching") + "\n;firsthourSearching");

const doc = (location, title, text = "", tags = undefined) => ({ location, title, text, tags });
const SITE = [
  doc("failure-modes/http-502/", "Customers see 502", "<p>The proxy gets no answer.</p>", ["EdgeHigh502Rate", "no live upstreams", "noliveupstreams"]),
  doc("failure-modes/http-502/#diagnose", "Diagnose", "<p>Is a <code>worker</code> gone? Customers wait.</p>", ["EdgeHigh502Rate"]),
  doc("failure-modes/login/", "Nobody can log in", "<p>Customers wait for the login page.</p>"),
  doc("procedures/restart/", "Restart a service", "<p>Restart the worker. Customers wait.</p>"),
  doc("guide/", "How to write", "<p>Say what customers see: 502, or a restart of the worker.</p>"),
];
const index = searching.prepare(SITE);
const found = (text) => searching.search(index, text).map((items) => items.find((it) => !it.location.includes("#")).location);
const anyText = fc.string({ unit: "binary", maxLength: 30 });

test("rare words lead, common ones do not mislead", () => {
  assert.equal(found("customers see 502 since five minutes")[0], "failure-modes/http-502/");
  assert.equal(found("customers wait for a restart")[0], "procedures/restart/");
  assert.deepEqual(found("zzzz qqqq"), []);
  assert.deepEqual(found(""), []);
});

test("an alert is found whole, begun, apart and within an address", () => {
  for (const text of ["EdgeHigh502Rate", "edgehigh", "EdgeHigh502Rates", "edge high 502", "alertname=EdgeHigh502Rate"]) {
    assert.equal(found(text)[0], "failure-modes/http-502/", text);
  }
});

test("an error is found among other words, and said as one word besides", () => {
  for (const text of ["no live upstreams", "no live upstreams noliveupstreams", '"no live upstreams": host: -x *', "noliveupstreams"]) {
    assert.equal(found(text)[0], "failure-modes/http-502/", text);
  }
});

test("a word may go on, end in another way, or be two", () => {
  assert.equal(found("nobo")[0], "failure-modes/login/");
  assert.equal(found("restarting")[0], "procedures/restart/");
  assert.equal(found("log in")[0], "failure-modes/login/");
  assert.deepEqual(found("re"), ["procedures/restart/", "guide/"]);
  assert.deepEqual(found("no"), ["failure-modes/http-502/"], "a short word that is one begins no other");
  assert.deepEqual(found("re zzzz"), [], "two letters begin a word only while one types them");
});

test("a runbook comes before a guide that says the same", () => {
  assert.ok(found("worker").indexOf("guide/") === 2);
  const longer = searching.prepare([doc("a/", "A", "", ["disk the error"]), doc("b/", "B", "", ["DiskAlert"])]);
  assert.equal(searching.search(longer, "disk")[0][0].location, "b/", "a name before a word of an error");
  const same = searching.prepare([doc("guide/", "Disk"), doc("services/disk/", "Disk"), doc("failure-modes/disk/", "Disk")]);
  const order = searching.search(same, "disk").map((items) => items[0].location);
  assert.deepEqual(order, ["failure-modes/disk/", "services/disk/", "guide/"]);
});

test("a page is found by all of its sections together, and each is offered", () => {
  const [items] = searching.search(index, "proxy worker");
  assert.deepEqual(items.map((it) => it.location).sort(), ["failure-modes/http-502/", "failure-modes/http-502/#diagnose"]);
  assert.deepEqual({ ...items[0].terms }, { proxy: true }, "a common word is not pointed at");
  assert.deepEqual({ ...searching.search(index, "proxy zzzz")[0][0].terms }, { proxy: true, zzzz: false });
});

test("words of tags count for the page alone", () => {
  const [items] = searching.search(index, "EdgeHigh502Rate");
  assert.deepEqual(items.map((it) => it.location), ["failure-modes/http-502/"]);
});

test("what is found is marked, and stays escaped", () => {
  const hostile = searching.prepare([doc("a/", "&lt;img onerror=x&gt; img", "<p title='a>b'>&lt;script&gt; script &amp; amp</p>")]);
  const [[item]] = searching.search(hostile, "img script amp lt");
  assert.equal(item.title, "&lt;<mark data-md-highlight>img</mark> onerror=x&gt; <mark data-md-highlight>img</mark>");
  assert.ok(item.text.includes("&lt;<mark data-md-highlight>script</mark>&gt;"));
  assert.ok(item.text.includes("&amp; <mark data-md-highlight>amp</mark>"));
  fc.assert(fc.property(anyText, anyText, anyText, (title, text, query) => {
    const escaped = (it) => it.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const made = searching.prepare([doc("a/", escaped(title), "<p>" + escaped(text) + "</p>")]);
    for (const [it] of searching.search(made, query + " " + title)) {
      const rest = (it.title + it.text).replace(/<\/?mark[^>]*>/g, "");
      assert.ok(!/[<>]/.test(rest), rest);
      assert.ok(!/&(?!amp;|lt;|gt;)/.test(rest), rest);
    }
  }), { numRuns: 300 });
});

test("a long text is cut around what was found", () => {
  const long = "word ".repeat(200) + "needle &amp; thread " + "word ".repeat(200);
  const [[item]] = searching.search(searching.prepare([doc("a/", "A", "<p>" + long + "</p>")]), "needle");
  assert.ok(item.text.includes(">needle</mark> &amp; thread"));
  assert.ok(item.text.startsWith("… word") && item.text.endsWith("word …") && item.text.length < 320);
});

test("hundreds of pages are counted, and the first have their text", () => {
  const many = Array.from({ length: 300 }, (_, number) => doc("p/" + number + "/", "Disk " + number, "<p>disk</p>"));
  const items = searching.search(searching.prepare(many), "disk");
  assert.equal(items.length, 300);
  assert.ok(items[0][0].text && items[10][0].text);
  assert.equal(items[299][0].text, "");
});

test("no index and no text breaks the search", () => {
  const anyDoc = fc.record({
    location: fc.constantFrom("", "a/", "a/#x", "b/#y", "__proto__", "constructor/"), title: anyText, text: anyText,
    tags: fc.option(fc.array(anyText, { maxLength: 2 }), { nil: undefined }),
  });
  fc.assert(fc.property(fc.array(anyDoc, { maxLength: 6 }), anyText, (docs, text) => {
    const made = searching.prepare(docs);
    for (const query of [text, docs[0]?.title ?? "", "__proto__ constructor"]) {
      for (const items of searching.search(made, query)) for (const it of items) assert.equal(typeof it.text, "string");
    }
  }));
});

test("the worker answers what the theme says to it", () => {
  const said = [];
  const context = vm.createContext({ postMessage: (it) => said.push(it), addEventListener: (_, heard) => { context.heard = heard; } });
  vm.runInContext(read("sorted") + read("words") + read("searching") + read("search-worker"), context);
  context.heard({ data: { type: 2, data: "restart" } });
  context.heard({ data: { type: 0, data: { config: {}, docs: SITE, options: {} } } });
  context.heard({ data: { type: 2, data: "restart" } });
  assert.deepEqual(said.map((it) => it.type), [3, 1, 3]);
  assert.equal(said[0].data.items.length, 0);
  assert.equal(said[2].data.items[0][0].location, "procedures/restart/");
});
