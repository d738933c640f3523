// @ts-check
/*
 * From an alert to its page. A page `a/<AlertName>/` leads on to its runbook when the labels leave no
 * doubt; the index and the page for what is not there know every name, however it was written.
 */
(function () {
  "use strict";
  const { load, page, root } = firsthourParts;

  /** @param {URL} url */
  function leave(url) {
    // Who goes back wants to be where they came from, not here again.
    location.replace(page(url));
  }

  /** @param {Element} alert */
  function lead(alert) {
    const links = [...alert.querySelectorAll("a[data-route]")].filter(
      (each) => each instanceof HTMLAnchorElement,
    );
    const routes = links.map((link) => firsthourFinding.labels(link.dataset.route || ""));
    const chosen = links[firsthourFinding.choose(routes, firsthourFinding.labels(location.search))];
    links.forEach((link, number) => {
      const url = new URL(link.href);
      url.search = location.search;
      // A page that has another name now has its old parts still.
      url.hash ||= location.hash;
      // Who chooses a way by its label has said what the label is.
      for (const [name, value] of Object.entries(routes[number])) url.searchParams.set(name, value);
      link.href = page(url);
    });
    // With #stay the page can be looked at.
    if (chosen && location.hash !== "#stay") leave(new URL(chosen.href));
  }

  /**
   * @param {string} name
   * @param {string} search
   * @param {Element} said
   */
  async function find(name, search, said) {
    await load("firsthour-data/alerts.js");
    const folder = firsthourFinding.folder(window.firsthourAlerts, name);
    if (folder) leave(new URL("a/" + encodeURIComponent(folder) + "/" + search, root));
    else said.textContent = "The alert \u201c" + name + "\u201d has no runbook, and no rule we know has this name.";
  }

  const alert = document.querySelector("[data-alert]");
  if (alert) lead(alert);
  const index = document.querySelector("[data-alert-index]");
  const asked = new URLSearchParams(location.search);
  const name = asked.get("name") || asked.get("alertname");
  if (index && name) {
    asked.delete("name");
    find(name, asked.size ? "?" + asked : "", index);
  }
  const missing = document.querySelector("[data-missing]");
  if (missing && location.pathname.startsWith(root.pathname + "a/")) {
    const rest = location.pathname.slice(root.pathname.length + 2).replace(/\/(index\.html)?$/, "");
    let wanted = rest;
    try {
      wanted = decodeURIComponent(rest);
    } catch {
      // A name with a lone percent sign stays as it is.
    }
    if (wanted) find(wanted, location.search, missing);
  }
})();
