"""What a reader waits for, in Chromium: bytes, the first paint on a slow phone, answers of searches.

    python tests/bench/budgets.py [--quick]

Bytes are counted as they were sent, gzipped. Clocks are those of this machine, so they are shown
here and decide no test.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import io
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from playwright.sync_api import Browser, CDPSession, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

import corpus  # noqa: E402
import signatures  # noqa: E402
from tests import browser as browsers  # noqa: E402

# The page that is opened first, and one of those that matter.
PAGES = ("", "failure-modes/http-502/")
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
# What Lighthouse calls a slow 4G phone, applied to every request: 562.5 ms and 1.6 Mbit/s, less a tenth.
SLOW = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6e6 * 0.9 / 8,
    "uploadThroughput": 750e3 * 0.9 / 8,
}
SLOWER = 4
PAGE, SCRIPT, PAINT, COLD, SEARCH = 350.0, 15.0, 2.5, 2.5, 100.0
OURS = "/assets/firsthour/"
# What people have in hand: each is pasted, or typed letter by letter.
PASTED = (
    "Exports42ErrorRate",
    "alertname=Exports42Latency",
    "E00042 cannot reach exports",
    "exports worker 42: upstream closed the connection",
    "2026-11-21T02:10:11Z app-1[812]: E00042 cannot reach exports (request 4711)",
    "customers see 502 since five minutes",
    "people say they can't log in since the deploy",
    "error rate",
)
TYPED = ("webhooks pile up", "customers cannot load invoices", "sessions", "roll back", "Uploads1")
_LARGEST = """() => new Promise((done) => {
  new PerformanceObserver((list) => {
    const last = list.getEntries().at(-1);
    if (last) done([last.startTime, last.element ? last.element.tagName : ""]);
  }).observe({ type: "largest-contentful-paint", buffered: true });
})"""
# From the key that is let go to the frame that shows the answer: the theme empties its list, fills
# it, and says how many there are.
_ASK = """async (queries) => {
  const box = document.querySelector("input.md-search__input");
  const result = document.querySelector(".md-search-result");
  const ask = (text) => new Promise((done) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => answered(performance.now() - start)));
    });
    const late = setTimeout(() => answered(60000), 60000);
    const answered = (time) => { clearTimeout(late); observer.disconnect(); done(time); };
    observer.observe(result, { childList: true, subtree: true });
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key: text.at(-1) }));
  });
  box.focus();
  const times = [];
  for (const query of queries) {
    times.push(await ask(query));
    await new Promise((done) => setTimeout(done, 100));
  }
  return times;
}"""


@dataclass(frozen=True, slots=True)
class Budget:
    """One figure and what it may be at most."""

    what: str
    figure: float
    unit: str
    most: float

    @property
    def met(self) -> bool:
        """Whether it is kept; a figure that could not be taken is not."""
        return self.figure <= self.most


class Gzipped(SimpleHTTPRequestHandler):
    """Serves files as hosts of static sites do."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BinaryIO | None:
        """The file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever leaves a page early is nobody's fault."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder, while it is served on loopback."""
    handler = functools.partial(Gzipped, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def budgets(sample: Path, large: Path, count: int, *, runs: int) -> Iterator[Budget]:
    """Every figure.

    Args:
        sample: the built site of the sample team.
        large: the built site of `count` runbooks.
        runs: how often a paint is taken, each time with nothing remembered.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browsers.find(), args=list(browsers.FLAGS)
        )
        with served(sample) as address:
            weights = [_weight(chromium, address + path) for path in PAGES]
            yield Budget(
                "first page, with all that it loads",
                max(it[0] for it in weights) / 1000,
                "kB",
                PAGE,
            )
            yield Budget("scripts of ours on it", max(it[1] for it in weights) / 1000, "kB", SCRIPT)
            for path in PAGES:
                paints = [_paint(chromium, address + path) for _ in range(runs)]
                what = f"largest paint of `/{path}` on a slow phone"
                yield Budget(what, statistics.median(paints) / 1000, "s", PAINT)
        with served(large) as address:
            first, times = _searches(chromium, address)
        name = f"first answer of the search among {count} runbooks, from a cold open"
        yield Budget(name, first, "s", COLD)
        name = f"answer of the search among {count} runbooks, "
        yield Budget(
            name + f"half of {len(times)} key strokes", times[len(times) // 2], "ms", SEARCH
        )
        name += "95 of 100 key strokes"
        yield Budget(name, times[int(len(times) * 0.95)], "ms", SEARCH)
        strokes = signatures.times(chromium)
        name = f"pasted error among {signatures.COUNT:,} signatures, 95 of 100 key strokes"
        yield Budget(name, strokes[int(len(strokes) * 0.95)], "ms", signatures.GOAL)
        chromium.close()


def table(found: list[Budget]) -> str:
    """The figures as a Markdown table."""
    rows = [
        f"| {it.what} | **{it.figure:.{0 if it.figure >= 100 else 1}f} {it.unit}** | {it.most:g} {it.unit} |"
        for it in found
    ]
    return "\n".join(["| what a reader waits for | measured | at most |", "|---|---:|---:|", *rows])


def _weight(chromium: Browser, url: str) -> tuple[float, float]:
    """Bytes of the page with the search begun, and of our scripts among them; not the worker's copy."""
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    session = _session(page)
    sizes: dict[str, float] = {}
    names: dict[str, str] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda it: names.update({it["requestId"]: it["request"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda it: sizes.update({it["requestId"]: it["encodedDataLength"]}),
    )
    page.goto(url)
    page.wait_for_load_state("networkidle")
    context.close()
    ours = [
        size for key, size in sizes.items() if OURS in names[key] and names[key].endswith(".js")
    ]
    return sum(sizes.values()), sum(ours)


def _paint(chromium: Browser, url: str) -> float:
    """When the largest thing of the first screen is there, with nothing remembered."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    session = _session(page)
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    largest, _ = page.evaluate(_LARGEST)
    context.close()
    return float(largest)


def _searches(chromium: Browser, address: str) -> tuple[float, list[float]]:
    """Seconds from the cold open to the first answer; then milliseconds of each stroke, sorted."""
    page = chromium.new_page()
    page.goto(address, wait_until="commit")
    page.locator("input.md-search__input").wait_for(state="attached")
    page.wait_for_load_state("load")
    page.evaluate(_ASK, ["orders"])
    first: float = page.evaluate("performance.now()")
    page.wait_for_timeout(1000)
    typed = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    found: list[float] = page.evaluate(_ASK, [*PASTED, *typed])
    page.close()
    return first / 1000, sorted(found)


def _session(page: Any) -> CDPSession:
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return session


def main() -> int:
    """Build both sites, measure and print; 1 when a budget is not kept."""
    quick = "--quick" in sys.argv
    count = 50 if quick else 500
    with tempfile.TemporaryDirectory(prefix="firsthour-bench-") as name:
        folder = Path(name)
        root = folder / "corpus"
        corpus.write(root, count)
        (root / "docs").mkdir()
        (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
        for source, out in ((ROOT, folder / "sample"), (root, folder / "large")):
            build = [sys.executable, "-m", "firsthour", "build", str(source), "--out", str(out)]
            subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        found = list(budgets(folder / "sample", folder / "large", count, runs=1 if quick else 5))
    print(table(found))
    return 0 if all(it.met for it in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
