#!/bin/sh
# make demo-stop: stops the daemon that run.sh started and waits until it is gone.
set -eu
cd "$(dirname "$0")/../.."

pid_file=demo-data/ketenpoort.pid
[ -s "$pid_file" ] || { echo "De demo draait niet."; exit 0; }
pid=$(cat "$pid_file")
exe=$(readlink "/proc/$pid/exe" 2>/dev/null || true)
if [ "${exe% (deleted)}" != "$(readlink -f build/release/bin/ketenpoort)" ]; then
    rm -f "$pid_file"
    echo "De demo draait niet."
    exit 0
fi
kill "$pid"
tries=0
while kill -0 "$pid" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ] || { echo "demo: proces $pid stopt niet binnen 30 seconden" >&2; exit 1; }
    sleep 0.2
done
rm -f "$pid_file"
echo "De demo is gestopt. De gegevens staan in ./demo-data."
