// @ts-check
// A map that is wider than the screen shows its middle first, where the entrance is.
(function () {
  "use strict";
  for (const map of document.querySelectorAll(".fh-map")) {
    map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
  }
})();
