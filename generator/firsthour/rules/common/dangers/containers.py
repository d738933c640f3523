"""Containers of one host: docker, compose and their relatives."""

from __future__ import annotations

from firsthour.rules.common.match import Entry

_DOCKER = "docker podman nerdctl"
_STANDALONE = "docker-compose podman-compose"

# Signals that end a process; all others tell it something.
_ENDS = " ".join(
    f"{option}={prefix}{name}"
    for option in ("-s", "--signal")
    for prefix in ("", "SIG")
    for name in ("KILL", "TERM", "QUIT", "INT", "9", "15")
)

# fmt: off
ENTRIES: tuple[Entry, ...] = (
    Entry(_DOCKER, "restart", "disruptive", "restarts containers",
          hit="docker restart -t 5 web", miss="docker ps -a --filter status=restarting"),
    Entry(_DOCKER, "kill -s|--signal", "reversible", "sends containers a signal",
          hit="docker kill -s HUP web", miss="docker kill --signal TERM web", unless=_ENDS),
    Entry(_DOCKER, "compose kill -s|--signal", "reversible", "sends containers a signal",
          hit="docker compose kill -s TTIN web", miss="docker compose kill -s KILL web",
          unless=_ENDS),
    Entry(_DOCKER, "stop|kill|pause", "disruptive", "stops containers",
          hit="docker kill web", miss="docker logs stop"),
    Entry(_DOCKER, "container restart|stop|kill|pause", "disruptive",
          "stops or restarts containers", hit="docker container stop web",
          miss="docker container ls"),
    Entry(_DOCKER, "rm -v|--volumes", "destructive", "deletes containers and their volumes",
          hit="docker rm -fv web", miss="docker run --rm -v a:/a tools ls"),
    Entry(_DOCKER, "rm", "disruptive", "deletes containers",
          hit="docker rm -f web", miss="docker run --rm tools ls"),
    Entry(_DOCKER, "container rm|prune", "disruptive", "deletes containers",
          hit="docker container prune -f", miss="docker container inspect rm"),
    Entry(_DOCKER, "start|unpause|update|rename", "reversible", "changes containers",
          hit="docker update --memory 1g web", miss="docker top web"),
    Entry(_DOCKER, "container start|unpause|update|rename", "reversible", "changes containers",
          hit="docker container start web", miss="docker container stats"),
    Entry(_DOCKER, "volume rm|prune", "destructive", "deletes the data of volumes",
          hit="docker volume rm data", miss="docker volume inspect rm"),
    Entry(_DOCKER, "system prune --volumes", "destructive", "deletes the data of volumes",
          hit="docker system prune -f --volumes", miss="docker system df"),
    Entry(_DOCKER, "system reset", "destructive", "deletes all containers, images and volumes",
          hit="podman system reset", miss="podman system info"),
    Entry(_DOCKER, "system|image|builder|buildx prune", "reversible",
          "deletes images and the build cache", hit="docker system prune -af",
          miss="docker system df -v"),
    Entry(_DOCKER, "rmi", "reversible", "deletes images",
          hit="docker rmi web:1", miss="docker images web"),
    Entry(_DOCKER, "image rm", "reversible", "deletes images",
          hit="docker image rm web:1", miss="docker image ls rm"),
    Entry(_DOCKER, "network rm|prune|disconnect", "disruptive", "cuts containers off",
          hit="docker network disconnect net web", miss="docker network inspect net"),
    Entry(_DOCKER, "network connect|create", "reversible", "changes networks",
          hit="docker network connect net web", miss="docker network ls"),
    Entry(_DOCKER, "compose down|rm -v|--volumes", "destructive",
          "deletes containers and the data of their volumes",
          hit="docker compose down -v", miss="docker compose -v"),
    Entry(_DOCKER, "compose down|rm", "disruptive", "stops and deletes containers",
          hit="docker compose -f compose.yaml down", miss="docker compose -f down ps"),
    Entry(_DOCKER, "compose restart", "disruptive", "restarts containers",
          hit="docker compose restart --timeout 30 <service>", miss="docker compose -f restart ps"),
    Entry(_DOCKER, "compose stop|kill|pause", "disruptive", "stops containers",
          hit="docker compose stop web", miss="docker compose logs stop"),
    Entry(_DOCKER, "compose up", "reversible", "makes containers anew where they changed",
          hit="docker compose up -d web", miss="docker compose ps up"),
    Entry(_DOCKER, "compose start|unpause|create|scale|watch", "reversible", "changes containers",
          hit="docker compose start web", miss="docker compose top web"),
    Entry(_STANDALONE, "down|rm -v|--volumes", "destructive",
          "deletes containers and the data of their volumes",
          hit="docker-compose down -v", miss="docker-compose -v"),
    Entry(_STANDALONE, "down|rm|restart|stop|kill|pause", "disruptive",
          "stops or restarts containers", hit="docker-compose -p x restart web",
          miss="docker-compose -p restart ps"),
    Entry(_STANDALONE, "up|start|scale|unpause|create", "reversible", "changes containers",
          hit="docker-compose up -d", miss="docker-compose ps"),
    Entry(_DOCKER, "service update|scale|rollback", "disruptive", "changes a service of the swarm",
          hit="docker service update --force web", miss="docker service ps web"),
    Entry(_DOCKER, "service|stack|secret|config rm", "destructive",
          "deletes a part of the swarm", hit="docker stack rm web", miss="docker stack ps web"),
    Entry(_DOCKER, "stack deploy", "disruptive", "changes the services of the swarm",
          hit="docker stack deploy -c a.yaml web", miss="docker stack services web"),
    Entry(_DOCKER, "node update|rm|demote|promote", "disruptive", "changes the swarm",
          hit="docker node update --availability drain work-1", miss="docker node ls"),
    Entry(_DOCKER, "swarm leave|init|join|update", "disruptive", "changes the swarm",
          hit="docker swarm leave", miss="docker swarm ca"),
    Entry("crictl", "stop|stopp|rm|rmp|rmi", "disruptive", "stops or deletes containers",
          hit="crictl rm abc", miss="crictl ps"),
    Entry("ctr", "~kill|rm|delete|remove", "disruptive", "stops or deletes containers",
          hit="ctr task kill web", miss="ctr task ls"),
    Entry("lxc incus", "stop|restart|pause", "disruptive", "stops containers",
          hit="lxc restart web", miss="lxc list"),
    Entry("lxc incus", "delete|restore", "destructive", "deletes containers",
          hit="lxc delete web", miss="lxc info web"),
    Entry("virsh", "destroy|shutdown|reboot|reset|suspend", "disruptive", "stops a machine",
          hit="virsh destroy web", miss="virsh dominfo web"),
    Entry("virsh", "undefine|vol-delete|snapshot-revert|snapshot-delete", "destructive",
          "deletes a machine or its data", hit="virsh undefine web", miss="virsh vol-list a"),
)

VALUES: dict[str, str] = {
    f"{_DOCKER} {_STANDALONE}":
        "-f --file -p --project-name --profile -H --host -c --context --project-directory "
        "--env-file -l --log-level --config --filter --format -t --timeout -s --signal --parallel "
        "--ansi --progress",
}
