// @ts-check
/*
 * Values for the parameters of a page, and which of them may stand in a command without a person
 * having typed them. Nothing here touches the page, so that it can be tested by itself.
 */
var firsthourFilling = (function () {
  "use strict";
  /** An incident is over by then; tomorrow's has other values. */
  const HOURS = 12;
  const LONGEST = 200;

  /**
   * @typedef {object} Field
   * @property {string} name
   * @property {string} label the label of the alert that carries it
   */

  /**
   * True for a value that is one word to every shell, and no option. Anybody can write an address, so
   * what comes in one and is more than that waits for a person.
   * @param {string} value
   */
  function isPlain(value) {
    return (
      value.length <= LONGEST && /^[\p{L}\p{N}_./:@%+,=][\p{L}\p{N}_./:@%+,=-]*$/u.test(value)
    );
  }

  /**
   * What an address brings for the fields of a page.
   * @param {Field[]} fields
   * @param {Record<string, string>} query
   */
  function incoming(fields, query) {
    /** @type {Record<string, string>} */
    const values = Object.create(null);
    /** @type {Record<string, string>} */
    const refused = Object.create(null);
    for (const field of fields) {
      const value = (query[field.name] ?? (field.label ? query[field.label] : "") ?? "").trim();
      if (value) (isPlain(value) ? values : refused)[field.name] = value;
    }
    return { values, refused };
  }

  /**
   * What was typed here before, unless it is from another day.
   * @param {string | null} text
   * @param {number} now
   * @returns {{ at: number, environment: string, values: Record<string, string> } | null}
   */
  function remembered(text, now) {
    try {
      const found = JSON.parse(text || "null");
      const age = now - found.at;
      if (!(age >= 0 && age < HOURS * 3600000) || typeof found.values !== "object") return null;
      /** @type {Record<string, string>} */
      const values = Object.create(null);
      for (const [name, value] of Object.entries(found.values)) {
        if (typeof value === "string") values[name] = value;
      }
      return { at: found.at, environment: String(found.environment || ""), values };
    } catch {
      return null;
    }
  }

  /**
   * What to say after copying a command.
   * @param {string[]} open names without a value
   */
  function said(open) {
    const names = [...new Set(open)].map((name) => "<" + name + ">");
    return names.length ? "Copied, but not complete: " + names.join(", ") + (names.length > 1 ? " are" : " is") + " still open." : "";
  }

  return { isPlain, incoming, remembered, said };
})();
