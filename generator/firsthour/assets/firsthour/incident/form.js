// @ts-check
/* Incident mode: the questions at the start, five at most, and the file from somebody else. */
const incidentForm = (function () {
  "use strict";
  const { el, select, button, put, fill } = incidentElements;
  const { wall, began, words } = incidentCore;

  /** @param {string} [drill] the page that is to be practised */
  function open(drill) {
    const config = incidentData;
    const { clock, place } = wall(config.zone);
    const people = /** @type {[string, string][]} */ (config.people.map((each) => [each.id, each.name]));
    const chosen = { me: incidentStore.me(), lead: "", scenario: drill || "" };
    const lead = config.roles.find((each) => each.id === config.lead);

    const title = el("input", { required: true, maxlength: "120", autocomplete: "off", name: "title" });
    const since = el("input", { autocomplete: "off", name: "since", value: "now", "aria-describedby": "fh-incident-since" });
    const read = el("small", { id: "fh-incident-since" });
    const impact = el("input", { autocomplete: "off", name: "impact" });
    const practice = el("input", { type: "checkbox", name: "drill", checked: drill !== undefined });
    const scenario = el("div");
    const problem = el("p", { role: "alert", class: "fh-incident-problem" });
    const levels = config.levels.map((each) =>
      el("label", { class: "fh-incident-level" },
        el("input", { type: "radio", name: "level", value: each.id, required: true }),
        el("span", {}, el("b", {}, each.code + " " + each.name), " " + each.definition)));

    function preview() {
      const at = began(since.value, Date.now(), clock);
      since.setCustomValidity(isNaN(at) ? "Write now, 20 min, 2 h, or a time such as 23:50" : "");
      put(read, isNaN(at) ? "now, 20 min, 2 h, or a time such as 23:50" :
        clock(at) + " " + place + (Date.now() - at > 60000 ? ", " + words(Date.now() - at) + " ago" : ""));
    }

    function offer() {
      const picked = config.scenarios.find((each) => each.page === chosen.scenario) || config.scenarios[0];
      if (!practice.checked || !picked) return fill(scenario);
      chosen.scenario = picked.page;
      const choices = /** @type {[string, string][]} */ (config.scenarios.map((each) => [each.page, each.lines[0]]));
      fill(scenario,
        select("Scenario, the least recently tried first", choices, picked.page, (value) => ((chosen.scenario = value), offer())),
        el("ul", {}, ...picked.lines.map((line) => el("li", {}, line))));
    }

    function submit(/** @type {Event} */ event) {
      event.preventDefault();
      const at = began(since.value, Date.now(), clock);
      const checked = form.querySelector("input[name=level]:checked");
      if (isNaN(at) || !(checked instanceof HTMLInputElement) || !incidentCore.clean(title.value)) {
        return put(problem, "A few words on what is broken are needed, and since when, and how bad it is.");
      }
      const level = config.levels.find((each) => each.id === checked.value);
      const who = chosen.lead || chosen.me;
      const name = config.people.find((each) => each.id === who)?.name;
      const isDrill = practice.checked;
      incidentStore.clear();
      incidentStore.me(chosen.me);
      incidentStore.add(
        { key: "start", value: isDrill ? "drill" : "", text: (isDrill ? "Drill started: " : "Started: ") + title.value },
        { key: "title", value: title.value },
        { key: "began", value: String(at) },
        { key: "level", value: checked.value, text: "Severity " + (level?.code || checked.value) },
        ...(config.statuses[0] ? [{ key: "status", value: config.statuses[0] }] : []),
        ...(lead && name ? [{ key: "role/" + lead.id, value: who, text: lead.name + ": " + name }] : []),
        ...(impact.value.trim() ? [{ key: "impact", value: impact.value, text: "Impact: " + impact.value }] : []),
        ...(isDrill && chosen.scenario ? [{ key: "scenario", value: chosen.scenario }, { key: "verdict/" + chosen.scenario }] : []),
      );
      dialog.close();
    }

    const form = el("form", { class: "fh-incident-form", submit, input: preview },
      el("h2", { id: "fh-incident-heading" }, "Start an incident"),
      el("label", { class: "fh-incident-field" }, el("span", {}, "What is broken, for whom"), title),
      el("div", {}, el("label", { class: "fh-incident-field" }, el("span", {}, "Since"), since), read),
      el("fieldset", {}, el("legend", {}, "How bad is it? In doubt, the worse one"), ...levels),
      el("div", { class: "fh-incident-pair" },
        ...(people.length ? [select("You", [["", "choose"], ...people], chosen.me, (value) => (chosen.me = value))] : []),
        ...(people.length && lead ? [select(lead.name, [["", "you"], ...people], "", (value) => (chosen.lead = value))] : [])),
      el("label", { class: "fh-incident-field" }, el("span", {}, "What customers cannot do, if known"), impact),
      el("label", { class: "fh-incident-check" }, practice, "This is a drill"),
      scenario, problem,
      el("p", { class: "fh-incident-row" },
        el("button", { class: "fh-button fh-button--first" }, "Start"), button("Cancel", () => dialog.close())),
      el("label", { class: "fh-incident-field" }, el("span", {}, "Or go on with what a colleague handed over"),
        file((text) => put(problem, text), () => dialog.close())));
    const dialog = el("dialog", { class: "fh-incident-dialog md-typeset", "aria-labelledby": "fh-incident-heading", close: () => dialog.remove() }, form);
    practice.addEventListener("change", offer);
    preview();
    offer();
    document.body.append(dialog);
    dialog.showModal();
    title.focus();
  }

  /**
   * A field that takes the file of a handover.
   * @param {(text: string) => void} say @param {() => void} done
   */
  function file(say, done) {
    const input = el("input", {
      type: "file", accept: ".json", "data-key": "handover",
      change: async () => {
        try {
          const [given] = input.files || [];
          if (given) take(incidentCore.read(await given.text()));
          done();
        } catch (error) {
          say("Not taken: " + (error instanceof Error ? error.message : String(error)));
        }
        input.value = "";
      },
    });
    return input;
  }

  /** @param {Entry[]} entries */
  function take(entries) {
    const mine = incidentCore.state(incidentStore.all(), incidentData);
    const theirs = incidentCore.state(entries, incidentData);
    if (mine && theirs && mine.drill !== theirs.drill) throw new Error("a drill and an incident do not mix; end the one that runs here first");
    if (mine && theirs && mine.start.id !== theirs.start.id && !confirm("Another incident runs here: " + mine.start.text + "\n\nMake one of the two?")) return;
    if (!mine) incidentStore.clear();
    incidentStore.put(entries);
  }

  return { file, open };
})();
