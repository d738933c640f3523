"""The last look at a built site, whatever engine built it.

Each page gets a Content-Security-Policy. Every link, anchor and file that a page names is looked
up; nothing may come from another host, and nothing in the content may run. In reading order:
`markup` (HTML -> tags), `facts` (one tag), `addresses` (where a link leads), `policy`, `styles`,
`folder_search` (the index for a site without a server), `worker` (the copies that devices keep),
`inspection` (one site), `findings` (what is said of it), `marker` (whose folder it is), `single`
(the site as one file), `archive` (the site as a zip).
"""

from __future__ import annotations

from firsthour.postbuild.findings import RULES
from firsthour.postbuild.inspection import Finished, Site, finish

__all__ = ["RULES", "Finished", "Site", "finish"]
