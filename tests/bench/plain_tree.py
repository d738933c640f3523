"""The Markdown tree that firsthour makes, on disk, with a configuration that needs only MkDocs.

python tests/bench/plain_tree.py ROOT OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from firsthour.pipeline import assemble

PRUNED = {
    "site_name": "Plain",
    "docs_dir": "docs",
    "site_dir": "site",
    "theme": {
        "name": "material",
        "font": False,
        "features": ["navigation.prune", "navigation.indexes"],
    },
    "plugins": ["search"],
    "markdown_extensions": ["admonition", "attr_list", "tables", {"toc": {"permalink": True}}],
}


def main(root: Path, out: Path) -> None:
    """Write the tree and its configuration."""
    made = assemble(root)
    for path, content in made.files.items():
        target = out / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    config = {**PRUNED, "nav": made.nav}
    (out / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
