"""Text that tries to be code, in every language that a page passes through."""

from __future__ import annotations

# `ran` is what each would set if anything ran; the browser test looks for it.
RAN = "window.ran=1"
PAYLOADS = (
    f"<script>{RAN}</script>",
    f"</title><script>{RAN}</script>",
    f"</code></pre></div><script>{RAN}</script>",
    f"<img src=x onerror={RAN}>",
    f"<svg onload={RAN}></svg>",
    f'<iframe srcdoc="<script>{RAN}</script>"></iframe>',
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    '<base href="//evil.example/">',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    f'" onmouseover="{RAN}" x="',
    f"' onfocus='{RAN}' autofocus='",
    f"[text](javascript:{RAN})",
    f"[text](&#106;avascript:{RAN})",
    f"![image](x){{ onerror={RAN} }}",
    f"text {{ onclick={RAN} style=color:red #id .class }}",
    f"{{: onclick={RAN} }}",
    "{{ 7 * 7 }} {% for x in y %} {# comment #} {{ config }}",
    "--8<-- 'docs/index.md'",
    "!!! danger\n    an admonition",
    "# heading\n\n- list\n\n1. list\n\n> quote\n\n    code\n\n---\n\n===",
    "```\nfence\n```\n~~~\nfence",
    "| a | b |\n|---|---|\n| c | d |",
    "[ref]: javascript:alert(1)\n\n[ref]",
    "*[HTML]: abbreviation\n\n[^1]: footnote\n\n[TOC]",
    "<!-- comment --> <![CDATA[ x ]]> <?php x ?>",
    "\\*not\\* `code` **bold** __bold__ ~~gone~~ ==mark== ^^ins^^",
    "&lt;b&gt; &amp; &#60;script&#62; &copy; &NotAnEntity;",
    "<a@b.example> <https://evil.example> www.evil.example https://evil.example",
    ":smile: :material-alert: @someone #123 $x$ $$y$$ \\(z\\)",
    "a" * 4000,
    "\U0001f525 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u4e2d\u6587 e\u0301 \u1e9e \ufdfd",
)
