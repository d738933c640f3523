"""What `make bench` says of memory is that of the programs it compares. Clocks decide nothing here."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser

BENCH = Path(__file__).parent / "bench"
MIB = 1 << 20
LARGE = [sys.executable, "-c", f"x = bytearray({100 * MIB})"]
SMALL = [sys.executable, "-c", "pass"]


@pytest.fixture
def measure() -> ModuleType:
    return _part("measure")


def _part(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_of_bench", BENCH / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_peak_is_that_of_what_is_measured(measure: ModuleType, tmp_path: Path) -> None:
    """And not of who measures, which has much more in memory."""
    held = bytearray(200 * MIB)
    assert measure.run(SMALL, tmp_path).peak_mib < 60
    assert 100 < measure.run(LARGE, tmp_path).peak_mib < 180
    assert len(held) == 200 * MIB


def test_a_child_of_what_is_measured_counts(measure: ModuleType, tmp_path: Path) -> None:
    inner = f"import subprocess; subprocess.run({LARGE!r}, check=True)"
    assert measure.run([sys.executable, "-c", inner], tmp_path).peak_mib > 100


def test_both_sides_of_a_pair_are_measured(measure: ModuleType, tmp_path: Path) -> None:
    assert measure.pair(LARGE, SMALL, tmp_path, 1).memory > 3
    assert measure.pair(SMALL, LARGE, tmp_path, 1).memory < 0.4


def test_what_fails_is_not_measured(measure: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ended with 3:\nno reason"):
        measure.run(["sh", "-c", "echo no reason; exit 3"], tmp_path)
    with pytest.raises(RuntimeError, match="ended with 127"):
        measure.run(["no-such-program"], tmp_path)


def test_every_key_stroke_of_a_pasted_error_is_measured(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    signatures = _part("signatures")
    monkeypatch.setattr(signatures, "COUNT", 20)
    assert len(signatures.times(browser)) == len(signatures.LINE)
