// @ts-check
/*
 * The theme opens its search over any page whose address asks `?q=`. On the page to paste an error
 * into, that is the error: it is given another name before the theme looks.
 */
(function () {
  "use strict";
  if (!/\/find\/(?:index\.html)?$/.test(location.pathname)) return;
  const url = new URL(location.href);
  const asked = url.searchParams.get("q");
  if (asked === null) return;
  url.searchParams.delete("q");
  url.searchParams.set("text", asked);
  history.replaceState(history.state, "", url);
})();
