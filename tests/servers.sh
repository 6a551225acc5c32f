#!/usr/bin/env bash
# Throw-away RabbitMQ and PostgreSQL on free loopback ports, all their files in one temporary folder.
#
#   tests/servers.sh COMMAND...   runs the command with them, then stops them
#   . tests/servers.sh            defines start_servers and stop_servers; stop_servers also runs at exit
#
# The broker has the virtual host / and empty ones, test-1 to test-N with N in ROUTING_TEST_RABBITMQ_VHOSTS (servers_vhosts,
# 40 unless set before).
# Exports ROUTING_TEST_RABBITMQ (amqp://user:pass@host:port/) and ROUTING_TEST_POSTGRES (a connection string of a user
# who may create databases). A variable that is set already is left as it is and nothing is started for it.
# What is missing (RabbitMQ, PostgreSQL, Chromium, aiosmtpd) is installed with apt-get, as root or by sudo. A server that cannot
# be had is told and left out: the tests that need it are then counted as skipped.

servers_folder=
servers_pids=()
servers_ports=
servers_vhosts=${servers_vhosts:-40}

servers_say() { printf 'servers: %s\n' "$*" >&2; }

servers_rabbitmq() {
  local candidate
  for candidate in /usr/lib/rabbitmq/bin/rabbitmq-server "$(command -v rabbitmq-server)"; do
    [ -x "$candidate" ] && { echo "$candidate"; return; }
  done
  return 1
}

servers_postgres() {
  local candidate
  for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr) "$(dirname "$(command -v postgres)" 2>/dev/null)"; do
    [ -x "$candidate/postgres" ] && [ -x "$candidate/initdb" ] && { echo "$candidate"; return; }
  done
  return 1
}

servers_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

servers_smtp() { /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null; }

# Installs what is missing. RUNLEVEL=1 keeps packages from starting their own servers.
servers_install() {
  local missing=() sudo=()
  servers_rabbitmq >/dev/null || missing+=(rabbitmq-server)
  servers_postgres >/dev/null || missing+=(postgresql)
  servers_chromium >/dev/null || missing+=(chromium)
  servers_smtp || missing+=(python3-aiosmtpd)
  [ ${#missing[@]} -eq 0 ] && return 0
  if ! command -v apt-get >/dev/null; then
    servers_say "${missing[*]} not found, and there is no apt-get: install by hand; the tests that need them are skipped."
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      servers_say "${missing[*]} not found: run 'apt-get install ${missing[*]}' as root; the tests that need them are skipped."
      return 0
    fi
    sudo=(sudo)
  fi
  servers_say "installing ${missing[*]}"
  local log
  log=$(mktemp)
  if "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 sh -c \
    'apt-get update && apt-get install -y --no-install-recommends "$@"' sh "${missing[@]}" >"$log" 2>&1; then
    rm -f "$log"
  else
    servers_say "apt-get install ${missing[*]} failed; the tests that need them are skipped. It said:"
    tail -n 5 "$log" >&2
    rm -f "$log"
  fi
}

# servers_port VARIABLE: a port below the range that the kernel hands out, which nobody listens on.
servers_port() {
  local candidate
  while :; do
    candidate=$((20000 + RANDOM % 12000))
    case "$servers_ports" in *" $candidate "*) continue ;; esac
    servers_listens "$candidate" || break
  done
  servers_ports="$servers_ports $candidate "
  printf -v "$1" %s "$candidate"
}

servers_listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# servers_await NAME PORT PID LOG
servers_await() {
  local tries=0
  until servers_listens "$2"; do
    tries=$((tries + 1))
    if ! kill -0 "$3" 2>/dev/null || [ $tries -gt 1800 ]; then
      servers_say "$1 did not start; the tests that need it are skipped. Its log ends:"
      tail -n 10 "$4" >&2
      return 1
    fi
    sleep 0.1
  done
}

servers_start_rabbitmq() {
  local server folder=$servers_folder/rabbitmq port epmd dist
  if ! server=$(servers_rabbitmq); then
    servers_say "no RabbitMQ: the tests that need it are skipped."
    return 0
  fi
  mkdir -p "$folder/mnesia" "$folder/log"
  servers_port port
  servers_port epmd
  servers_port dist
  cat >"$folder/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$port
load_definitions = $folder/definitions.json
loopback_users = none
log.file.level = warning
CONF
  servers_definitions "$servers_vhosts" >"$folder/definitions.json"
  echo '[].' >"$folder/enabled_plugins"
  # Its own port mapper, so that none is left running and no other node is met.
  ERL_EPMD_PORT=$epmd epmd -address 127.0.0.1 -port "$epmd" >"$folder/epmd.log" 2>&1 &
  servers_pids+=($!)
  # RUNNING_UNDER_SYSTEMD: the script becomes the server instead of minding it, so that this pid is the server's.
  (
    export HOME=$folder ERL_EPMD_PORT=$epmd ERL_EPMD_ADDRESS=127.0.0.1 RUNNING_UNDER_SYSTEMD=1 \
      RABBITMQ_NODENAME="routing-test-$port@localhost" RABBITMQ_DIST_PORT=$dist \
      RABBITMQ_MNESIA_BASE=$folder/mnesia RABBITMQ_LOG_BASE=$folder/log RABBITMQ_PID_FILE=$folder/pid \
      RABBITMQ_CONFIG_FILE=$folder/rabbitmq RABBITMQ_CONF_ENV_FILE=/dev/null \
      RABBITMQ_ENABLED_PLUGINS_FILE=$folder/enabled_plugins \
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
    unset NOTIFY_SOCKET
    exec "$server"
  ) >"$folder/out.log" 2>&1 </dev/null &
  servers_pids+=($!)
  servers_await RabbitMQ "$port" $! "$folder/out.log" || return 0
  export ROUTING_TEST_RABBITMQ="amqp://routing:routing@127.0.0.1:$port/" ROUTING_TEST_RABBITMQ_VHOSTS=$servers_vhosts
}

# servers_definitions N: the user "routing" with the password "routing" (salted SHA-256), / and N virtual hosts.
servers_definitions() {
  local name vhosts='{"name":"/"}' permissions all='"configure":".*","write":".*","read":".*"'
  permissions='{"user":"routing","vhost":"/",'$all'}'
  for name in $(seq -f test-%.0f 1 "$1"); do
    vhosts+=',{"name":"'$name'"}'
    permissions+=',{"user":"routing","vhost":"'$name'",'$all'}'
  done
  cat <<JSON
{"users":[{"name":"routing","password_hash":"kI3GCj5sv1Jr1dnkCpD+YWHNjJjzg0BCLOh/B/EStYaGwpQL",
"hashing_algorithm":"rabbit_password_hashing_sha256","tags":"administrator"}],
"vhosts":[$vhosts],"permissions":[$permissions]}
JSON
}

servers_start_postgres() {
  local bin folder=$servers_folder/postgres port run=()
  if ! bin=$(servers_postgres); then
    servers_say "no PostgreSQL: the tests that need it are skipped."
    return 0
  fi
  mkdir -p "$folder"
  # It refuses to run as root.
  if [ "$(id -u)" -eq 0 ]; then
    local user=nobody
    id postgres >/dev/null 2>&1 && user=postgres
    chown "$user" "$folder"
    run=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups env "HOME=$folder")
  fi
  servers_port port
  if ! (cd "$folder" && "${run[@]}" "$bin/initdb" -D "$folder/data" -U routing -A trust -E UTF8 --locale=C.UTF-8 --no-sync) \
    >"$folder.log" 2>&1; then
    servers_say "PostgreSQL could not be initialised; the tests that need it are skipped. initdb said:"
    tail -n 5 "$folder.log" >&2
    return 0
  fi
  (
    cd "$folder" || exit 1
    exec "${run[@]}" "$bin/postgres" -D "$folder/data" -h 127.0.0.1 -p "$port" -k "$folder" \
      -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300
  ) >>"$folder.log" 2>&1 </dev/null &
  servers_pids+=($!)
  servers_await PostgreSQL "$port" $! "$folder.log" || return 0
  # The port opens a moment before the first connection is let in.
  local tries=0
  until "$bin/psql" -h 127.0.0.1 -p "$port" -U routing -d postgres -c 'SELECT 1' >/dev/null 2>&1 || [ $tries -gt 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  export ROUTING_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=routing;Database=postgres"
}

start_servers() {
  servers_install
  servers_folder=$(mktemp -d "${TMPDIR:-/tmp}/routing-test.XXXXXX")
  chmod 711 "$servers_folder"
  trap stop_servers EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  [ -n "${ROUTING_TEST_RABBITMQ:-}" ] || servers_start_rabbitmq
  [ -n "${ROUTING_TEST_POSTGRES:-}" ] || servers_start_postgres
  local chromium
  if [ -z "${ROUTING_TEST_CHROMIUM:-}" ] && chromium=$(servers_chromium); then
    export ROUTING_TEST_CHROMIUM=$chromium
  fi
}

# SIGINT is PostgreSQL's fast shutdown; RabbitMQ and its port mapper stop at SIGTERM.
stop_servers() {
  local pid
  for pid in "${servers_pids[@]}"; do
    kill -INT "$pid" 2>/dev/null
    kill -TERM "$pid" 2>/dev/null
  done
  for pid in "${servers_pids[@]}"; do
    local tries=0
    while kill -0 "$pid" 2>/dev/null && [ $tries -lt 150 ]; do
      tries=$((tries + 1))
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
  done
  servers_pids=()
  [ -n "$servers_folder" ] && rm -rf "$servers_folder"
  servers_folder=
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  if [ $# -eq 0 ]; then
    echo "usage: tests/servers.sh COMMAND...   runs it with a throw-away RabbitMQ and PostgreSQL" >&2
    exit 2
  fi
  start_servers
  "$@"
  exit $?
fi
