#!/usr/bin/env bash
# usage: build/bench.sh [NAME...]
#
# Measures: runs the named benchmarks, or all of them, against a database of their own.
# HIVEMIND_BENCH_SUBSCRIBERS=1000,10000 lets feed measure only these sizes.
# HIVEMIND_BENCH_CHUNKS=500 lets output write so many, HIVEMIND_BENCH_WATCHERS=50 to so many watchers.
# HIVEMIND_BENCH_ONLINE=100 lets presence measure with so many users only.
# HIVEMIND_BENCH_EVENTS=1000,10000 does so for event-figures, HIVEMIND_BENCH_INGEST=2000 for ingest.
# HIVEMIND_BENCH_EVENTS=2000 lets processing work off so many, HIVEMIND_BENCH_DELIVERIES=1000 lets webhook-deliveries send so many.
# HIVEMIND_BENCH_RUNS=1000,10000 lets analytics measure at these sizes.
# HIVEMIND_BENCH_SOCKETS=1000 lets sockets measure only this one; they need node and npm for the server they are compared with.
source "$(dirname "$0")/lib.sh"
help_if_asked "$@"

need_dotnet
need_postgres
need_model
need_api_page
fetch_npm tests/Benchmarks/node "the socket server to compare with"
need_dashboard
need_browser
build tests/Benchmarks Release
exec "$ROOT/artifacts/bin/Benchmarks/release/Hivemind.Benchmarks" "$@"
