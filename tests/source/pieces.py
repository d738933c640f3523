"""What hostile files are made of, and what must never be said of them."""

from __future__ import annotations

# All that libyaml says. A person never reads one of these.
SENTENCES = frozenset(
    """
    block sequence entries are not allowed in this context
    control characters are not allowed
    could not find expected ':'
    could not find expected directive name
    did not find URI escaped octet
    did not find expected '!'
    did not find expected ',' or ']'
    did not find expected ',' or '}'
    did not find expected '-' indicator
    did not find expected <document start>
    did not find expected <stream-start>
    did not find expected alphabetic or numeric character
    did not find expected comment or line break
    did not find expected digit or '.' character
    did not find expected hexdecimal number
    did not find expected key
    did not find expected node content
    did not find expected tag URI
    did not find expected version number
    did not find expected whitespace
    did not find expected whitespace or line break
    did not find the expected '>'
    found a tab character that violates indentation
    found a tab character where an indentation space is expected
    found an incorrect leading UTF-8 octet
    found an incorrect trailing UTF-8 octet
    found an indentation indicator equal to 0
    found character that cannot start any token
    found duplicate %TAG directive
    found duplicate %YAML directive
    found extremely long version number
    found incompatible YAML document
    found invalid Unicode character escape code
    found undefined tag handle
    found unexpected ':'
    found unexpected document indicator
    found unexpected end of stream
    found unexpected non-alphabetical character
    found unknown directive name
    found unknown escape character
    mapping keys are not allowed in this context
    mapping values are not allowed in this context
    """.replace("    ", "").splitlines()
)

PIECES = [
    *"-?:,[]{}#&*!|>'\"%@`~=<",
    *[
        "\n",
        "\r\n",
        "\t",
        " ",
        "  ",
        "    ",
        "- ",
        ": ",
        "? ",
        "a",
        "b: ",
        "a: ",
        "\n- ",
        "\na: ",
        "\n  b: ",
    ],
    *[
        "---",
        "...",
        "<<: ",
        "{{ x }}",
        "&a ",
        "*a",
        "!!str ",
        "!!int ",
        "!x ",
        "!%c0%af ",
        "!<",
        "%YAML 1.2\n",
        "%TAG ! x\n",
    ],
    *[
        "|\n  ",
        ">-\n  ",
        "|2",
        "\\",
        "\\x41",
        "\\e",
        "\\ud800",
        "''",
        '""',
        "no",
        "12:30",
        "0777",
        "1_0",
        "1e3",
        ".nan",
        "null",
    ],
    *[
        "é",
        "😀",
        "\u00a0",
        "\u200b",
        "\u202e",
        "\u2028",
        "\ufeff",
        "\ue000",
        "\x00",
        "\x1b",
        "\x85",
        "\r",
        "\ufffe",
    ],
    *["<<<<<<< a\n", "#inc", " # c", "\n# c\n", "“", "x" * 70],
]
