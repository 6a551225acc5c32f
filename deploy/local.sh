#!/usr/bin/env bash
# The distributed form on one machine: RabbitMQ, PostgreSQL, and one process a service, two each of Planning and Drivers.
#
#   deploy/local.sh [--demo] [--osm FILE] [--speed N]
#
# --demo    plays the demo day and prints its table, as services/Host does
# --osm     another extract than the bundled city
# --speed   simulated seconds per second of the demo day (default 60; 0 plans it and does not drive it)
#
# Ctrl-C stops all of it. RabbitMQ and PostgreSQL are throw-away ones, installed if absent (Debian); to use your own, set
# ROUTING_TEST_RABBITMQ (amqp://user:password@host:port/) and ROUTING_TEST_POSTGRES (a connection string).
set -u
here=$(pwd)
cd "$(dirname "$0")/.." || exit 1

demo= osm= speed=60
while [ $# -gt 0 ]; do
  case "$1" in
    --demo) demo=1 ;;
    --osm) osm=$(cd "$here" && realpath "${2:?--osm needs a file}"); shift ;;
    --speed) speed=${2:?--speed needs a number}; shift ;;
    -h | --help) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "deploy/local.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
  esac
  shift
done
[ -z "$osm" ] || [ -f "$osm" ] || { echo "deploy/local.sh: there is no file $osm" >&2; exit 2; }

servers_vhosts=0
. tests/servers.sh

state=$(mktemp -d "${TMPDIR:-/tmp}/routing-local.XXXXXX")
pids=()
stop() {
  trap '' INT TERM
  echo
  echo "Stopping."
  local pid
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null; done
  stop_servers
  rm -rf "$state"
}

echo "Building."
dotnet build Routing.sln -c Release -v q -clp:ErrorsOnly -nologo || exit 1
echo "Starting RabbitMQ and PostgreSQL."
start_servers
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [ -z "${ROUTING_TEST_RABBITMQ:-}" ] || [ -z "${ROUTING_TEST_POSTGRES:-}" ]; then
  echo "deploy/local.sh: RabbitMQ and PostgreSQL are needed; what is missing is said above." >&2
  exit 1
fi

# amqp://user:password@host:port/vhost
rabbit=${ROUTING_TEST_RABBITMQ#amqp://}
login=${rabbit%%@*} rest=${rabbit#*@} address=${rest%%/*} vhost=${rest#*/}
export Bus__Transport=rabbitmq Bus__Username=${login%%:*} Bus__Password=${login#*:}
export Bus__Host=${address%%:*} Bus__Port=${address#*:} Bus__VirtualHost=${vhost:-/}
export Database__Provider=postgres Drivers__Queue=rabbitmq Data=$state
for service in maps planning intake drivers dispatch notifications; do
  export "ConnectionStrings__$service=$ROUTING_TEST_POSTGRES;Database=routing_$service;Maximum Pool Size=20"
done
export Doors__SigningKey Accounts__OperatorPassword
Doors__SigningKey=$(head -c 48 /dev/urandom | base64 -w0)
Accounts__OperatorPassword=$(head -c 9 /dev/urandom | base64 -w0 | tr '+/' 'xy')
[ -z "$osm" ] || export Maps__Osm=$osm

# start SERVICE PORT: a process of its own, its log beside its data.
start() {
  urls=http://127.0.0.1:$2 ASPNETCORE_URLS=http://127.0.0.1:$2 \
    dotnet "artifacts/bin/$1/release/Routing.$1.dll" >"$state/$1-$2.log" 2>&1 &
  pids+=($!)
}

# ready SERVICE PORT PID
ready() {
  until curl -fs "http://127.0.0.1:$2/health/ready" >/dev/null 2>&1; do
    if ! kill -0 "$3" 2>/dev/null; then
      echo "deploy/local.sh: $1 did not start; its log ends:" >&2
      tail -n 15 "$state/$1-$2.log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

for name in maps intake planning planning2 drivers drivers2 dispatch notifications web; do
  servers_port "port_$name"
done
export Services__maps=http://127.0.0.1:$port_maps
# Browsers know Web alone: it passes their calls on, and says for whom.
export Intake__PublicUrl=http://127.0.0.1:$port_web Drivers__PublicUrl=http://127.0.0.1:$port_web ASPNETCORE_FORWARDEDHEADERS_ENABLED=true
start Maps "$port_maps"
start Planning "$port_planning"
start Planning "$port_planning2"
start Intake "$port_intake"
start Drivers "$port_drivers"
start Drivers "$port_drivers2"
start Dispatch "$port_dispatch"
start Notifications "$port_notifications"
Services__intake=http://127.0.0.1:$port_intake Services__dispatch=http://127.0.0.1:$port_dispatch \
  Services__planning="http://127.0.0.1:$port_planning;http://127.0.0.1:$port_planning2" \
  Services__drivers="http://127.0.0.1:$port_drivers;http://127.0.0.1:$port_drivers2" \
  Services__notifications=http://127.0.0.1:$port_notifications start Web "$port_web"
echo "Starting nine processes; their logs are in $state"
i=0
for service in "Maps $port_maps" "Planning $port_planning" "Planning $port_planning2" "Intake $port_intake" \
  "Drivers $port_drivers" "Drivers $port_drivers2" "Dispatch $port_dispatch" "Notifications $port_notifications" "Web $port_web"; do
  # shellcheck disable=SC2086
  ready $service "${pids[$i]}"
  i=$((i + 1))
done

cat <<TEXT
Ready.
  Pages          http://127.0.0.1:$port_web (and the whole API)
  Maps           http://127.0.0.1:$port_maps
  Intake         http://127.0.0.1:$port_intake
  Planning       http://127.0.0.1:$port_planning  http://127.0.0.1:$port_planning2
  Drivers        http://127.0.0.1:$port_drivers  http://127.0.0.1:$port_drivers2
  Dispatch       http://127.0.0.1:$port_dispatch
  Notifications  http://127.0.0.1:$port_notifications
  RabbitMQ       ${ROUTING_TEST_RABBITMQ}
  PostgreSQL     ${ROUTING_TEST_POSTGRES}
  Sign in        POST http://127.0.0.1:$port_dispatch/api/sign-in as operator, password $Accounts__OperatorPassword
TEXT

if [ -n "$demo" ]; then
  dotnet artifacts/bin/Demo/release/Routing.Demo.dll \
    --osm "${osm:-services/Maps/Sample/montevideo.osm.pbf}" --data "$state" --speed "$speed" \
    --intake "http://127.0.0.1:$port_intake" --planning "http://127.0.0.1:$port_planning" \
    --dispatch "http://127.0.0.1:$port_dispatch" --drivers "http://127.0.0.1:$port_drivers2" \
    --maps "http://127.0.0.1:$port_maps" &
  pids+=($!)
fi
echo "Ctrl-C stops all of it."
wait
