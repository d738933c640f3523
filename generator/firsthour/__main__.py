"""`python -m firsthour` is `firsthour`."""

from __future__ import annotations

from firsthour.cli import main

if __name__ == "__main__":
    main()
