// @ts-check
/*
 * Where copies on devices are not wanted any more, this takes the place of the worker that kept them:
 * it removes them, and itself.
 */
(function () {
  "use strict";
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const prefix = "firsthour:" + new URL("./", worker.location.href).pathname + ":";

  async function leave() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
    await worker.registration.unregister();
  }

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(leave()));
})();
