// @ts-check
/*
 * Where the entries of the running incident are kept: in this browser and nowhere else. Each has a
 * key of its own, so that two tabs that write at the same moment overwrite nothing.
 */
const incidentStore = (function () {
  "use strict";
  const { root } = firsthourParts;
  const PREFIX = "firsthour:" + root.pathname + ":";
  const ENTRY = PREFIX + "entry:";
  const ME = PREFIX + "me";
  /** @type {Storage | null} */
  let storage = null;
  /** @type {(() => void)[]} */
  const listeners = [];

  try {
    localStorage.setItem(PREFIX + "try", "1");
    localStorage.removeItem(PREFIX + "try");
    storage = localStorage;
  } catch {
    // A browser that keeps nothing. What a tab is called stays with it from page to page.
  }

  /** @returns {Entry[]} */
  function all() {
    if (!storage) return tab().entries;
    const found = [];
    for (let index = 0; index < storage.length; index++) {
      const key = storage.key(index) || "";
      if (key.startsWith(ENTRY)) found.push(parsed(storage.getItem(key)));
    }
    return found.filter(incidentCore.valid);
  }

  /** @param {string | null} text */
  function parsed(text) {
    try {
      return JSON.parse(text || "");
    } catch {
      return null;
    }
  }

  /** What this tab remembers when the browser does not. @returns {{entries: Entry[], me: string}} */
  function tab() {
    const data = window.name.startsWith(PREFIX) ? parsed(window.name.slice(PREFIX.length)) : null;
    return { entries: (data?.entries || []).filter(incidentCore.valid), me: String(data?.me || "") };
  }

  /** @param {Entry[]} entries */
  function put(entries) {
    try {
      for (const each of entries) storage?.setItem(ENTRY + each.id, JSON.stringify(each));
    } catch {
      // It is full, or was taken away: go on with everything that there is.
      entries = incidentCore.merge(all(), entries);
      storage = null;
    }
    if (!storage) keep({ ...tab(), entries: incidentCore.merge(tab().entries, entries) });
    tell();
  }

  /** @param {{entries: Entry[], me: string}} data */
  function keep(data) {
    window.name = PREFIX + JSON.stringify(data);
  }

  /** @param {Draft[]} drafts */
  function add(...drafts) {
    let entries = all();
    /** @type {Entry[]} */
    const made = [];
    for (const draft of drafts) {
      const bytes = crypto.getRandomValues(new Uint32Array(3));
      const id = [...bytes].map((each) => each.toString(36).padStart(7, "0")).join("");
      made.push(incidentCore.entry([...entries, ...made], draft, id, me(), Date.now()));
    }
    put(made);
  }

  function clear() {
    if (storage) {
      for (const key of Object.keys(storage)) if (key.startsWith(ENTRY)) storage.removeItem(key);
    } else {
      keep({ entries: [], me: me() });
    }
    tell();
  }

  /** Who writes here. @param {string} [person] */
  function me(person) {
    if (person !== undefined) {
      if (storage) storage.setItem(ME, person);
      else keep({ ...tab(), me: person });
    }
    return (storage ? storage.getItem(ME) : tab().me) || "";
  }

  function tell() {
    for (const listener of listeners) listener();
  }

  /** @param {() => void} listener */
  function listen(listener) {
    listeners.push(listener);
  }

  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) tell();
  });
  // Back from another page: this one slept meanwhile.
  addEventListener("pageshow", (event) => {
    if (event.persisted) tell();
  });
  // What a tab is called could be read by the next site in it, so other sites get a tab of their own.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (storage || !(link instanceof HTMLAnchorElement) || link.host === location.host) return;
    link.target = "_blank";
    link.rel = "noopener";
  }, true);

  return {
    add, all, clear, listen, me, put, root,
    /** Whether closing the tab loses everything. */
    fleeting: () => storage === null,
    /** The address of this page, as seen from the root of the site. */
    here: () => location.pathname.slice(root.pathname.length).replace(/index\.html$/, ""),
  };
})();
