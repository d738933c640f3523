// @ts-check
/*
 * The parameters of a page: typed once, or brought by the link of the alert, they stand in every
 * command, and the copy button copies what stands there. What is still open stays as its <name>, and
 * a copy says so.
 */
(function () {
  "use strict";
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  const article = document.querySelector("article");
  if (!article || !own) return;
  // Many sites may share one host, so the address of this page is part of the name.
  const key = "firsthour:fill:" + location.pathname.replace(/index\.html$/, "");

  /** @type {HTMLElement[]} */
  const places = [...article.querySelectorAll("var[data-param]")]
    .filter((each) => each instanceof HTMLElement)
    .filter((each) => !each.closest(".fh-message"));
  const root = article.querySelector("[data-fill]");

  /** @param {HTMLElement} place */
  const isOpen = (place) => !place.classList.contains("fh-param--filled");

  if (root) fill(root);
  watch();

  /** @param {Element} root */
  function fill(root) {
    /** @type {HTMLInputElement[]} */
    const inputs = [...root.querySelectorAll("input[data-fill-name]")].filter(
      (each) => each instanceof HTMLInputElement,
    );
    const choice = root.querySelector("select[data-fill-environment]");
    const select = choice instanceof HTMLSelectElement ? choice : null;
    const defaults = inputs.map((input) => input.value);

    const fields = inputs.map((input) => ({
      name: input.dataset.fillName || "",
      label: input.dataset.fillLabel || "",
    }));
    const query = firsthourFinding.labels(location.search);
    const brought = firsthourFilling.incoming(fields, query);
    const before = firsthourFilling.remembered(read(), Date.now());
    for (const input of inputs) {
      const name = input.dataset.fillName || "";
      input.value = brought.values[name] ?? before?.values[name] ?? input.value;
    }
    if (select) choose(select, query.environment || query.env || before?.environment || "");
    for (const each of root.querySelectorAll("[data-filling]")) each.removeAttribute("hidden");
    for (const [name, value] of Object.entries(brought.refused)) {
      say(
        name,
        "The address brought a value that a shell would not read as one word, so it was not filled in: " +
          value.slice(0, 80),
      );
    }
    const memory = root.querySelector("[data-fill-memory]");
    if (memory && before) {
      const at = new Date(before.at).toTimeString().slice(0, 5);
      memory.textContent = "What was typed here at " + at + " is still there.";
    }
    root.addEventListener("input", (event) => {
      if (event.target instanceof HTMLInputElement) warn(event.target);
      show();
      keep();
    });
    root.querySelector("[data-fill-clear]")?.addEventListener("click", () => {
      inputs.forEach((input, number) => (input.value = defaults[number]));
      inputs.forEach((input) => say(input.dataset.fillName || "", ""));
      if (select) select.value = "";
      if (memory) memory.textContent = "";
      show();
      try {
        localStorage.removeItem(key);
      } catch {
        // A private window keeps nothing.
      }
    });
    show();

    /** @param {string} name @param {string} text */
    function say(name, text) {
      const place = root.querySelector('[data-fill-said="' + CSS.escape(name) + '"]');
      if (place) place.textContent = text;
    }

    /** @param {HTMLInputElement} input */
    function warn(input) {
      const value = input.value.trim();
      const strange = value !== "" && !firsthourFilling.isPlain(value);
      say(
        input.dataset.fillName || "",
        strange ? "Look at the command before you run it: a shell acts on a space or sign in this." : "",
      );
    }

    /** Put every value where its name stands. */
    function show() {
      /** @type {Record<string, string>} */
      const values = Object.create(null);
      for (const value of chosen()) values[value.dataset.value || ""] = value.textContent || "";
      for (const input of inputs) {
        const value = input.value.trim();
        if (value) values[input.dataset.fillName || ""] = value;
      }
      for (const place of places) {
        const name = place.dataset.param || "";
        place.textContent = values[name] || "<" + name + ">";
        place.classList.toggle("fh-param--filled", Boolean(values[name]));
      }
    }

    /** The values of the environment that is chosen. */
    function chosen() {
      if (!select || !select.value) return [];
      const row = '[data-environment="' + CSS.escape(select.value) + '"] [data-value]';
      return [...root.querySelectorAll(row)].filter((each) => each instanceof HTMLElement);
    }

    function keep() {
      /** @type {Record<string, string>} */
      const values = {};
      for (const input of inputs) values[input.dataset.fillName || ""] = input.value;
      try {
        const environment = select ? select.value : "";
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), environment, values }));
      } catch {
        // A private window keeps nothing; the page works all the same.
      }
    }
  }

  /** @param {HTMLSelectElement} select @param {string} name */
  function choose(select, name) {
    if ([...select.options].some((option) => option.value === name)) select.value = name;
  }

  function read() {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  /** Say so when what is copied is not complete, by the button or by hand. */
  function watch() {
    for (const run of article?.querySelectorAll(".fh-run") || []) {
      if (!run.querySelector("var[data-param]")) continue;
      const said = document.createElement("p");
      said.className = "fh-copy-said";
      said.setAttribute("role", "status");
      run.append(said);
    }
    document.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest("[data-clipboard-target]");
      const run = button && button.closest(".fh-run");
      if (run) tell(run, places.filter((place) => run.contains(place)));
    });
    document.addEventListener("copy", (event) => {
      const selection = getSelection();
      // The copy button makes a selection of its own elsewhere.
      if (!selection || selection.isCollapsed || event.target instanceof HTMLTextAreaElement) return;
      const inside = places.filter((place) => selection.containsNode(place, true));
      for (const run of new Set(inside.map((place) => place.closest(".fh-run")))) {
        if (run) tell(run, inside.filter((place) => run.contains(place)));
      }
    });
  }

  /** @param {Element} run @param {HTMLElement[]} copied */
  function tell(run, copied) {
    const said = run.querySelector(".fh-copy-said");
    const open = copied.filter(isOpen).map((place) => place.dataset.param || "");
    if (said) said.textContent = firsthourFilling.said(open);
  }
})();
