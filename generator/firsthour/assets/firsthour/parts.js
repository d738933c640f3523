// @ts-check
/*
 * What most pages do without is loaded when it is wanted. It stays a script, because a page from a
 * folder can read nothing else.
 */
var firsthourParts = (function () {
  "use strict";
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  /** The root of the site: one host may have many sites. */
  const root = new URL("../../", own || location.href);
  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();

  /**
   * Run a script of the site, once.
   * @param {string} path below `assets/`
   * @returns {Promise<void>}
   */
  function load(path) {
    const src = new URL("assets/" + path, root).href;
    const known = loading.get(src);
    if (known) return known;
    if ([...document.scripts].some((script) => script.src === src)) return Promise.resolve();
    const begun = new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = () => resolve();
      script.onerror = () => {
        // The next one who asks tries again.
        loading.delete(src);
        script.remove();
        reject(new Error(path + " cannot be loaded"));
      };
      document.head.append(script);
    });
    loading.set(src, begun);
    return begun;
  }

  /** What may be wanted later on this page, each using those before it. */
  const later = ["find"];

  /** All of it, for a browser that keeps no copy of the site. */
  async function rest() {
    try {
      for (const name of later) await load("firsthour/" + name + ".js");
    } catch {
      // Without one, those after it would break; whoever wants them tries all again.
    }
  }

  /**
   * From a folder there is no server that answers for `x/` with `x/index.html`.
   * @param {URL} url
   */
  function page(url) {
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  return { later, load, page, rest, root };
})();
