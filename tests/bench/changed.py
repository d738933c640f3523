"""Change a file a little, then run a command.

python tests/bench/changed.py FILE COMMAND...
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    with Path(sys.argv[1]).open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    os.execv(sys.argv[2], sys.argv[2:])
