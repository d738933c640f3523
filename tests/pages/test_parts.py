"""Steps with their shared procedures in place, and where a `go` leads."""

from __future__ import annotations

from firsthour.pages.parts import flat, option_views, step_views, targets
from tests.model.test_model import catalog

RESTART = """title: Restart
owner: a
steps:
  - {do: Stop <service>, run: systemctl stop <service>, risk: disruptive}
  - {do: Start <service>, run: systemctl start <service>, expect: "<service> is active"}
"""
CALLER = """title: T
owner: a
diagnose:
  - {id: look, do: Look, if: [{when: bad, go: mitigate.restart}]}
mitigate:
  - id: restart
    title: Restart it
    steps: [{use: procedures/restart, with: {service: web}}]
  - title: Restart it again
    steps: [{use: procedures/restart, with: {service: web}}]
  - title: Restart another
    steps: [{use: procedures/restart, with: {service: db}}]
rollback: {steps: [{id: back, use: procedures/gone}]}
"""


def test_shared_steps_stand_in_place_with_the_callers_values() -> None:
    made = catalog(procedures__restart=RESTART, failure_modes__x=CALLER)
    views = option_views(made.failure_modes["x"].mitigate, made, {})
    stop, start = views[0].steps[0].steps
    assert (stop.step.do, stop.step.run) == ("Stop web", "systemctl stop web")
    assert start.step.expect is not None
    assert start.step.expect.text == "web is active"
    assert stop.anchor == "mitigate-restart-1-1"


def test_the_same_steps_again_become_a_link_and_other_values_do_not() -> None:
    made = catalog(procedures__restart=RESTART, failure_modes__x=CALLER)
    first, again, other = option_views(made.failure_modes["x"].mitigate, made, {})
    assert again.steps[0].same_as == first.steps[0].anchor
    assert again.steps[0].steps == ()
    assert other.steps[0].same_as == ""
    assert len(other.steps[0].steps) == 2


def test_an_option_is_as_risky_as_its_worst_step_even_where_that_is_not_shown_again() -> None:
    made = catalog(procedures__restart=RESTART, failure_modes__x=CALLER)
    views = option_views(made.failure_modes["x"].mitigate, made, {})
    assert [view.risk for view in views] == ["disruptive"] * 3


def test_a_procedure_that_is_not_there_is_said_to_be_missing() -> None:
    made = catalog(failure_modes__x=CALLER)
    rollback = made.failure_modes["x"].rollback
    assert rollback is not None
    assert step_views(rollback.steps, "rollback", made)[0].missing


def test_procedures_that_call_each_other_come_to_an_end() -> None:
    made = catalog(
        procedures__a="title: A\nowner: a\nsteps: [{use: procedures/b}]\n",
        procedures__b="title: B\nowner: a\nsteps: [{use: procedures/a}]\n",
    )
    views = step_views(made.procedures["a"].steps, "steps", made)
    assert 1 < len(list(flat(views))) < 10


def test_go_finds_sections_steps_and_options() -> None:
    made = catalog(failure_modes__x=CALLER)
    found = targets(made.failure_modes["x"])
    assert found["mitigate.restart"].anchor == found["restart"].anchor == "mitigate-restart"
    assert found["mitigate.restart"].label == "Restart it"
    assert found["look"].anchor == "diagnose-look"
    assert found["rollback"].anchor == "rollback"
    assert found["back"].anchor == "rollback-back"
    assert "verify" not in found
