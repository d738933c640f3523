"""Runbooks as YAML in git, checked and made into a site. The rooms, in reading order:

problem     Severity, Location, Problem: what is wrong, where, and the way out
fingerprint what makes two findings of different runs the same one
cache       what an earlier run found out, kept in files that may be damaged
git         git in a process of its own: what it prints, or why it cannot say
source      YAML text -> Document: plain data that knows the line of every value
history     what git knows about a file: who changed it last, and when
changes     what a change touches, and how the files were before it
validate    JSON Schema -> problems in words a tired reader understands
model       documents -> Catalog: frozen dataclasses, references looked up by id
alerts      alert rules beside the runbooks: how each is called, and where it leads
rules       what is wise: one rule a file, its docstring its documentation
lint        runs the rules, applies settings, waivers and the baseline
online      where links lead, asked of the network when somebody wishes it
review      what to look at this month, what git shows, and writing a review down
pages       what each page shows, its path and its order; no markup
machines    what programs read: an index, each runbook as JSON and Markdown
site        pages -> {path: text}: the templates, and the one place that escapes
postbuild   looks at built HTML: links, policy, nothing from another host
starter     a repository of one's own, and skeletons of new files
paper       sheets, cards and the binder as PDF, by Typst
documented  why each finding matters and how to fix it, from wherever it comes
report      problems -> text, JSON and what code hosts read: one format a file
pipeline    check, print and the tree of pages, each told as a story
forge       what a code host keeps: the issue of the monthly review, CODEOWNERS
engine      pages -> a site in HTML, by MkDocs or by Zensical, and its copies
cli, mkdocs_plugin   the two ways in

Each room imports only from those above it; import-linter keeps it so.
"""

from __future__ import annotations

__version__ = "0.1.0"
