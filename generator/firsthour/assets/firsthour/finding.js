// @ts-check
/*
 * Which page belongs to what somebody has in hand: an alert with its labels, a line of a log. Nothing
 * here touches the page, so that it can be tested by itself.
 */
var firsthourFinding = (function () {
  "use strict";

  /**
   * Which of several runbooks is meant by the labels of an address: the one whose labels all hold and
   * are the most. A runbook whose label has another value is not meant; one whose label is not said
   * may be.
   * @param {Record<string, string>[]} routes the labels of each
   * @param {Record<string, string>} labels those of the address
   * @returns {number} the number of the route; -1 when a person has to choose
   */
  function choose(routes, labels) {
    const has = (/** @type {string} */ name) => Object.prototype.hasOwnProperty.call(labels, name);
    const open = routes
      .map((route, number) => ({ number, names: Object.keys(route), route }))
      .filter((each) => each.names.every((name) => !has(name) || labels[name] === each.route[name]))
      .map((each) => ({ ...each, held: each.names.filter(has).length }));
    const full = open.filter((each) => each.held === each.names.length);
    const most = Math.max(-1, ...full.map((each) => each.held));
    const best = full.filter((each) => each.held === most);
    // A runbook for one more label than was said may be the right one after all.
    const doubtful = open.filter((each) => each.held < each.names.length);
    if (open.length === 1) return open[0].number;
    return best.length === 1 && !doubtful.length ? best[0].number : -1;
  }

  /**
   * A name without what differs between systems: case and signs.
   * @param {string} text
   */
  function bare(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  /**
   * The folder of an alert whose name was typed, or copied, or encoded by somebody else.
   * @param {Record<string, string>} folders name to folder
   * @param {string} name
   * @returns {string} empty when there is none
   */
  function folder(folders, name) {
    if (Object.prototype.hasOwnProperty.call(folders, name)) return folders[name];
    const wanted = bare(name);
    const found = wanted ? Object.keys(folders).filter((each) => bare(each) === wanted) : [];
    return found.length === 1 ? folders[found[0]] : "";
  }

  /**
   * Labels in the query of an address.
   * @param {string} search
   * @returns {Record<string, string>}
   */
  function labels(search) {
    /** @type {Record<string, string>} */
    const found = Object.create(null);
    for (const [name, value] of new URLSearchParams(search)) found[name] = value;
    return found;
  }

  return { choose, bare, folder, labels };
})();
