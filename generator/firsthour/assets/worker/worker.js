// @ts-check
/*
 * The site while it does not answer. What was built stands in front of this, as `self.SITE`.
 *
 * Whatever is asked for is asked of the network first, so that nobody reads an old runbook while
 * the new one can be had. Where nothing comes within three seconds, the copy on this device answers,
 * and a page that comes from it says so at its top, and how old it is.
 */
(function () {
  "use strict";

  /**
   * @typedef {object} Site
   * @property {string} build
   * @property {string} built from which day and commit
   * @property {Record<string, string>} first path -> revision of what every device keeps
   * @property {Record<string, string>} then path -> revision of what a device keeps if it can
   * @property {string[]} later what is kept when it is read
   */

  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const SITE = /** @type {Site} */ (Reflect.get(self, "SITE"));
  const BASE = new URL("./", worker.location.href);
  // One host may serve many sites, each below a path of its own.
  const PREFIX = "firsthour:" + BASE.pathname + ":";
  const CACHE = PREFIX + SITE.build;
  const KNOWN = new Set([...Object.keys(SITE.first), ...Object.keys(SITE.then), ...SITE.later]);
  const LIMIT = 3000;
  const LONGEST = 20000;
  // Who has waited once need not wait at every click.
  const REST = 30000;
  const AT_ONCE = 6;
  const REVISION = "x-firsthour-revision";
  const SAVED = "x-firsthour-saved";
  const ANNOUNCE = '<div data-md-component="announce">';
  // The small pages behind the QR codes of printed sheets have no such place.
  const VERSION = "assets/firsthour/version/version.css";
  const BUILT = /<p class="fh-built"[^>]*>Built from ([^<]*)<\/p>/;

  let restUntil = 0;

  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(activate()));
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const path = pathOf(request.url);
    if (request.method !== "GET" || path === null || request.headers.has("range")) return;
    event.respondWith(answer(event, path));
  });

  // the copy

  async function install() {
    const cache = await caches.open(CACHE);
    const older = await others();
    await fill(cache, older, SITE.first, true);
    const connection = Reflect.get(worker.navigator, "connection");
    if (!connection || !connection.saveData) await fill(cache, older, SITE.then, false);
    for (const path of SITE.later) await keep(cache, older, path);
    await worker.skipWaiting();
  }

  async function activate() {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  /** The copies that earlier builds left. */
  async function others() {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    return Promise.all(old.map((name) => caches.open(name)));
  }

  /**
   * @param {Cache} cache
   * @param {Cache[]} older
   * @param {Record<string, string>} files
   * @param {boolean} all whether a file that cannot be had is a failure
   */
  async function fill(cache, older, files, all) {
    const queue = Object.keys(files).reverse();
    const take = async function () {
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
        try {
          if (await keep(cache, older, path, files[path])) continue;
          const response = await fetch(address(path), { cache: "no-cache", credentials: "same-origin" });
          const kept = await store(cache, path, response);
          if (!kept) throw new Error(path + ": " + response.status);
        } catch (error) {
          if (all) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
  }

  /**
   * Take a file over from an earlier copy: of the same revision, or of any when none is named.
   * @param {Cache} cache
   * @param {Cache[]} older
   * @param {string} path
   * @param {string} [revision]
   */
  async function keep(cache, older, path, revision) {
    for (const each of [cache, ...older]) {
      const found = await each.match(address(path));
      if (!found) continue;
      if (revision !== undefined && found.headers.get(REVISION) !== revision) continue;
      // What was found to be the same is as fresh as if it had been fetched now.
      const saved = revision === undefined ? found.headers.get(SAVED) || "" : now();
      await put(cache, path, found, await found.arrayBuffer(), found.headers.get(REVISION) || "", saved);
      return true;
    }
    return false;
  }

  /**
   * @param {Cache} cache
   * @param {string} path
   * @param {Response} response
   */
  async function store(cache, path, response) {
    if (response.status !== 200 || response.type !== "basic") return false;
    const body = await response.arrayBuffer();
    // A page that asks for a password, or a hotel's, is no copy of ours.
    const text = isPage(path) ? new TextDecoder().decode(body) : ANNOUNCE;
    if (!text.includes(ANNOUNCE) && !text.includes(VERSION)) return false;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    await put(cache, path, response, body, hex.slice(0, 16), now());
    return true;
  }

  /**
   * @param {Cache} cache
   * @param {string} path
   * @param {Response} response
   * @param {ArrayBuffer} body
   * @param {string} revision
   * @param {string} saved
   */
  function put(cache, path, response, body, revision, saved) {
    const type = response.headers.get("content-type") || "";
    const headers = { "content-type": type, [REVISION]: revision, [SAVED]: saved };
    return cache.put(address(path), new Response(body, { headers }));
  }

  // the answer

  /**
   * @param {FetchEvent} event
   * @param {string} path
   * @returns {Promise<Response>}
   */
  async function answer(event, path) {
    const { request } = event;
    const navigates = request.mode === "navigate";
    const cache = await caches.open(CACHE);
    const network = ask(event, cache, path);
    event.waitUntil(network);
    // Who reloads wants to know whether the site answers again.
    const rests = Date.now() < restUntil && request.cache === "default";
    if (!rests) {
      const first = await Promise.race([network, after(LIMIT, null)]);
      if (first === null) restUntil = Date.now() + REST;
      else if (first && first.status < 500) return first;
    }
    const copy = await cache.match(address(path));
    if (copy) return navigates && isPage(path) ? marked(copy) : copy;
    if (navigates && KNOWN.has(path + "/")) {
      return Response.redirect(address(path + "/") + new URL(request.url).search, 302);
    }
    const last = await Promise.race([network, after(LONGEST, undefined)]);
    if (last) return last;
    return navigates ? absent(path) : Response.error();
  }

  /**
   * What the network says; nothing when it says nothing.
   * @param {FetchEvent} event
   * @param {Cache} cache
   * @param {string} path
   */
  async function ask(event, cache, path) {
    try {
      // The browser's own memory is neither the site nor our copy: it would not say how old it is.
      const navigates = event.request.mode === "navigate";
      const response = await (navigates
        ? fetch(event.request, { cache: "no-cache" })
        : fetch(event.request));
      if (navigates && response.status < 500) restUntil = 0;
      if (KNOWN.has(path) && response.status === 200) {
        const copy = response.clone();
        event.waitUntil(store(cache, path, copy).catch(() => false));
      }
      return response;
    } catch {
      return undefined;
    }
  }

  /** @param {Response} copy */
  async function marked(copy) {
    const text = await copy.text();
    const built = (BUILT.exec(text) || [])[1] || escaped(SITE.built);
    const saved = Date.parse(copy.headers.get(SAVED) || "");
    const said =
      '<p class="fh-copy" role="status"><b>Offline copy of ' + built + ".</b> " +
      "The site does not answer; this was the same as the site " + ago(saved) + ".</p>";
    const place = text.includes(ANNOUNCE) ? ANNOUNCE : "<body>";
    return html(text.replace(place, () => place + said), 200);
  }

  /** @param {string} path */
  function absent(path) {
    const links = [
      ["", "Home"],
      ["checklists/first-ten-minutes/", "First ten minutes"],
      ["failure-modes/", "Runbooks by symptom"],
      ["a-to-z/", "A to Z of alerts and errors"],
      ["contacts/", "Who to call"],
    ].filter(([to]) => to in SITE.first);
    const why = KNOWN.has(path)
      ? "The site does not answer, and this page was never opened on this device while it did."
      : "The site does not answer, and the copy on this device has no such page.";
    return html(
      '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\'; font-src \'self\'">' +
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Not on this device</title>' +
        '<link rel="stylesheet" href="' + BASE.pathname + 'assets/firsthour/firsthour.css"></head>' +
        '<body class="fh-absent"><main><h1>Not on this device</h1><p>' + why + "</p><ul>" +
        links.map(([to, title]) => '<li><a href="' + address(to) + '">' + title + "</a></li>").join("") +
        "</ul><p>Offline copy of " + escaped(SITE.built) + ".</p></main></body></html>",
      503,
    );
  }

  // small things

  /**
   * The path of a file below the site; null for what is not of it. Queries change nothing in a site
   * of files, so they are left out: `?h=` is what was searched for, `?namespace=` fills a field.
   * @param {string} url
   * @returns {string | null}
   */
  function pathOf(url) {
    const { origin, pathname } = new URL(url);
    if (origin !== BASE.origin || !pathname.startsWith(BASE.pathname)) return null;
    let path = pathname.slice(BASE.pathname.length);
    try {
      path = decodeURIComponent(path);
    } catch {
      return null;
    }
    return path === "sw.js" ? null : path.replace(/(^|\/)index\.html$/, "$1");
  }

  /** @param {string} path */
  function address(path) {
    return BASE.href + path.split("/").map(encodeURIComponent).join("/");
  }

  /** @param {string} path */
  function isPage(path) {
    return path === "" || path.endsWith("/") || path.endsWith(".html");
  }

  function now() {
    return new Date().toISOString();
  }

  /** @param {number} then */
  function ago(then) {
    const minutes = Math.round((Date.now() - then) / 60000);
    if (!Number.isFinite(minutes)) return "when it was last read";
    for (const [size, name] of /** @type {[number, string][]} */ ([[1440, "day"], [60, "hour"]])) {
      const count = Math.floor(minutes / size);
      if (count) return count + " " + name + (count === 1 ? "" : "s") + " ago";
    }
    return minutes < 2 ? "a moment ago" : minutes + " minutes ago";
  }

  /** @param {string} text */
  function escaped(text) {
    return text.replace(/[&<>"']/g, (sign) => "&#" + sign.charCodeAt(0) + ";");
  }

  /**
   * @template T
   * @param {number} time
   * @param {T} value
   * @returns {Promise<T>}
   */
  function after(time, value) {
    return new Promise((resolve) => setTimeout(resolve, time, value));
  }

  /**
   * @param {string} text
   * @param {number} status
   */
  function html(text, status) {
    return new Response(text, { status, headers: { "content-type": "text/html; charset=utf-8" } });
  }
})();
