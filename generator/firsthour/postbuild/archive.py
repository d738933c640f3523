"""A folder as a zip: the same files give the same bytes, so that a copy can be compared."""

from __future__ import annotations

import zipfile
from pathlib import Path

from firsthour.postbuild.marker import NAME

# The first day that the format knows.
_NEVER = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
# They help whoever debugs the theme, and nobody else.
_LEFT_OUT = (".map",)


def archive(folder: Path, out: Path) -> None:
    """Write every file of `folder` to the zip `out`, below a folder of its own."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    with zipfile.ZipFile(out, "w") as written:
        for name in sorted(files):
            if not files[name].is_file() or name.endswith(_LEFT_OUT) or name == NAME:
                continue
            entry = zipfile.ZipInfo(f"site/{name}", _NEVER)
            entry.create_system, entry.external_attr = 3, _MODE
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, files[name].read_bytes(), compresslevel=9)
