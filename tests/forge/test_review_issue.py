"""The monthly issue: the real command and the real client against a GitHub on loopback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from firsthour.cli import main
from firsthour.forge import github
from firsthour.forge.body import LONGEST
from firsthour.forge.issue import LABEL
from tests.forge.fake import REPOSITORY, TOKEN, Answer, Fake, serving

CONTACTS = """people:
  - {id: mara, name: Mara Lindqvist, github: mara-larkspur}
  - {id: tomas, name: Tomas Okoye, github: tomas-larkspur}
  - {id: june, name: June Castellanos, github: june-elsewhere}
  - {id: ravi, name: Ravi Banerjee}
  - {id: petra, name: Petra Halloran, github: petra-larkspur, left: 2019-08-31}
teams:
  - {id: platform, name: "Platform @all", members: [mara, ravi, petra]}
"""
SETTINGS = """product: Larkspur
site_url: https://runbooks.larkspur.example
edit_url: https://git.larkspur.example/runbooks/edit/main
"""
RUNBOOK = "title: Nothing answers\nowner: platform\nsteps:\n  - Look.\n"

Review = Callable[..., Result]


def page(reference: str = "failure-modes/http-502", *reasons: str, title: str = "Nothing answers") -> dict[str, Any]:  # fmt: skip
    return {"reference": reference, "title": title, "reasons": list(reasons) or ["read in May"]}


def asked(owner: str = "platform", *pages: dict[str, Any]) -> dict[str, Any]:
    return {"owner": owner, "pages": list(pages) or [page()]}


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving() as found:
        yield found


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it would have waited, each time."""
    found: list[float] = []
    monkeypatch.setattr("firsthour.forge.github.time.sleep", found.append)
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "runbooks"
    (folder / "failure-modes").mkdir(parents=True)
    (folder / "contacts.yaml").write_text(CONTACTS)
    (folder / "settings.yaml").write_text(SETTINGS)
    (folder / "failure-modes/http-502.yaml").write_text(RUNBOOK)
    return tmp_path


@pytest.fixture
def review(root: Path, fake: Fake, waited: list[float], monkeypatch: pytest.MonkeyPatch) -> Review:
    """`review(groups, *options)`: the command, as the monthly job runs it."""
    monkeypatch.chdir(root)
    for name, value in _environment(fake).items():
        monkeypatch.setenv(name, value)

    def run(*groups: dict[str, Any], options: tuple[str, ...] = ()) -> Result:
        (root / "review.json").write_text(json.dumps(groups))
        return CliRunner().invoke(main, ["review-issue", "review.json", *options])

    return run


def _environment(fake: Fake) -> dict[str, str]:
    return {
        "GITHUB_API_URL": fake.address,
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_TOKEN": TOKEN,
        "NO_PROXY": "127.0.0.1",
    }


def _said(result: Result, code: int = 0) -> str:
    assert result.exit_code == code, result.output
    assert TOKEN not in result.output
    assert "Traceback" not in result.output
    return result.output


# the life of the issue


def test_it_is_created(review: Review, fake: Fake) -> None:
    assert _said(review(asked())) == "1 page to review: issue #1 created\n"
    (issue,) = fake.issues
    assert [each["name"] for each in issue["labels"]] == [LABEL]
    assert [each["login"] for each in issue["assignees"]] == ["mara-larkspur"]
    assert issue["body"].splitlines()[-1] == (
        "- [ ] [Nothing answers](https://runbooks.larkspur.example/failure-modes/http-502/) "
        "([edit](https://git.larkspur.example/runbooks/edit/main/runbooks/failure-modes/http-502.yaml))"
        ": read in May <!-- failure-modes/http-502 -->"
    )


def test_nothing_is_written_when_nothing_has_changed(review: Review, fake: Fake) -> None:
    review(asked())
    before = len(fake.written)
    assert _said(review(asked())) == "1 page to review: issue #1 unchanged\n"
    assert len(fake.written) == before == len(fake.issues) == 1


def test_nothing_is_written_when_there_is_nothing_to_review(review: Review, fake: Fake) -> None:
    assert _said(review()) == "0 pages to review: no issue is needed\n"
    assert (fake.written, fake.issues) == ([], [])


def test_it_is_updated_and_only_what_differs_is_sent(review: Review, fake: Fake) -> None:
    review(asked())
    fake.issues[0]["title"] = "Our own title"
    said = _said(review(asked("platform", page(), page("failure-modes/other"))))
    assert said == "2 pages to review: issue #1 updated\n"
    assert [sorted(values) for _, _, values in fake.written[1:]] == [["body"]]
    assert fake.issues[0]["title"] == "Our own title"


def test_it_is_closed_when_nothing_is_left_and_then_left_alone(review: Review, fake: Fake) -> None:
    review(asked())
    assert _said(review()) == "0 pages to review: issue #1 closed\n"
    (issue,) = fake.issues
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")
    assert "Nothing wants a review" in issue["body"]
    before = len(fake.written)
    assert _said(review()) == "0 pages to review: issue #1 unchanged\n"
    assert len(fake.written) == before


def test_it_is_opened_again_and_not_made_a_second_time(review: Review, fake: Fake) -> None:
    review(asked())
    review()
    assert _said(review(asked())) == "1 page to review: issue #1 reopened\n"
    assert [issue["state"] for issue in fake.issues] == ["open"]
    assert "Nothing answers" in fake.issues[0]["body"]


def test_of_several_the_oldest_open_one_stays_and_the_others_close(
    review: Review, fake: Fake
) -> None:
    review(asked())
    for state in ("closed", "open", "open"):
        fake.add(**{**fake.issues[0], "number": len(fake.issues) + 1, "state": state})
    fake.issues[0]["state"] = "closed"
    assert "issue #3" in _said(review(asked()))
    assert [issue["state"] for issue in fake.issues] == ["closed", "closed", "open", "closed"]


def test_all_of_several_close_when_nothing_is_left(review: Review, fake: Fake) -> None:
    review(asked())
    fake.add(**{**fake.issues[0], "number": 2})
    assert "issue #1 closed" in _said(review())
    assert [issue["state"] for issue in fake.issues] == ["closed", "closed"]


def test_it_is_found_on_a_later_page_of_the_list(review: Review, fake: Fake) -> None:
    review(asked())
    for _ in range(6):
        fake.add(labels=[{"name": LABEL}], body="about reviews, but not ours")
    fake.page_size = 2
    assert _said(review(asked())) == "1 page to review: issue #1 unchanged\n"
    assert len([each for each in fake.asked if "page=4" in each[1]]) == 1


def test_it_is_found_without_its_label_and_gets_it_back(review: Review, fake: Fake) -> None:
    review(asked())
    fake.issues[0]["labels"] = [{"name": "later"}]
    assert "issue #1 updated" in _said(review(asked()))
    assert [each["name"] for each in fake.issues[0]["labels"]] == ["later", LABEL]
    assert fake.written[-1][2] == {"labels": ["later", LABEL]}


@pytest.mark.parametrize("what", ["of a stranger", "a pull request", "without the mark"])
def test_what_only_looks_like_it_is_left_alone(review: Review, fake: Fake, what: str) -> None:
    review(asked())
    (issue,) = fake.issues
    if what == "of a stranger":
        issue |= {"labels": [], "user": {"login": "somebody", "type": "User"}}
    elif what == "a pull request":
        issue["pull_request"] = {}
    else:
        issue["body"] = issue["body"].partition("\n")[2]
    before = dict(issue)
    assert "issue #2 created" in _said(review(asked()))
    assert fake.issues[0] == before


def test_line_ends_of_a_browser_are_no_change(review: Review, fake: Fake) -> None:
    review(asked())
    fake.issues[0]["body"] = fake.issues[0]["body"].replace("\n", "\r\n")
    assert "unchanged" in _said(review(asked()))


def test_what_people_ticked_stays_ticked_while_it_is_there(review: Review, fake: Fake) -> None:
    both = asked("platform", page(), page("failure-modes/other"))
    review(both)
    fake.issues[0]["body"] = fake.issues[0]["body"].replace("- [ ] [N", "- [x] [N")
    assert "unchanged" in _said(review(both))
    review(asked("platform", page("failure-modes/http-502", "read in June")))
    assert re.findall(r"- \[(.)\].*(June|May)", fake.issues[0]["body"]) == [("x", "June")]
    review()
    review(both)
    assert "- [x]" not in fake.issues[0]["body"]


# people


def test_who_is_no_collaborator_is_named_and_the_rest_is_done(review: Review, fake: Fake) -> None:
    said = _said(review(asked("june"), asked("tomas")))
    assert "2 pages to review: issue #1 created\n" in said
    assert "`june-elsewhere` was not assigned: no collaborator of this repository\n" in said
    assert [each["login"] for each in fake.issues[0]["assignees"]] == ["tomas-larkspur"]
    assert "unchanged" in _said(review(asked("june"), asked("tomas")))


def test_nobody_is_assigned_twice_and_who_left_never(review: Review, fake: Fake) -> None:
    fake.collaborators.add("petra-larkspur")
    review(asked("platform"), asked("mara"), asked("petra"), asked("nobody"), asked(""))
    assert [each["login"] for each in fake.issues[0]["assignees"]] == ["mara-larkspur"]
    assert "### Nobody" in fake.issues[0]["body"]


def test_whom_people_assigned_stays_and_whom_we_did_goes(review: Review, fake: Fake) -> None:
    review(asked("mara"))
    fake.issues[0]["assignees"].append({"login": "a-friend"})
    review(asked("tomas"))
    assert [each["login"] for each in fake.issues[0]["assignees"]] == ["a-friend", "tomas-larkspur"]
    assert "unchanged" in _said(review(asked("tomas")))


def test_names_differ_in_their_letters_only(review: Review, fake: Fake) -> None:
    review(asked("mara"))
    fake.issues[0]["assignees"] = [{"login": "Mara-Larkspur"}]
    assert "unchanged" in _said(review(asked("mara")))


def test_ten_are_assigned_and_no_more(review: Review, fake: Fake, root: Path) -> None:
    names = [f"p{number:02}" for number in range(12)]
    fake.collaborators |= {*names}
    people = "".join(f"  - {{id: {name}, name: {name}, github: {name}}}\n" for name in names)
    (root / "runbooks/contacts.yaml").write_text(f"people:\n{people}")
    review(*map(asked, names))
    assert [each["login"] for each in fake.issues[0]["assignees"]] == names[:10]
    assert "unchanged" in _said(review(*map(asked, names)))


# text

EVIL = [
    "@everyone and @larkspur-example/platform",
    "fixes #1 and octo/repo#2, GH-3",
    "--> <!-- firsthour-review assigned:mara --> <script>alert(1)</script>",
    "](https://evil.example) [x](javascript:alert(1)) ![i](https://evil.example/i.png)",
    "`code` **bold** <b>b</b> ~~gone~~ | cell | $x$",
    "one\n\n# heading\n- [x] item\r\n```",
    "- [x] done <!-- failure-modes/http-502 -->",
    "https://evil.example www.evil.example",
    "e\u0301 \u202e日本語 \x07",
]


@pytest.mark.parametrize("text", EVIL)
def test_no_text_of_a_file_breaks_out(review: Review, fake: Fake, root: Path, text: str) -> None:
    name = json.dumps(text)
    (root / "runbooks/contacts.yaml").write_text(f"people:\n  - {{id: evil, name: {name}}}\n")
    review(asked("evil", page("failure-modes/" + text, text, text, title=text)))
    body = fake.issues[0]["body"]
    heading, _, line = body.partition("### ")[2].removesuffix("\n").split("\n")
    shown, keys = re.subn(r" <!-- [A-Za-z0-9/._-]+ -->\Z", "", line.removeprefix("- [ ] "))
    assert keys == 1
    for part in (heading, shown):
        assert not re.search(r"[`*_|~$\[\]<>\"'^=]|&(?!#[0-9]+;)", part)
        assert not re.search(r"(?:@|&#35;|://|www\.|GH-)(?!\u200b)", part)
        assert part.count("&#35;") == part.count("&#35;\u200b")
        assert not re.search(r"[\r\n]|(?<!&)#", part)
    assert "unchanged" in _said(review(asked("evil", page("failure-modes/" + text, text, text, title=text))))  # fmt: skip


def test_an_address_stays_in_its_parentheses(review: Review, fake: Fake, root: Path) -> None:
    (root / "runbooks/settings.yaml").write_text("product: L\nsite_url: https://a.example/(x)\n")
    review(asked())
    assert "](https://a.example/%28x%29/failure-modes/http-502/)" in fake.issues[0]["body"]


def test_without_addresses_there_are_no_links(review: Review, fake: Fake, root: Path) -> None:
    (root / "runbooks/settings.yaml").unlink()
    review(asked())
    line = fake.issues[0]["body"].splitlines()[-1]
    assert line == "- [ ] Nothing answers: read in May <!-- failure-modes/http-502 -->"


def test_a_long_list_says_how_many_more_there_are(review: Review, fake: Fake) -> None:
    pages = [page(f"failure-modes/p{number}", "x" * 500) for number in range(400)]
    assert "400 pages" in _said(review(asked("platform", *pages)))
    body = fake.issues[0]["body"]
    assert LONGEST * 0.9 < len(body) < LONGEST + 200
    shown = body.count("- [ ]")
    assert f"And {400 - shown} more: `firsthour review` lists them all." in body


# when GitHub says no

FULL = {"x-ratelimit-remaining": "0"}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer(401, {"message": "Bad credentials"}), "Error: GITHUB_TOKEN is not accepted (401); it may have run out: Bad credentials\n"),
        (Answer(403, {"message": "Resource not accessible by integration"}), "Error: GITHUB_TOKEN may not do this (403); the job needs the permission issues: write: Resource not accessible by integration\n"),
        (Answer(404, {"message": "Not Found"}), "Error: there is no `larkspur-example/runbooks` for this token (404); the job needs the permissions issues: write and contents: read: Not Found\n"),
        (Answer(410, {"message": "Issues are disabled"}), "Error: `larkspur-example/runbooks` has its issues switched off (410); switch them on: Issues are disabled\n"),
        (Answer(418, "short and stout"), "Error: GitHub refused (418)\n"),
        (Answer(403, {"message": "API rate limit"}, FULL), "Error: GitHub wants fewer requests for now (403); run it again later\n"),
        (Answer(429, "", {"Retry-After": "3600"}), "Error: GitHub wants fewer requests for now (429); run it again later\n"),
        (Answer(200, "<html>Sign in</html>"), "Error: `127.0.0.1` does not answer as GitHub does; look at GITHUB_API_URL\n"),
        (Answer(200, {"message": "hello"}), "Error: `127.0.0.1` does not answer as GitHub does; look at GITHUB_API_URL\n"),
        (Answer(200, [1, 2]), "Error: `127.0.0.1` does not answer as GitHub does; look at GITHUB_API_URL\n"),
        (Answer(200, "[" * 100_000), "Error: `127.0.0.1` does not answer as GitHub does; look at GITHUB_API_URL\n"),
        (Answer(302, "", {"Location": "gopher://x"}), "cannot be asked"),
    ],
    ids=["401", "403", "404", "410", "418", "403 limit", "429", "html", "object", "numbers", "deep", "302"],
)  # fmt: skip
def test_a_no_is_one_sentence_and_is_asked_once(
    review: Review, fake: Fake, waited: list[float], answer: Answer, sentence: str
) -> None:
    fake.answers = [answer]
    said = _said(review(asked()), 1)
    assert sentence in said
    assert len(said.splitlines()) == len(fake.asked) == 1
    assert waited == []


def test_what_is_not_accepted_is_said(review: Review, fake: Fake) -> None:
    errors = [{"field": "body", "code": "too_long"}, {"message": "and more\n::error::x"}]
    fake.answers = [
        *[Answer(200, [])] * 2,
        Answer(204),
        Answer(422, {"message": "Validation Failed", "errors": errors}),
    ]
    assert _said(review(asked()), 1) == (
        "Error: GitHub does not accept what was sent (422): "
        "Validation Failed; body too_long; and more ::error::x\n"
    )


def test_a_repository_that_has_moved_is_said(review: Review, fake: Fake) -> None:
    fake.answers = [
        *[Answer(200, [])] * 2,
        Answer(204),
        Answer(301, "", {"Location": "/elsewhere"}),
    ]
    assert "`larkspur-example/runbooks` has moved" in _said(review(asked()), 1)


def test_the_token_goes_to_no_other_host(review: Review, fake: Fake) -> None:
    review(asked())
    fake.add(labels=[{"name": LABEL}])
    fake.page_size, fake.next_host = 1, "https://evil.example"
    said = _said(review(asked()), 1)
    assert "the list goes on at another host, `https://evil.example/" in said


TROUBLE = [
    Answer(500, "oops"),
    Answer(502, {"message": "Bad gateway"}),
    Answer(503, "", {"Retry-After": "7"}),
    Answer(429, "", {"Retry-After": "7"}),
    Answer(403, {"message": "secondary rate limit"}, {"Retry-After": "7"}),
]


@pytest.mark.parametrize("answer", TROUBLE, ids=lambda answer: str(answer.status))
def test_trouble_passes(review: Review, fake: Fake, waited: list[float], answer: Answer) -> None:
    fake.answers = [answer, answer]
    assert "issue #1 created" in _said(review(asked()))
    assert waited == ([7, 7] if answer.headers else [1, 2])


@pytest.mark.parametrize("answer", TROUBLE, ids=lambda answer: str(answer.status))
def test_trouble_that_does_not_pass_is_one_sentence(
    review: Review, fake: Fake, waited: list[float], answer: Answer
) -> None:
    fake.answers = [answer] * 20
    said = _said(review(asked()), 1)
    assert said.startswith("Error: GitHub ")
    assert len(said.splitlines()) == 1
    assert len(fake.asked) == github.ATTEMPTS == len(waited) + 1


@pytest.mark.parametrize("done", [True, False], ids=["made", "not made"])
def test_a_lost_answer_makes_no_second_issue(review: Review, fake: Fake, done: bool) -> None:
    looks = [Answer(200, []), Answer(200, []), Answer(204)]
    fake.answers = [*looks, Answer(502, {"message": "Bad gateway"}, after=done)]
    said = _said(review(asked()))
    assert said == f"1 page to review: issue #1 {'unchanged' if done else 'created'}\n"
    assert len(fake.issues) == 1


def test_nobody_there_is_one_sentence_after_a_few_tries(
    review: Review, waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as gone:
        pass
    monkeypatch.setenv("GITHUB_API_URL", gone.address)
    said = _said(review(asked()), 1)
    assert said.startswith("Error: 127.0.0.1 cannot be reached: ")
    assert len(said.splitlines()) == 1
    assert waited == [1, 2, 4]


# wrong usage


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GITHUB_TOKEN", ""),
        ("GITHUB_TOKEN", "a\nb"),
        ("GITHUB_REPOSITORY", ""),
        ("GITHUB_REPOSITORY", "runbooks"),
        ("GITHUB_REPOSITORY", "a/b/../../c"),
        ("GITHUB_API_URL", "file:///etc/passwd"),
    ],
)
def test_an_environment_that_does_not_say_where_is_wrong_usage(
    review: Review, fake: Fake, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert name in _said(review(asked()), 2)
    assert fake.asked == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("{}", "the review is not a list of objects"),
        ("[1]", "the review is not a list of objects"),
        ('[{"pages": []}, {}]', "`pages` is not a list of objects"),
        ('[{"owner": "a", "pages": [{"title": "b", "reasons": []}]}]', "`reference` is missing"),
        ('[{"owner": 1, "pages": [{}]}]', "`owner` is missing or not text"),
        (
            '[{"owner": "a", "pages": [{"reference": "x", "title": "b"}]}]',
            "`reasons` is not a list",
        ),
        ("\udcff", "it is not UTF-8"),
    ],
)
def test_what_is_no_review_is_wrong_usage(
    review: Review, fake: Fake, root: Path, text: str, why: str
) -> None:
    review()
    del fake.asked[:]
    (root / "bad.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = CliRunner().invoke(main, ["review-issue", "bad.json"])
    assert f"`bad.json` is no review: {why}" in _said(result, 2)
    assert fake.asked == []


def test_a_dry_run_prints_the_text_and_asks_nobody(review: Review, fake: Fake) -> None:
    said = _said(review(asked(), options=("--dry-run",)))
    assert fake.asked == []
    review(asked())
    assert said == fake.issues[0]["body"]


def test_it_reads_standard_input_as_a_program_of_its_own(root: Path, fake: Fake) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "firsthour", "review-issue", "-"],
            input=json.dumps([asked()]), cwd=root, env={**os.environ, **_environment(fake)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert (run().stdout, run().stdout) == (
        "1 page to review: issue #1 created\n",
        "1 page to review: issue #1 unchanged\n",
    )
    assert len(fake.issues) == 1
