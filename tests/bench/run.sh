#!/bin/sh
# make bench: builds the release program and the measuring programs, then measures. Takes some minutes; needs 4 GB in ./bench-data.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset release -DKETENPOORT_TESTS=ON >/dev/null
cmake --build --preset release --target ketenpoort bench_steps bench_lines bench_rapporten bench_http
exec python3 tests/bench/run.py "$@"
