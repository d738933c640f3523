"""Paired measurements: A and B in turn, in one run, so that a busy machine disturbs both alike."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# What a process has in memory when it forks counts for its child, whatever the child then runs: from
# here, both sides of a pair would show the peak of this program. So a small one starts them.
_STARTER = """
import os, sys
out = int(sys.argv[1])
pid = os.fork()
if pid == 0:
    try:
        os.close(out)
        os.execvp(sys.argv[2], sys.argv[2:])
    finally:
        os._exit(127)
_, status, usage = os.wait4(pid, 0)
code = os.waitstatus_to_exitcode(status)
os.write(out, b"%d %f %d" % (code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: CPU seconds of it and its children, and its peak memory."""

    cpu: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A against B: the median of the ratios of the pairs, and both medians."""

    a: float
    b: float
    ratio: float
    low: float
    high: float
    memory: float


def run(command: Sequence[str], cwd: Path, accept: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end and read what the system counted for it and its children.

    The peak is that of the largest process among them.

    Raises:
        RuntimeError: it ended in a way that makes its time worthless.
    """
    with tempfile.TemporaryFile() as counted:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _STARTER, str(counted.fileno()), *command],
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_environment(),
            pass_fds=(counted.fileno(),),
            check=True,
        )
        counted.seek(0)
        code, seconds, kib = counted.read().split()
    if int(code) not in accept:
        tail = done.stdout.decode(errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} ended with {int(code)}:\n{tail}")
    return Cost(float(seconds), int(kib) / 1024)


def pair(
    a: Sequence[str], b: Sequence[str], cwd: Path, runs: int, accept: Sequence[int] = (0, 1)
) -> Ratio:
    """Run A and B in turn, `runs` times each, after one unmeasured run of both."""
    run(a, cwd, accept)
    run(b, cwd, accept)
    costs = [(run(a, cwd, accept), run(b, cwd, accept)) for _ in range(runs)]
    ratios = [first.cpu / second.cpu for first, second in costs]
    return Ratio(
        a=statistics.median(first.cpu for first, _ in costs),
        b=statistics.median(second.cpu for _, second in costs),
        ratio=statistics.median(ratios),
        low=min(ratios),
        high=max(ratios),
        memory=statistics.median(first.peak_mib / second.peak_mib for first, second in costs),
    )


def _environment() -> dict[str, str]:
    # As people run it: what was compiled once is kept, and lint's cache, which CI does without.
    dropped = ("PYTHONDONTWRITEBYTECODE", "CI")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


def here() -> str:
    """What the figures were taken on, without naming the machine."""
    version = ".".join(map(str, sys.version_info[:3]))
    return f"Python {version}, {os.cpu_count()} cores, page size {resource.getpagesize()}"
