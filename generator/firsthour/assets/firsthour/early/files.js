// @ts-check
/*
 * Opened from a folder instead of a server, an address that ends in a slash shows the files of that
 * folder, and no browser starts a worker, which the search is. So links are led to the page in the
 * folder, and what the worker would do runs in a frame that nobody sees.
 */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  /** @param {string} address @returns {string} */
  function page(address) {
    const url = new URL(address);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  /** Search results come later, so links are looked at when they are followed. */
  for (const event of ["click", "auxclick", "contextmenu"]) {
    document.addEventListener(
      event,
      function (clicked) {
        const link = clicked.target instanceof Element && clicked.target.closest("a[href]");
        if (link instanceof HTMLAnchorElement) link.href = page(link.href);
      },
      true,
    );
  }

  /** A frame in the place of a worker: same messages, same order. */
  class FrameWorker extends EventTarget {
    /** @param {string | URL} address */
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      /** @type {any} */
      this.inside = frame.contentWindow;
      const inner = this.inside.document;
      /** @param {string} source */
      const load = function (source) {
        return new Promise(function (resolve, reject) {
          const script = inner.createElement("script");
          script.src = source;
          script.onload = resolve;
          script.onerror = reject;
          inner.body.append(script);
        });
      };
      // The theme's code looks for the folder it was loaded from.
      this.inside.importScripts = (/** @type {string[]} */ ...sources) =>
        sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve());
      this.inside.postMessage = (/** @type {unknown} */ data) => {
        this.dispatchEvent(new MessageEvent("message", { data }));
      };
      this.ready = load(String(address));
    }

    /** @param {unknown} data */
    postMessage(data) {
      this.ready.then(() => {
        this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data }));
      });
    }
  }

  // By this name the theme's search knows that it is in a frame.
  Object.assign(window, { IFrameWorker: FrameWorker, Worker: FrameWorker });
})();
