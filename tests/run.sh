#!/usr/bin/env bash
# Builds the solution once and runs every tests/*.Tests, with real servers (see servers.sh). Arguments are names of test
# projects to run instead of all. The last line is "N passed, N failed, N skipped".
cd "$(dirname "$0")/.." || exit 1
. tests/servers.sh

passed=0 failed=0 skipped=0 broken=()
finish() {
  [ ${#broken[@]} -eq 0 ] || printf 'failed: %s\n' "${broken[@]}"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
if ! dotnet build Routing.sln -c Release -v q -clp:ErrorsOnly -nologo; then
  broken+=("the build")
  failed=1
  finish
fi
start_servers

# The figure after "NAME:" in the summary of a run.
figure() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$output" | tail -n 1; }

output=$(mktemp "$servers_folder/output.XXXXXX")
for project in tests/*.Tests; do
  name=$(basename "$project")
  case " $* " in "  " | *" $name "*) ;; *) continue ;; esac
  [ -f "$project/$name.csproj" ] || continue
  echo "== $name"
  timeout --kill-after=30 "${TEST_TIMEOUT_SECONDS:-1800}" \
    dotnet run --no-build -c Release --project "$project" -- --no-ansi --no-progress 2>&1 | tee "$output"
  code=${PIPESTATUS[0]}
  ok=$(figure succeeded) bad=$(figure failed) left=$(figure skipped)
  passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${left:-0}))
  # A project that crashed, ran out of time or found no tests has failed, whatever it counted.
  if [ "$code" -ne 0 ]; then
    [ "${bad:-0}" -gt 0 ] || failed=$((failed + 1))
    broken+=("$name (exit code $code)")
  fi
done
finish
