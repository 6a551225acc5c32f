#!/usr/bin/env bash
# Draws every page, on a phone and on a desk, by day and by night, as PNG files into a folder (artifacts/pictures unless given).
set -eu
folder=$(mkdir -p "${1:-artifacts/pictures}" && cd "${1:-artifacts/pictures}" && pwd)
cd "$(dirname "$0")/.."
dotnet build tests/Pages.Tests -c Release -v q -clp:ErrorsOnly -nologo
ROUTING_PICTURES=$folder tests/servers.sh dotnet run --no-build -c Release --project tests/Pages.Tests -- --no-ansi --no-progress --filter-class Routing.Pages.Tests.PicturesTests
ls "$folder"
