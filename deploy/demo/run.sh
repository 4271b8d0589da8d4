#!/bin/sh
# make demo: starts the daemon on ./demo-data with the example region and sends it the demo's messages. Can be run again.
set -eu
cd "$(dirname "$0")/../.."
[ -z "${REGIO:-}" ] || exec deploy/demo/regio.sh "$REGIO"

program=build/release/bin/ketenpoort
data=demo-data
address=127.0.0.1:8480
url=http://$address
pid_file=$data/ketenpoort.pid
log=$data/ketenpoort.log

say() { printf '%s\n' "$*"; }
fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }
# The process of an earlier run, if that is still our program.
running() {
    [ -s "$pid_file" ] || return 1
    pid=$(cat "$pid_file")
    exe=$(readlink "/proc/$pid/exe" 2>/dev/null) || return 1
    [ "${exe% (deleted)}" = "$(readlink -f "$program")" ] # deleted: built again since it started
}
ready() { curl -fsS --max-time 2 "$url/health/ready" >/dev/null 2>&1; }

[ -x "$program" ] || fail "$program is er niet; bouw het met: make release"
mkdir -p "$data"

if running && ready; then
    say "Ketenpoort draait al op $url (proces $pid). De berichten gaan er opnieuw heen; u krijgt de antwoorden van toen."
else
    if running; then
        fail "proces $pid draait nog maar antwoordt niet op $url; stop het met: make demo-stop (log: $log)"
    fi
    refused=7 # curl's exit code when nothing listens
    code=0
    curl -s --max-time 2 -o /dev/null "$url/" || code=$?
    if [ "$code" -ne "$refused" ]; then
        fail "op $address luistert al een ander programma; stop dat eerst (wie het is: ss -ltnp 'sport = :8480')"
    fi
    say "Voorbeeldregio Noorderdal laden ..."
    "$program" contract import --data "$data" deploy/contracts/noorderdal
    say "Ketenpoort starten op $url ..."
    setsid "$program" serve --config deploy/demo/ketenpoort.toml >>"$log" 2>&1 </dev/null &
    pid=$!
    echo "$pid" >"$pid_file"
    tries=0
    until ready; do
        kill -0 "$pid" 2>/dev/null || { tail -n 5 "$log" >&2; fail "Ketenpoort is gestopt; de laatste regels van $log staan hierboven"; }
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || fail "Ketenpoort is na 20 seconden niet klaar om te beginnen; zie $log"
        sleep 0.2
    done
fi

say
# 0: all approved, 1: something was rejected, as it should be here; 2: not decided.
status=0
"$program" send --url "$url" deploy/demo/berichten/*.xml || status=$?
[ "$status" -le 1 ] || fail "niet elk bericht is beslist; zie $log"

say
say "De keten van één toewijzing, van verzoek tot stop (bericht 11 tot en met 18):"
say
"$program" keten --url "$url" 0114 wmo 114010

cat <<TEXT

Ketenpoort draait door op $url. Verder kijken:
  de console, in een browser           $url/console/
  bericht 7, deels afgekeurd           curl $url/v1/berichten/7
  het besluit, met elke reden          curl $url/v1/berichten/7/besluit
  het antwoord aan de aanbieder (325)  curl $url/v1/berichten/7/retour
  de keten van een toewijzing          curl $url/v1/toewijzingen/0114/wmo/114010
  dezelfde, voor mensen                $program keten --url $url 0114 wmo 114010
  cijfers                              curl $url/metrics
  zelf proberen, zonder iets te bewaren
    curl -H 'Content-Type: application/xml' --data-binary @deploy/demo/berichten/07-wmo323-oktober-deels-afgekeurd.xml $url/v1/proef
  de contracten van de regio           deploy/contracts/noorderdal/
Stoppen: make demo-stop (de gegevens blijven in ./$data; opnieuw beginnen: stop en verwijder die map)
TEXT
