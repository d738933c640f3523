// @ts-check
/*
 * Incident mode while nothing is broken: one button, and a look whether an incident runs in this
 * browser. All the rest is loaded when one does.
 */
const incidentWake = (function () {
  "use strict";
  const PREFIX = "firsthour:" + firsthourParts.root.pathname + ":";
  const NAMES = ["incident", "incident-panel"];
  const bar = document.createElement("section");
  const status = document.createElement("p");
  const begin = document.createElement("button");
  let opening = false;

  /** Whether there are entries, here or in the name of the tab; which, the rest finds out. */
  function isKept() {
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith(PREFIX + "entry:"))) return true;
    } catch {
      // A browser that keeps nothing.
    }
    return window.name.startsWith(PREFIX);
  }

  /** @param {string[]} names */
  async function load(...names) {
    try {
      for (const name of names) await firsthourParts.load("firsthour/" + name + ".js");
      if (status.classList.contains("fh-incident-failed")) status.textContent = "";
      status.classList.remove("fh-incident-failed");
    } catch (error) {
      status.classList.add("fh-incident-failed");
      status.textContent = "Incident mode cannot be loaded, the site does not answer. Write on paper, and try again here.";
      throw error;
    }
  }

  /** What is behind the bar: the questions at the start, the panel, the record. */
  function all() {
    return load(...NAMES);
  }

  /** @param {string} [drill] the page that is to be practised */
  function open(drill) {
    if (opening) return;
    opening = true;
    all().then(() => incidentForm.open(drill), () => undefined).finally(() => (opening = false));
  }

  function look() {
    if (isKept()) load("incident").catch(() => undefined);
  }

  bar.className = "fh-incident";
  bar.setAttribute("aria-label", "Incident");
  status.className = "fh-incident-say";
  status.setAttribute("role", "status");
  begin.type = "button";
  begin.className = "fh-button fh-incident-begin";
  begin.textContent = "Start an incident";
  begin.accessKey = "i";
  begin.addEventListener("click", () => open());
  bar.append(status, begin);
  document.body.append(bar);
  /** Buttons of the page itself that start an incident. */
  for (const place of document.querySelectorAll("[data-incident]")) {
    begin.hidden = true;
    place.removeAttribute("hidden");
    place.addEventListener("click", () => open());
  }
  // The page ends where the bar begins.
  new ResizeObserver(() => {
    // With the panel open the page behind has no room; what counts is the bar.
    const height = Math.min(bar.offsetHeight, innerHeight / 2);
    document.documentElement.style.setProperty("--fh-incident", Math.ceil(height) + "px");
  }).observe(bar);
  firsthourParts.later.push(...NAMES);
  // Another tab began one, or this page slept meanwhile.
  addEventListener("storage", look);
  addEventListener("pageshow", (event) => event.persisted && look());
  const drill = new URLSearchParams(location.search).get("drill");
  if (drill !== null && !isKept()) open(drill);
  else look();

  return { all, bar, begin, status };
})();
