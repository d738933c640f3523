"""Every kind of file that holds alerts is read, and any text at all without a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthour.alerts.formats import read

PLAIN = """groups:
  - name: web
    rules:
      - record: a:b
        expr: x
      - alert: 'Disk usage (>80%) => call'
        expr: x
        labels: {severity: page}
        annotations:
          runbook: https://x.example/disk
      - alert: Disk2
        annotations: {summary: "s", runbookUrl: "https://x.example/2"}
"""
RESOURCE = """apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
spec: {groups: [{name: a, rules: [{alert: One}]}]}
---
kind: List
items:
  - kind: PrometheusRule
    spec:
      groups:
        - name: b
          rules: [{alert: Two, annotations: {playbook: "https://x.example/two"}}]
"""
HELM = """{{- if .Values.enabled }}
kind: PrometheusRule
spec:
  groups:
  - name: a
    rules:
    - alert: Lost
      annotations:
        runbook_url: '{{`https://x.example/lost/?pod={{ $labels.pod }}`}}'
      labels:
        severity: page
    - alert: "With \\"quotes\\""
    - alert: {{ .Values.name }}
{{- end }}
"""
ROUTES = """route:
  receiver: team
  routes:
    - matchers: [alertname="Lost"]
    - match_re: {alertname: "^(A|B)$"}
receivers:
  - name: team
    slack_configs:
      - title_link: 'https://runbooks.example/a/{{ .CommonLabels.alertname }}/'
"""
GRAFANA = """apiVersion: 1
groups:
  - orgId: 1
    rules:
      - uid: abc
        title: Queue is old
        annotations: {runbook_url: "https://x.example/q"}
"""
TEST = (
    "rule_files: [a.yaml]\nevaluation_interval: 1m\ntests:\n  - alert_rule_test: [{alertname: X}]\n"
)


def alerts(path: str, text: str) -> list[tuple[str, str, str]]:
    return [(it.name, it.link_key, it.link) for it in read(path, text).alerts]


def test_plain_groups() -> None:
    assert alerts("a.yaml", PLAIN) == [
        ("Disk usage (>80%) => call", "runbook", "https://x.example/disk"),
        ("Disk2", "runbookUrl", "https://x.example/2"),
    ]
    first, second = read("a.yaml", PLAIN).alerts
    assert (first.location.line, first.labels, first.editable) == (6, {"severity": "page"}, True)
    assert not second.editable, "a mapping in braces is not edited"


def test_resources_and_lists_of_them_in_one_file() -> None:
    assert alerts("a.yaml", RESOURCE) == [
        ("One", "", ""),
        ("Two", "playbook", "https://x.example/two"),
    ]


def test_helm_is_read_by_lines_and_says_so() -> None:
    found = read("a.yaml", HELM)
    assert found.format == "helm"
    assert "line by line" in found.note
    assert "1 named by a template" in found.note
    assert alerts("a.yaml", HELM) == [
        ("Lost", "runbook_url", "https://x.example/lost/?pod={{ $labels.pod }}"),
        ('With "quotes"', "", ""),
    ]


def test_routes_name_alerts_and_messages_make_links() -> None:
    found = read("alertmanager.yml", ROUTES)
    assert (found.format, sorted(found.named)) == ("alertmanager", ["A", "B", "Lost"])
    assert found.templates == ("https://runbooks.example/a/{{ .CommonLabels.alertname }}/",)


def test_grafana_has_titles() -> None:
    found = read("rules.yaml", GRAFANA)
    assert found.format == "grafana"
    assert alerts("a.yaml", GRAFANA) == [("Queue is old", "runbook_url", "https://x.example/q")]


def test_tests_of_promtool_are_left_out() -> None:
    found = read("tests.yaml", TEST)
    assert found.skipped
    assert not found.alerts


def test_a_list_of_names() -> None:
    text = "# names\nDisk full (>80%) => mail\n\nQueue\thttps://x.example/q\nOne two https://x.example/2\n"
    assert alerts("names.txt", text) == [
        ("Disk full (>80%) => mail", "", ""),
        ("Queue", "link", "https://x.example/q"),
        ("One two", "link", "https://x.example/2"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("null\n", "it is empty"),
        ("", "it is empty"),
        ("a: b\n", "it holds no alerts"),
        ("a: [", "it is no YAML: line"),
        ("[" * 5000, "nested deeper"),
        ("a: &x [*x]", "holds itself"),
        ("a: *x", "is unknown"),
    ],
)
def test_what_is_not_understood_says_why(text: str, reason: str) -> None:
    found = read("a.yaml", text)
    assert not found.format
    assert reason in found.reason


SEEDS = (PLAIN, RESOURCE, HELM, ROUTES, GRAFANA, TEST)


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 40), st.text(max_size=12)), max_size=4),
    st.sampled_from(["a.yaml", "a.txt", "a.json"]),
)
def test_no_text_raises(seed: str, cuts: list[tuple[int, int, str]], path: str) -> None:
    for at, length, new in cuts:
        seed = seed[:at] + new + seed[at + length :]
    found = read(path, seed)
    assert found.format or found.reason


@given(st.text(max_size=300), st.sampled_from(["a.yaml", "a.txt"]))
def test_no_other_text_raises(text: str, path: str) -> None:
    found = read(path, text)
    assert found.format or found.reason
