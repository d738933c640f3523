"""The few words of GitHub's REST API that are needed, and one sentence for all it may say back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from firsthour import __version__

ATTEMPTS = 4
_PUBLIC = "https://api.github.com"
_SECONDS = 20
_LONGEST_WAIT = 120
_MOST_PAGES = 500
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+\Z")


class Missing(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """The environment does not say where to write, or with what right."""


class Refused(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """GitHub could not be reached or said no; the sentence says what to do."""


class Later(Refused):
    """It may go better after `seconds`; whether something was written is not known."""

    def __init__(self, sentence: str, seconds: float | None) -> None:
        """Without `seconds`, nobody has said when."""
        super().__init__(sentence)
        self.seconds = seconds


@dataclass(frozen=True, slots=True, repr=False)
class Access:
    """Where to write, and with what right. It has no text of its own, so that no log shows it."""

    api: str
    repository: str
    token: str


def access(environment: Mapping[str, str]) -> Access:
    """What a workflow of GitHub Actions puts into the environment.

    Raises:
        Missing: something is not there; the sentence says what.
    """
    repository = environment.get("GITHUB_REPOSITORY", "")
    token = environment.get("GITHUB_TOKEN", "")
    api = environment.get("GITHUB_API_URL", "").rstrip("/") or _PUBLIC
    if not _REPOSITORY.match(repository):
        raise Missing(f"GITHUB_REPOSITORY must be owner/name, and is `{repository}`")
    if not token:
        raise Missing("GITHUB_TOKEN is empty; in a workflow: GITHUB_TOKEN: ${{ github.token }}")
    if not (token.isascii() and token.isprintable()):
        raise Missing("GITHUB_TOKEN has a character that no token has")
    if not api.startswith(("https://", "http://")):
        raise Missing(f"GITHUB_API_URL must be an address, and is `{api}`")
    return Access(api, repository, token)


class GitHub:
    """A client for one repository, whose methods raise nothing but `Refused`."""

    def __init__(self, reached: Access, sleep: Callable[[float], object] | None = None) -> None:
        """`sleep` waits between attempts; the real one unless told."""
        self._sleep = sleep or time.sleep
        self._where = f"{reached.api}/repos/{reached.repository}"
        self._repository = reached.repository
        self._client = httpx.Client(
            timeout=_SECONDS,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {reached.token}",
                "User-Agent": f"firsthour/{__version__}",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )

    def __enter__(self) -> Self:
        """Use it in a `with`, so that its connections end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End its connections."""
        self._client.close()

    def wait(self, failure: Later, attempt: int) -> None:
        """Wait before the next attempt; raise the failure when there is none or it is too far."""
        seconds = 2.0**attempt if failure.seconds is None else failure.seconds
        if attempt + 1 >= ATTEMPTS or seconds > _LONGEST_WAIT:
            raise Refused(str(failure)) from failure
        self._sleep(seconds)

    def every(self, path: str, **parameters: str) -> Iterator[dict[str, Any]]:
        """The objects of a list, over all its pages."""
        address = str(httpx.URL(self._where + path, params={"per_page": "100", **parameters}))
        for _ in range(_MOST_PAGES):
            answer = self._patiently("GET", address)
            found = _json(answer)
            if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
                raise Refused(_strange(answer))
            yield from found
            following = answer.links.get("next", {}).get("url", "")
            if not following:
                return
            # The token goes where we sent it, and nowhere else.
            if httpx.URL(following).copy_with(raw_path=b"/") != answer.url.copy_with(raw_path=b"/"):
                raise Refused(f"the list goes on at another host, `{following}`")
            address = following
        raise Refused(f"the list of {path} does not end")

    def has(self, path: str) -> bool:
        """True when there is such a thing, false when GitHub says that there is not."""
        return self._patiently("GET", self._where + path, none_is_fine=True).status_code < 400

    def change(self, path: str, **values: Any) -> dict[str, Any]:
        """Write what may be written twice."""
        return _object(self._patiently("PATCH", self._where + path, values))

    def create(self, path: str, **values: Any) -> dict[str, Any]:
        """Write what must not be written twice: whether to try again is for the caller to say.

        Raises:
            Later: it failed in a way that leaves open whether it was done.
        """
        return _object(self._once("POST", self._where + path, values))

    def _patiently(
        self, method: str, address: str, values: Any = None, *, none_is_fine: bool = False
    ) -> httpx.Response:
        attempt = 0
        while True:
            try:
                return self._once(method, address, values, none_is_fine=none_is_fine)
            except Later as failure:
                self.wait(failure, attempt)
            attempt += 1

    def _once(
        self, method: str, address: str, values: Any = None, *, none_is_fine: bool = False
    ) -> httpx.Response:
        try:
            answer = self._client.request(
                method, address, json=values, follow_redirects=method == "GET"
            )
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise Refused(f"`{address}` cannot be asked: {error}") from error
        except httpx.TransportError as error:
            what = str(error) or type(error).__name__
            raise Later(f"{httpx.URL(address).host} cannot be reached: {what}", None) from error
        except httpx.HTTPError as error:
            raise Refused(f"`{address}` cannot be asked: {error}") from error
        if answer.is_success or (none_is_fine and answer.status_code in (404, 422)):
            return answer
        raise self._refusal(answer)

    def _refusal(self, answer: httpx.Response) -> Refused:
        """What an answer means, in one sentence."""
        code, said = answer.status_code, _said(answer)
        limited = answer.headers.get("x-ratelimit-remaining") == "0"
        wait = _seconds(answer.headers.get("retry-after", ""))
        if code == 429 or (code == 403 and (limited or wait is not None)):
            sentence = f"GitHub wants fewer requests for now ({code}); run it again later"
            # Without a word on when, the hour has to end first.
            return Later(sentence, wait) if wait is not None or not limited else Refused(sentence)
        if code >= 500:
            return Later(f"GitHub is in trouble ({code}{said}); run it again later", wait)
        if answer.is_redirect:
            return Refused(f"`{self._repository}` has moved; set GITHUB_REPOSITORY to its new name")
        why = {
            401: "GITHUB_TOKEN is not accepted (401); it may have run out",
            403: "GITHUB_TOKEN may not do this (403); the job needs the permission issues: write",
            404: f"there is no `{self._repository}` for this token (404); the job needs the "
            "permissions issues: write and contents: read",
            410: f"`{self._repository}` has its issues switched off (410); switch them on",
            422: "GitHub does not accept what was sent (422)",
        }
        return Refused(why.get(code, f"GitHub refused ({code})") + said)


def _said(answer: httpx.Response) -> str:
    """What an answer says about itself, on one short line; empty when it says nothing."""
    try:
        found = answer.json()
        message = found["message"]
        details = [
            str(each.get("message") or f"{each.get('field')} {each.get('code')}")
            for each in found.get("errors", ())
            if isinstance(each, dict)
        ]
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""
    line = " ".join("; ".join([str(message), *details]).split())
    return f": {line[:200]}" if line.isprintable() else ""


def _seconds(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except (ValueError, RecursionError) as error:
        raise Refused(_strange(answer)) from error


def _object(answer: httpx.Response) -> dict[str, Any]:
    found = _json(answer)
    if not isinstance(found, dict):
        raise Refused(_strange(answer))
    return found


def _strange(answer: httpx.Response) -> str:
    return f"`{answer.url.host}` does not answer as GitHub does; look at GITHUB_API_URL"
