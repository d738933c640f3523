"""Bytes of one file, without ever blocking, following a link out of the tree, or filling memory."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


def shown(name: str) -> str:
    """A path for a message: bytes that are no UTF-8 and control characters made visible."""
    if name.isascii() and name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read, and what to do; `better` is the name that it should have."""

    rule: str
    message: str
    help: str
    better: str = ""


def read_bytes(path: Path, root: Path, limit: int) -> bytes | int | Refusal:
    """A regular file's bytes; its size when that passes `limit`; or why it cannot be read.

    `root` is resolved already. A link is followed to a file inside it, and no further.
    """
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            target = _target(path, root)
            if isinstance(target, Refusal):
                return target
            path, status = target, os.lstat(target)
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file(status.st_mode)
        return _read(path, limit)
    except OSError as error:
        return _failure(error)


def _target(path: Path, root: Path) -> Path | Refusal:
    """The file that a link leads to."""
    try:
        target = Path(os.path.realpath(path, strict=True))
    except OSError as error:
        if error.errno == errno.ELOOP:
            message = "this symbolic link leads back to itself"
        else:
            message = f"this symbolic link leads nowhere: `{shown(str(path.readlink()))}`"
        return Refusal("file-link", message, "replace the link by the file")
    if not target.is_relative_to(root):
        message = "this symbolic link leads out of the repository, and is not followed"
        return Refusal("file-link", message, "replace the link by the file")
    return target


def _read(path: Path, limit: int) -> bytes | int | Refusal:
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file(status.st_mode)
        if status.st_size > limit:
            return status.st_size
        data = b""
        while len(data) <= limit:
            more = file.read(limit + 1 - len(data))
            if not more:
                return data
            data += more
        return len(data)


def _not_a_file(mode: int) -> Refusal:
    what = "a device"
    if stat.S_ISDIR(mode):
        what = "a folder"
    elif stat.S_ISFIFO(mode):
        what = "a pipe"
    elif stat.S_ISSOCK(mode):
        what = "a socket"
    help_ = "rename the folder" if what == "a folder" else "replace it by a file, or delete it"
    return Refusal("file-unreadable", f"this is {what}, not a file", help_)


def _failure(error: OSError) -> Refusal:
    if isinstance(error, FileNotFoundError):
        message, help_ = "this file went away while it was read", "run it again"
    elif isinstance(error, PermissionError):
        message, help_ = "this file may not be read", "give yourself the right to read it"
    else:
        reason = (error.strerror or type(error).__name__).lower()
        message, help_ = f"this file cannot be read: {reason}", "check the disk, and run it again"
    return Refusal("file-unreadable", message, help_)
