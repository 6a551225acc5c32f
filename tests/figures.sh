#!/usr/bin/env bash
# Measures the dispatcher's page in Chromium on a day like the demo day and on one of 1,000 moves, and appends tables to a file
# (artifacts/pages-figures.md unless given).
set -eu
mkdir -p artifacts
file=$(realpath "${1:-artifacts/pages-figures.md}")
cd "$(dirname "$0")/.."
dotnet build tests/Pages.Tests -c Release -v q -clp:ErrorsOnly -nologo
ROUTING_PAGES_FIGURES=$file tests/servers.sh dotnet run --no-build -c Release --project tests/Pages.Tests -- --no-ansi --no-progress --filter-class Routing.Pages.Tests.FiguresTests
cat "$file"
