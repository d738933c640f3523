// @ts-check
/*
 * Asks the browser to keep a copy of the site, once the page itself is there: the day it is needed, it
 * is too late. From a folder there is nothing to ask for.
 */
(function () {
  "use strict";
  if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator)) return;
  const config = document.getElementById("__config");
  if (!config || document.querySelector('[data-offline="off"]')) return;
  const base = new URL(JSON.parse(config.textContent || "{}").base + "/", location.href);
  addEventListener("load", function () {
    const worker = new URL("sw.js", base).href;
    // Refused is not broken: a private window keeps nothing.
    navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(function () {});
  });
})();
