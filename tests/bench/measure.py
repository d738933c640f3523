"""Paired measurements: A and B in turn, in one run, so that a busy machine disturbs both alike."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


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
    """Run a command to its end and read what the system counted for it.

    Raises:
        RuntimeError: it ended in a way that makes its time worthless.
    """
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_environment()
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        tail = output.decode(errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


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
