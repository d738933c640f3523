// Paper says on which day it was printed.
addEventListener("beforeprint", () => {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((it) => String(it).padStart(2, "0")).join("-");
  for (const place of document.querySelectorAll(".fh-printed")) {
    place.textContent = `printed ${day}`;
  }
});
