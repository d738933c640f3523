"""Alert rules that live beside the runbooks: what they are called, and where each leads.

In reading order: `address` gives every name its page, `found` is what a file holds, `nodes` reads
YAML of any kind with places, `formats` has one kind of file a module, `gathering` finds files and
reads them, `coverage` says where every alert lands, `judging` what of that is a problem (`guide`
explains each), `editing` writes links into the files.
"""

from __future__ import annotations
