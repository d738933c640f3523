// @ts-check
/*
 * Asks the browser to keep a copy of the site, once the page itself is there: the day it is needed, it
 * is too late. A browser that keeps none has at least all of this page. From a folder there is nothing
 * to ask for.
 */
(function () {
  "use strict";
  if (!location.protocol.startsWith("http")) return;
  addEventListener("load", function () {
    const keeps = "serviceWorker" in navigator && !document.querySelector('[data-offline="off"]');
    const worker = new URL("sw.js", firsthourParts.root).href;
    // Refused is not broken: a private window keeps nothing.
    const kept = keeps ? navigator.serviceWorker.register(worker, { updateViaCache: "none" }) : Promise.reject();
    kept.catch(firsthourParts.rest);
  });
})();
