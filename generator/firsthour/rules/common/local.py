"""Commands with nothing to compare: they prepare the reader's own shell, or open another one."""

from __future__ import annotations

import functools
import re

from firsthour.rules.common.match import Entry
from firsthour.rules.common.shell import PLACEHOLDER, Words, word_set
from firsthour.rules.common.sql import is_sql
from firsthour.rules.common.unwrap import Command, after_options, commands

# fmt: off
LOCAL: tuple[Entry, ...] = (
    Entry("cd pushd popd export set unset umask alias source . exit logout exec mkdir touch true : "
          "read trap ulimit ssh-add", "", "read", "prepares the shell",
          hit="export AWS_SDK_LOAD_CONFIG=1", miss="env"),
    Entry("screen tmux", "$", "read", "opens a terminal that stays", hit="screen",
          miss="screen -X quit", unless="-X"),
    Entry("aws", "eks update-kubeconfig", "read", "chooses a cluster",
          hit="aws eks --region eu-west-2 update-kubeconfig --name live",
          miss="aws eks update-nodegroup-config"),
    Entry("aws", "sso|configure login|set|logout", "read", "signs in",
          hit="aws sso login --profile prod", miss="aws sts get-caller-identity"),
    Entry("az", "account|aks|acr set|get-credentials|login|clear", "read", "chooses a subscription",
          hit="az account set -s prod", miss="az account show"),
    Entry("az gh docker podman helm vault oc doctl fly flyctl heroku tsh op npm argocd",
          "login|logout", "read", "signs in", hit="az login", miss="az account list"),
    Entry("gcloud", "config|auth set|unset|login|application-default|activate|configurations|"
          "configure-docker|activate-service-account", "read", "chooses a project",
          hit="gcloud config set project a", miss="gcloud config list"),
    Entry("gcloud", "container clusters get-credentials", "read", "chooses a cluster",
          hit="gcloud container clusters get-credentials a",
          miss="gcloud container clusters describe a"),
    Entry("kubectl oc k", "config set-context|use-context|use|rename-context|set-cluster|unset",
          "read", "chooses a cluster", hit="kubectl config use-context prod",
          miss="kubectl config current-context"),
    Entry("kubectx kubens kubie", "*", "read", "chooses a cluster", hit="kubectx prod",
          miss="kubectl get ns"),
    Entry("docker", "context use", "read", "chooses a host",
          hit="docker context use prod", miss="docker context ls"),
    Entry("doctl", "kubernetes cluster kubeconfig", "read", "chooses a cluster",
          hit="doctl kubernetes cluster kubeconfig save a", miss="doctl kubernetes cluster list"),
    Entry("helm", "repo add|update", "read", "fetches the list of charts",
          hit="helm repo update", miss="helm repo list"),
    Entry("terraform tofu terragrunt tf", "init|get", "read", "fetches what is needed",
          hit="terraform init", miss="terraform validate"),
    Entry("terraform tofu terragrunt tf", "workspace select", "read", "chooses a workspace",
          hit="terraform workspace select prod", miss="terraform workspace show"),
    Entry("git", "clone|fetch|pull|switch|checkout", "read", "fetches the repository",
          hit="git pull", miss="git status"),
)
SESSIONS: tuple[Entry, ...] = (
    Entry("ssh mosh autossh telnet", "", "read", "opens a shell elsewhere",
          hit="ssh -p 2222 app-1", miss="ssh app-1 uptime"),
    Entry("bash sh zsh ash dash fish su newgrp", "", "read", "opens a shell",
          hit="kubectl exec -it web-0 -- bash", miss="kubectl exec web-0 -- ls /bin/bash",
          unless="-c"),
    Entry("kubectl oc k", "debug|attach|exec|port-forward|proxy", "read", "opens a shell",
          hit="kubectl debug node/a -it --image=ubuntu", miss="kubectl get nodes"),
    Entry("oc", "rsh|login", "read", "opens a shell", hit="oc rsh web-0", miss="oc get pods"),
    Entry("aws", "ssm start-session", "read", "opens a shell",
          hit="aws ssm start-session --target i-1", miss="aws ssm describe-sessions"),
    Entry("gcloud", "compute ssh|start-iap-tunnel", "read", "opens a shell",
          hit="gcloud compute ssh web-1", miss="gcloud compute instances list"),
    Entry("az tsh fly flyctl doctl vagrant multipass limactl lxc", "ssh|shell|vm", "read",
          "opens a shell", hit="tsh ssh app-1", miss="tsh ls ssh"),
    Entry("psql mysql mariadb sqlite3 mongo mongosh cqlsh pgcli mycli redis-cli valkey-cli", "",
          "read", "opens a console", hit="psql -h db-1 app", miss="psql -h db-1 -c 'select 1' app",
          unless="-c -e -f -l --command --execute --file --eval --list --scan --stat --bigkeys"),
    Entry("rails", "console|c|dbconsole|db", "read", "opens a console",
          hit="bundle exec rails console", miss="rails routes"),
    Entry("manage.py python python3", "~shell|dbshell|shell_plus", "read", "opens a console",
          hit="python manage.py shell", miss="python manage.py check", unless="-c"),
    Entry("less more vi vim view nano", "*", "read", "opens a file", hit="less app.log",
          miss="cat app.log"),
)
# fmt: on
_TO_FILE = re.compile(r"(?<![\d&=-])>>?\s*[\w./~\"$]+\s*\Z")
# What a team's own program calls it: `use-cluster-credentials`, `login`.
_SIGNS_IN = re.compile(r"(?:use-[\w-]+|log-?in|sign-?in|get-credentials)\Z")
_ASSIGNMENT = re.compile(r"(?:export\s+|set\s+)?[A-Za-z_]\w*=.*\Z|#|\Z")
_VALUES = word_set(
    "--region --profile --project --zone -n --namespace --context -C -chdir -h -p -U -u -t --target"
)


def is_local(program: str, rest: Words) -> bool:
    """True for a command that only prepares the reader's shell."""
    # Only the table of dangers knows which of git's commands throw work away.
    return program != "git" and _fits(LOCAL, program, rest)


def is_quiet(text: str) -> bool:
    """True for a text that shows nothing: preparations, shells, what goes to a file, comments."""
    if all(_ASSIGNMENT.match(line.strip()) for line in text.splitlines()):
        return "$(" not in text and "`" not in text
    if is_sql(text):
        return False
    found = commands(text)
    to_file = _TO_FILE.search(PLACEHOLDER.sub("x", text))
    return to_file is not None or (bool(found) and all(map(_shows_nothing, found)))


def _shows_nothing(command: Command) -> bool:
    program, rest = command.words[0], command.words[1:]
    if command.before or command.after:
        return False
    if any(map(_SIGNS_IN.match, rest[:2])):
        return True
    opens = not command.fed and _fits(SESSIONS, program, rest)
    return opens or _fits(LOCAL, program, rest)


def _fits(table: tuple[Entry, ...], program: str, rest: Words) -> bool:
    entries = _by_program(table).get(program, ())
    plain = after_options(rest, _VALUES)
    return any(entry.fits(rest, plain) for entry in entries)


@functools.cache
def _by_program(table: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    names = {name for entry in table for name in entry.programs.split()}
    return {
        name: tuple(entry for entry in table if name in entry.programs.split()) for name in names
    }
