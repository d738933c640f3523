"""Passwords, tokens and keys in a text, by the detectors of detect-secrets and a few of our own."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detect_secrets.plugins.base import RegexBasedDetector


class Secret(NamedTuple):
    """What was found, and what kind of thing it is."""

    value: str
    kind: str


# In a line without one of these there is nothing to find. Plain searches cost next to nothing.
_HINTS = (
    "akia", "asia", "a3t", "abia", "acca", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat",
    "glpat", "gldt", "glrt", "glsoat", "xox", "hooks.slack", "sk_live", "rk_live", "t3blbkfj",
    "eyj",
    "sg.", "npm_", "_authtoken", "pypi-", "-----begin", "accountkey", "sq0csp", "discord",
    "telegram", "passw", "pwd", "passphrase", "pass=", "secret", "token", "api_key", "apikey",
    "api-key", "access_key", "accesskey", "private_key", "authorization", "credential", "curl -",
    "--user", " -u", "redis-cli", "rediscli_auth", "mysql", "mariadb", "sshpass", "://",
)  # fmt: skip
# A second look that is still cheaper than the library.
_RUN = re.compile(r"[\w/+=-]{18,}|-----BEGIN")
_NAMED = re.compile(
    r"(?P<name>(?:(?<![\w.-])[\w.-]*)?(?:passw(?:or)?d|pass|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
    r"|private[_-]?key|credentials?|rediscli_auth)[\w-]*)[\"']?"
    r"(?P<sep>=|:[ \t]+|:=[ \t]*|[ \t]+=[ \t]+|[ \t]+(?=[^-\s]))"
    r"(?P<quote>[\"']?)(?P<value>[^\s\"'`,;|&()\\]{4,})",
    re.I,
)
_ADDRESS = re.compile(r"://[^\s/:@<>\"']*:(?P<value>[^\s/@\"']+)@[\w.\[<$-]", re.I)
_ARGUMENT = re.compile(
    r"(?:\bcurl\b[^\n|;]*?\s(?:-u|--user|--proxy-user)[ =]?[\"']?[\w.@-]+:(?P<curl>[^\s\"']+)"
    r"|\bredis-cli\b[^\n|;]*?\s(?:-a|--pass)[ =]?[\"']?(?P<redis>[^\s\"']+)"
    r"|\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]*?\s-p[\"']?(?P<mysql>[^\s\"']+)"
    r"|\bsshpass\s+-p[ ]?[\"']?(?P<ssh>[^\s\"']+)"
    r"|\bauthorization:\s*(?:bearer|basic|token)\s+(?P<header>[^\s\"']+)"
    r"|\b(?:x-api-key|x-auth-token|private-token):\s*(?P<key>[^\s\"']+))",
    re.I,
)
# In a sentence: `the password is …`, `the password for the old host is still …`.
_SAID = re.compile(
    r"\b(?:password|passphrase|pwd)(?: (?:for|of|to|on|at)(?: [\w.-]+){1,4}?)? (?:is|was)"
    r"(?: (?:still|now|always|just))?:?[ \t]+[\"'`]?(?P<value>[^\s\"'`]{6,})",
    re.I,
)
# What a password is said to be without saying it: `12-character`, `SHA256-hashed`.
_ABOUT = re.compile(r"\d+-[a-z]|(?:sha|md|argon|base|utf-?|k8s|s3|oauth|ldap)-?\d*\b|.*://", re.I)
# Values that only stand for one.
_DUMMY = re.compile(
    r"[<>$*{}%]|\.\.\.|…|^x{3,}|xxxx|^(?:your|my|the|some|an?)[_-]|example|changeme|change-me|redacted"
    r"|placeholder|dummy|hidden|masked|removed|^(?:password|passwd|secret|token|key|value|none"
    r"|hunter2?|null|true|false|string|todo|test|foo|bar|user|pass|xxx|abc|abc123|123456|from|the|in|is|of"
    r"|prompt|required|missing|unset|empty|stdin|env|file|vault|sops)$",
    re.I,
)
_MIXED = re.compile(r"(?=.*\d)(?=.*[A-Za-z])")
_PLAIN_VALUE = re.compile(r"[\w.-]+/[\w./-]+|https?://|[./~]|\d+[smhdw]?\Z|\d{4}-\d\d-\d\d")


def may_hold(text: str) -> bool:
    """False for a text in which no secret can be; says so fast."""
    return any(
        (
            _has_long(line)
            or _NAMED.search(line)
            or _ADDRESS.search(line)
            or _ARGUMENT.search(line)
            or _SAID.search(line)
        )
        for line in _suspects(text)
    )


def _suspects(text: str) -> Iterator[str]:
    """The lines of a text that hold a hint."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text  # a letter that grows; the hints in small letters are still found
    for hint in _HINTS:
        at = lower.find(hint)
        while at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = end if end >= 0 else len(text)
            if hint != "://" or "@" in text[start:end]:
                yield text[start:end]
            at = lower.find(hint, end)


def _has_long(line: str) -> bool:
    """A long run of letters and digits, as tokens are."""
    return any(
        run.startswith("-----") or (bool(_MIXED.match(run)) and not run.islower())
        for run in _RUN.findall(line)
    )


def secrets(text: str, is_command: bool = False) -> Iterator[Secret]:
    """The secrets in a text, each once. In a command a word behind `PASSWORD=` is one."""
    if not may_hold(text):
        return
    seen: list[str] = []
    for secret in _all(text, is_command):
        if not _is_dummy(secret.value) and not any(secret.value in value for value in seen):
            seen.append(secret.value)
            yield secret


def shown(value: str) -> str:
    """A secret so that its owner knows it again, and nobody else gets it."""
    kept = value[: min(4, len(value) // 4)]
    return f"`{kept}…` ({len(value)} characters)"


def _all(text: str, is_command: bool) -> Iterator[Secret]:
    for line in text.splitlines():
        for detector in _detectors() if _has_long(line) else ():
            for value in detector.analyze_string(line):
                # Some detectors give only the group they look at; the word is the secret.
                yield Secret(_word(line, value), detector.secret_type)
    for found in _ADDRESS.finditer(text):
        yield Secret(found["value"], "Password in an address")
    for found in _ARGUMENT.finditer(text):
        yield Secret(next(filter(None, found.groups())), "Password in a command")
    for found in _NAMED.finditer(text):
        if _is_assigned(found, is_command):
            yield Secret(found["value"], "Password or key")
    for found in _SAID.finditer(text):
        value = found["value"].rstrip(".,;:)")
        if len(value) >= 6 and _MIXED.match(value) and not _ABOUT.match(value):
            yield Secret(value, "Password in a sentence")


def _is_assigned(found: re.Match[str], is_command: bool) -> bool:
    """A value, not the next word of a sentence, nor a path or a time to live."""
    value, sep = found["value"], found["sep"]
    if _PLAIN_VALUE.match(value):
        return False
    if sep.isspace() and not (is_command and found["name"].startswith("--")):
        return False
    if (is_command or found["name"].isupper()) and (sep == "=" or found["name"].startswith("--")):
        return not found["name"].endswith(("-file", "_file", "_FILE", "-stdin"))
    return len(value) >= 6 and bool(_MIXED.match(value)) and not value.endswith((")", "."))


def _is_dummy(value: str) -> bool:
    return bool(_DUMMY.search(value)) or len(set(value)) <= 3


def _word(line: str, value: str) -> str:
    at = line.find(value)
    end = at + len(value)
    while end < len(line) and (line[end].isalnum() or line[end] in "_-"):
        end += 1
    return line[at:end]


@functools.cache
def _detectors() -> tuple[RegexBasedDetector, ...]:
    # Loaded when there is something to look at: the library takes longer than a whole lint.
    from detect_secrets.plugins import (
        aws,
        azure_storage_key,
        discord,
        github_token,
        gitlab_token,
        jwt,
        npm,
        openai,
        private_key,
        pypi_token,
        sendgrid,
        slack,
        square_oauth,
        stripe,
        telegram_token,
        twilio,
    )  # fmt: skip

    return (
        aws.AWSKeyDetector(),
        azure_storage_key.AzureStorageKeyDetector(),
        discord.DiscordBotTokenDetector(),
        github_token.GitHubTokenDetector(),
        gitlab_token.GitLabTokenDetector(),
        jwt.JwtTokenDetector(),
        npm.NpmDetector(),
        openai.OpenAIDetector(),
        private_key.PrivateKeyDetector(),
        pypi_token.PypiTokenDetector(),
        sendgrid.SendGridDetector(),
        slack.SlackDetector(),
        square_oauth.SquareOAuthDetector(),
        stripe.StripeDetector(),
        telegram_token.TelegramBotTokenDetector(),
        twilio.TwilioKeyDetector(),
    )
