"""Which file is what: the folder is the kind, the file name is the id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import replace

from firsthour.source.reading import Refusal, shown

CONTENT = "runbooks"
SINGLE_KINDS = ("settings", "severity", "roles", "contacts", "services")
FOLDER_KINDS = ("checklists", "failure-modes", "procedures", "templates", "incidents")
# The parts of a page that can be pointed at, in the order of reading.
SECTIONS = (
    "steps",
    "diagnose",
    "mitigate",
    "rollback",
    "verify",
    "after",
    "escalate",
    "communicate",
)
MAX_ID = 100

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_HARMLESS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*\Z")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_BACKUP = re.compile(r"[.#]|.*(?:~|\.(?:bak|orig|rej|swp|tmp))\Z", re.DOTALL)
# An editor that adds its own ending: `disk-full.yaml.txt`.
_INNER = re.compile(r"(?<=.)\.ya?ml(?=\.)", re.IGNORECASE)
_README = re.compile(r"readme(?:\.\w+)?\Z", re.IGNORECASE)


def is_ignored(name: str) -> bool:
    """True for hidden files, what editors leave behind, and a README for people."""
    return _BACKUP.match(name) is not None or _README.match(name) is not None


def is_yaml(name: str) -> bool:
    """True for a name that means YAML, also with an extension that is not read."""
    return name.lower().endswith((".yaml", ".yml"))


def stem(name: str) -> str:
    """A file name without its extension: the id."""
    return name.rpartition(".")[0]


def is_usable(identifier: str) -> bool:
    """True when an id is safe in a path and a link, even if it is not well formed."""
    return _HARMLESS.match(identifier) is not None


def check_extension(name: str) -> Refusal | None:
    """Only `.yaml` is read, so that one id is one file."""
    if name.endswith(".yaml"):
        return None
    message = f"`{shown(name)}` does not end in `.yaml`"
    better = f"{shown(stem(name))}.yaml"
    return Refusal("file-extension", message, f"rename it to `{better}`", better)


def check_id(identifier: str) -> Refusal | None:
    """An id is kebab-case ASCII, short, and a file name that every system accepts."""
    printed = shown(identifier)
    if _RESERVED.match(identifier):
        message = f"Windows reserves the name `{printed}`"
        better = f"{kebab(identifier)}-runbook.yaml"
        return Refusal("file-name", message, f"rename it, for example to `{better}`", better)
    if len(identifier) > MAX_ID:
        message = f"the name has {len(identifier)} characters; the limit is {MAX_ID}"
        return Refusal("file-name", message, "rename it to a few words joined by hyphens")
    if identifier == "index":
        return Refusal(
            "file-name",
            "`index` is the page that lists the others",
            "rename it to what it is about, for example to `disk-full.yaml`",
        )
    if _ID.match(identifier):
        return None
    message = f"`{printed}` is not an id: lower-case letters and digits joined by hyphens"
    better = f"{kebab(identifier)}.yaml" if kebab(identifier) else ""
    help_ = f"rename it to `{better}`" if better else "rename it to words such as `disk-full`"
    return Refusal("file-name", message, help_, better)


def untaken(refusal: Refusal, beside: Container[str]) -> Refusal:
    """The same without a name that is taken: renaming would overwrite the other file."""
    if refusal.better not in beside:
        return refusal
    help_ = f"choose another name: `{refusal.better}` is there already; or delete one of the two"
    return replace(refusal, help=help_, better="")


def kebab(name: str) -> str:
    """The id nearest to a name; empty when nothing of it is left."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_ID].strip("-")


def unknown(name: str, *, folder: bool) -> Refusal:
    """A name at the top of the content folder that means nothing there."""
    what = "folder" if folder else "file"
    message = f"`{shown(name)}` is no {what} that is read here"
    kind = kebab(name if folder or not is_yaml(name) else stem(name))
    import difflib  # only for what is misspelt

    near = difflib.get_close_matches(kind, [*SINGLE_KINDS, *FOLDER_KINDS], 1, 0.75)
    if near:
        known = near[0]
        place = f"{known}.yaml" if known in SINGLE_KINDS else f"{known}/"
        return Refusal("file-unknown", message, f"did you mean `{place}`?")
    if folder:
        help_ = "folders are " + ", ".join(f"`{kind}`" for kind in FOLDER_KINDS)
    elif is_yaml(name):
        help_ = "move it into the folder of its kind, such as `failure-modes`"
    else:
        help_ = f"keep it outside of `{CONTENT}`"
    return Refusal("file-unknown", message, help_)


def not_yaml(name: str) -> Refusal:
    """A file in a kind's folder that is not YAML."""
    message = f"`{shown(name)}` is not read: it is not a `.yaml` file"
    inner = _INNER.search(name)
    if inner:
        better = f"{shown(name[: inner.start()])}.yaml"
        return Refusal("file-unknown", message, f"rename it to `{better}`", better)
    return Refusal("file-unknown", message, f"keep it outside of `{CONTENT}`")
