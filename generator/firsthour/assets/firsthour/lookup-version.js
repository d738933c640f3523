// @ts-check
/* On the page for what is not there: from the QR code of a printed sheet, whose version nobody knows. */
(function () {
  "use strict";
  const said = document.querySelector("[data-missing]");
  const why = document.querySelector("[data-version]");
  const [, version] = location.pathname.slice(firsthourParts.root.pathname.length).match(/^v\/([^/]+)/) || [];
  if (said && why && version) {
    said.textContent = "This site does not know the version \u201c" + version + "\u201d of a printed sheet. " + why.textContent;
    // It stands above now.
    why.parentElement?.remove();
  }
})();
