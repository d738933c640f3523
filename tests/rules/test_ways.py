"""Dangerous commands in the forms in which teams write them, each with its least risk."""

from __future__ import annotations

import pytest

from firsthour.rules.common.danger import worst

REVERSIBLE = [
    "psql app < restore.sql",
    "mysql -h db-1 app < /srv/backup/dump.sql",
    "gunzip -c app.sql.gz | mysql app",
    "pg_dump -h db-1 app | psql -h db-2 app",
    "psql -h db-1 -f migrate.sql app",
    "psql -c \"\\copy jobs from 'jobs.csv'\"",
    "nginx -s reload",
    "kubectl annotate pod web-0 a=b --overwrite",
    "kubectl create job --from=cronjob/mail mail-now",
    "crontab -e",
    "echo '* * * * * rm -rf /srv/x' | crontab -",
    "perl -i.bak -pe s/a/b/ app.conf",
    "ed app.conf <<< d",
    "cat > /etc/app.conf <<'EOF'\na = 1\nEOF",
    "curl -d x https://metrics.example/-/reload",
    "fly -t main pause-job -j web/deploy",
    "fly --target main set-pipeline -p web -c web.yaml",
    "aws service-quotas request-service-quota-increase --service-code eks",
    "git checkout <release> -- deploy/env",
    "tar -C / -xzf app.tgz",
]
DISRUPTIVE = [
    "/etc/init.d/nginx stop",
    "sudo /etc/init.d/nginx restart",
    "nohup sh -c 'sleep 5; reboot' >/dev/null 2>&1 &",
    "if [ -f a ]; then\n  sudo systemctl \\\n    restart app\nfi",
    "while read h; do ssh -n $h sudo systemctl restart app; done < hosts",
    "ssh -o StrictHostKeyChecking=no -t root@app-1 'cd /srv && sudo systemctl stop app'",
    "ssh -J bastion app-1 sudo shutdown -h now",
    "docker stop $(docker ps -q)",
    "docker ps -q | xargs docker kill",
    "kubectl get pods | awk '/Evicted/ {print $1}' | xargs kubectl delete pod",
    "kubectl get pods -o name | xargs -I{} kubectl delete {}",
    "for p in $(kubectl get po -o name); do kubectl delete $p; done",
    "kubectl exec web-0 -c app -n prod -- bash -lc 'kill 1'",
    "kubectl scale deploy/web --replicas 0",
    "kubectl --context=prod -n shop delete deploy web",
    "rancher kubectl delete pod web-0",
    "find . -type f -print0 | xargs -0 rm -f",
    "fd -e tmp -x rm",
    "ls *.gz | parallel 'rm {}'",
    "test -f /srv/lock && rm /srv/lock || true",
    "echo 1 | sudo tee /proc/sys/vm/drop_caches",
    "echo b > /proc/sysrq-trigger",
    "tmux send-keys -t deploy 'reboot' Enter",
    "curl -sXPOST http://search.example:9200/_cache/clear",
    "ansible all -b -a 'systemctl restart app'",
    "timeout 10 sudo -n systemctl stop nginx",
    "DEBUG=1 TF_LOG=1 terraform apply -target=module.web",
    "aws --region eu-west-1 ec2 stop-instances --instance-ids i-1",
]
DESTRUCTIVE = [
    '"rm" -rf /srv/x',
    "\\rm -rf /srv/x",
    "/bin/rm -r -f -- /srv/x",
    "sudo -E env FOO=1 rm -rf /srv/x",
    "[ -d /srv/x ] && { rm -r /srv/x; }",
    "unset HISTFILE; (cd /srv; rm -rf cache)",
    "ls /home | grep -v shared | xargs rm -rf",
    "kubectl exec -it web-0 -- sh -c 'rm -rf /data/*'",
    "docker run --rm -v data:/d alpine sh -c 'rm -rf /d/*'",
    'docker exec -u root web bash -c "apk del x && rm -rf /srv/x"',
    "sudo -iu postgres psql -c 'drop table jobs'",
    "sudo su - postgres -c \"psql -c 'drop database app'\"",
    "su postgres <<EOF\npsql -c 'drop database app'\nEOF",
    "ssh db-1 <<'EOF'\nsudo -u postgres psql -c 'truncate jobs'\nEOF",
    "echo FLUSHALL | redis-cli -h db-1",
    "redis-cli --scan --pattern 'a:*' | xargs redis-cli del",
    "redis-cli <<EOF\nGET a\nDEL a\nEOF",
    "> /var/log/app.log",
    ": > /var/log/app.log",
    "cat /dev/null > /var/log/app.log",
    "ssh app-1 'sudo truncate -s 0 /var/log/app.log; : > /srv/app.log'",
    "python manage.py shell -c 'User.objects.all().delete()'",
    "python manage.py shell <<EOF\nUser.objects.all().delete()\nEOF",
    "bin/rails runner 'User.delete_all'",
    "curl -sX DELETE https://api.example/a",
    "curl -X POST -g 'https://metrics.example/api/v1/admin/tsdb/delete_series?match[]=a'",
    "git push origin :old",
    "git -c core.pager=cat push -f",
    "$ cd infra\n$ terraform init\n$ terraform destroy",
    "docker compose -p app --profile x down --volumes",
    "alias k=kubectl; k delete ns shop",
    "aws s3 rm s3://uploads --recursive",
    "gcloud -q sql instances delete db-1",
    "kafka-consumer-groups.sh --reset-offsets --execute --group a --topic b --to-latest",
]


@pytest.mark.parametrize("text", REVERSIBLE)
def test_what_changes_something_is_found(text: str) -> None:
    found = worst(text)
    assert found is not None
    assert (found.risk, found.is_guess) == ("reversible", False)


@pytest.mark.parametrize("text", DISRUPTIVE)
def test_what_interrupts_is_found(text: str) -> None:
    found = worst(text)
    assert found is not None
    assert (found.risk, found.is_guess) == ("disruptive", False)


@pytest.mark.parametrize("text", DESTRUCTIVE)
def test_what_deletes_is_found(text: str) -> None:
    found = worst(text)
    assert found is not None
    assert (found.risk, found.is_guess) == ("destructive", False)


@pytest.mark.parametrize(
    "text",
    [
        "psql -f x.sql",
        "psql -af fixes/2026.sql app",
        "psql --file=x.sql app",
        "psql --file x.sql app",
        "psql app < x.sql",
        "sqlite3 app.db < x.sql",
        "cat x.sql | psql app",
        "cat a.sql b.sql | docker compose exec -T db psql -U app",
        "sed s/a/b/ x.sql | envsubst | mysql app",
        "kubectl exec -i db-0 -- psql -f /tmp/x.sql",
        "psql -c '\\i x.sql'",
        "mysql app -e 'source x.sql'",
    ],
)
def test_a_file_of_statements_counts_as_a_change_unless_somebody_says_otherwise(text: str) -> None:
    found = worst(text)
    assert found is not None
    assert (found.risk, found.is_guess) == ("reversible", True)


@pytest.mark.parametrize(
    "text",
    [
        "cat x.sql",
        "cat x.sql | less",
        "ls *.sql",
        "psql -f -",
        "psql -f queries/locks.sql",
        "cat check-replication.sql | psql app",
        "mysql -f app -e 'select 1'",
        "psql -c 'select 1' > x.sql",
        "psql -f x.txt",
    ],
)
def test_what_only_looks_at_a_file_or_says_so_in_its_name_is_no_change(text: str) -> None:
    assert worst(text) is None
