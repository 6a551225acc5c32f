#!/usr/bin/env bash
# Draws every page, on a phone and on a desk, by day and by night, as PNG files into a folder (artifacts/pictures unless given), and
# some of them side by side as overview.png.
set -eu
folder=$(mkdir -p "${1:-artifacts/pictures}" && cd "${1:-artifacts/pictures}" && pwd)
cd "$(dirname "$0")/.."
dotnet build tests/Pages.Tests -c Release -v q -clp:ErrorsOnly -nologo
ROUTING_PICTURES=$folder tests/servers.sh dotnet run --no-build -c Release --project tests/Pages.Tests -- --no-ansi --no-progress --filter-class Routing.Pages.Tests.PicturesTests

# Full pages are cut to what a screen shows of them.
{
  echo '<!doctype html><style>body{margin:0;padding:16px;background:#7d8783;display:grid;grid-template-columns:repeat(12,1fr);gap:16px}img{width:100%;object-fit:cover;object-position:top;border-radius:10px}.phone{grid-column:span 2;aspect-ratio:390/844}.desk{grid-column:span 6;aspect-ratio:16/10;object-position:left top}</style>'
  for name in customer-1-search-phone-day customer-4-when-phone-night track-2-on-the-way-phone-day track-5-ready-phone-night driver-2-next-phone-day driver-7-damage-phone-night; do
    echo "<img class=phone src='$name.png'>"
  done
  for name in dispatcher-2-day-desk-day workshop-2-board-desk-night; do echo "<img class=desk src='$name.png'>"; done
} > "$folder/overview.html"
"${ROUTING_TEST_CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1600,1080 --screenshot="$folder/overview.png" "file://$folder/overview.html"
ls "$folder"
