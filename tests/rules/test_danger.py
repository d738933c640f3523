"""Commands that change something are recognised, and words that merely look like one are not."""

from __future__ import annotations

import pytest

from firsthour.rules.common.danger import dangers
from firsthour.rules.common.shell import commands

CHANGES = [
    "rm -rf /tmp/x",
    "sudo rm /tmp/x",
    "/usr/bin/rm x",
    "cd /srv && rm -f core.*",
    "( cd /x; rm y )",
    "if true; then rm x; fi",
    "LANG=C rm x",
    'echo "$(rm x)"',
    "echo `rm x`",
    "bash -lc 'rm -rf /x'",
    'nohup sh -c "sleep 1; reboot" &',
    "find /var/log -name '*.gz' -delete",
    "find . -type f -exec rm {} \\;",
    "ls | xargs -r rm",
    "timeout 5 kill 7",
    "kill $(pgrep x)",
    "kill $(pgrep x",
    "case $x in a) rm y;; esac",
    "kill -9 <pid>",
    "pkill -f gunicorn",
    "dd if=/dev/zero of=/dev/sda",
    "sudo sed -i.bak 's/a/b/' f",
    "sudo truncate -s 0 /var/log/x",
    "crontab -r",
    "docker compose restart --timeout 30 <service>",
    "docker compose -f compose.yaml down",
    "docker compose up -d web",
    "docker compose exec -T web rm -rf /tmp/x",
    "docker run --rm -v /srv:/srv tools rm -rf /srv/x",
    "docker volume rm data",
    "docker system prune -af",
    "ssh app-1 'sudo systemctl restart nginx'",
    "ssh -i key app-1 systemctl stop nginx",
    "systemctl --user restart app",
    "service nginx restart",
    "supervisorctl restart all",
    "sudo nginx -t && sudo nginx -s reload",
    "sudo -u postgres psql -c \"DELETE FROM jobs WHERE state = 'done'\"",
    "psql -h db-1 -c 'select pg_terminate_backend(pid) from pg_stat_activity where x'",
    "psql <<'SQL'\nDROP TABLE a;\nSQL",
    "select pg_cancel_backend(pid) from pg_stat_activity where wait > 60;",
    "DELETE FROM jobs WHERE id = <id>;",
    "update jobs set state = 'x' where id = 1;",
    "begin;\ntruncate sessions;\ncommit;",
    "redis-cli -h db-1 FLUSHALL",
    "redis-cli -h db-1 -n 2 del <key>",
    "redis-cli config set maxmemory 1gb",
    "celery -A larkspur purge -f",
    "kubectl -n prod delete pod web-1",
    "kubectl rollout restart deploy/web",
    "kubectl exec -it web-1 -- kill 1",
    "kubectl scale deploy/web --replicas=0",
    "helm rollback web 3",
    "git push --force origin main",
    "git push -fu origin main",
    "git reset --hard HEAD~1",
    "git -C /srv/app clean -fdx",
    "terraform apply",
    "terraform -chdir=infra destroy",
    "aws ec2 terminate-instances --instance-ids i-1",
    "aws --profile prod --region eu-west-1 rds reboot-db-instance --db x",
    "aws s3 rm s3://b/k",
    "gcloud compute instances delete x",
    "az vm restart -n x",
    "for h in a b; do ssh \"$h\" 'docker restart web'; done",
    "cat <<EOF | sh\nrm x\nEOF",
]
LOOKS = [
    "dd if=/dev/sda bs=1M count=1 | md5sum",
    "./bin/copy --of=/tmp/x of=y",
    "docker",
    "docker compose",
    "docker compose -f restart",
    "grep restart /var/log/syslog",
    "systemctl status restart.service",
    "journalctl -u nginx | grep -i 'rm '",
    'docker compose logs --since 30m <service> > "/tmp/<service>-$(date -u +%Y).log"',
    "docker ps -a --filter status=restarting",
    "docker inspect --format '{{.RestartCount}}' $(docker compose ps -q)",
    "docker logs stop",
    "kubectl get pods -l app=delete",
    "kubectl describe deploy restart",
    "kubectl apply --dry-run=server -f x.yaml",
    "kubectl rollout status deploy/web",
    "kubectl exec web -- ls",
    "git log --grep='reset --hard'",
    "git push origin main",
    "git diff --stat <a>..<b> -- deploy/",
    "terraform plan",
    "terraform show destroy",
    "aws ec2 describe-instances --filters Name=delete-me",
    "aws logs filter-log-events --filter-pattern delete-user",
    "redis-cli -h db-1 LLEN <queue>",
    "redis-cli GET set",
    "psql -c \"select * from jobs where state = 'deleted'\"",
    "psql -c 'select count(*) from updates'",
    "select pid, state from pg_stat_activity where state <> 'idle';",
    "explain update jobs set a = 1",
    "echo rm -rf /",
    "echo $(date) rm",
    "which rm kill",
    "./bin/release flag set x off",
    "./bin/reindex --status",
    "kill -0 <pid>",
    "pg_restore --list dump",
    "cat alarm.txt farm",
    "# rm -rf /",
    "ps aux | grep kill",
    'for q in default mail; do redis-cli LLEN "$q"; done',
    "sed -n 's/a/b/p' file",
    "crontab -l",
    "iptables -L -n",
    "find . -name '*delete*'",
    "printf 'reboot\\n'",
    "curl -s -o /dev/null -w '%{http_code}' https://<host>/rm",
    "ss -tnp state established '( dport = :5432 )'",
    "openssl s_client -connect <host>:443 </dev/null",
    "awk '/restart/ {print $1}' f",
]
# Long enough that anything quadratic shows.
HOSTILE = ["! " * 200_000, '"' * 200_001, "$(" * 200_000, "`" * 200_001, "sudo " * 200_000]


@pytest.mark.parametrize("text", CHANGES)
def test_a_command_that_changes_something_is_found(text: str) -> None:
    assert len(dangers(text)) == 1


@pytest.mark.parametrize("text", LOOKS)
def test_a_command_that_looks_is_left_alone(text: str) -> None:
    assert dangers(text) == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:2])
def test_long_nonsense_is_read_in_one_pass(text: str) -> None:
    assert len(dangers(f"{text} rm")) <= 1


def test_what_is_run_inside_is_named_without_its_wrappers() -> None:
    text = "sudo -u app timeout 5 docker compose exec -T web kill -9 7"
    assert list(commands(text)) == [("kill", "-9", "7")]


def test_the_statement_and_not_its_shell_is_named() -> None:
    (found,) = dangers("psql -h db-1 -c 'begin; delete from jobs; commit'")
    assert found.command == "delete from jobs"
