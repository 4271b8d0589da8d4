#!/bin/sh
# make demo REGIO=noord-limburg: the same month of traffic under the contract of one of five regions, in ./demo-data-REGIO; prints each
# answer. Started by run.sh. No daemon runs afterwards; every run begins anew.
set -eu
cd "$(dirname "$0")/../.."

regio=$1
program=build/release/bin/ketenpoort
data=demo-data-$regio
berichten=deploy/demo/regios/$regio
# The day every run decides on, so that it says the same next year.
vandaag=2026-10-06

fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }

case $regio in
    *[!a-z-]*|'') fail "REGIO is de naam van een map in deploy/demo/regios" ;;
esac
[ -d "$berichten" ] || fail "regio $regio is er niet; kies uit: $(cd deploy/demo/regios && echo *)"
[ -x "$program" ] || fail "$program is er niet; bouw het met: make release"

rm -rf "$data"
"$program" contract import --data "$data" "deploy/contracts/$regio"
# 0: all approved, 1: something was rejected, as it may be here; 2: not decided.
status=0
"$program" process --data "$data" --today "$vandaag" "$berichten"/*.xml || status=$?
[ "$status" -le 1 ] || fail "niet elk bericht is beslist"

cat <<TEXT

Verder kijken:
  het contract in gewoon Nederlands   $program contract show deploy/contracts/$regio
  dezelfde maand in een andere regio  make demo REGIO=gooi-en-vechtstreek
De gegevens staan in ./$data en mogen weg.
TEXT
