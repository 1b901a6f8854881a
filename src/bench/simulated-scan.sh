#!/usr/bin/env bash
# Scans an imitation of a large tenant, with Azure's latency and its published throttling limits, and
# prints how long reading and judging took, the largest memory, and what was asked.
#
# usage: src/bench/simulated-scan.sh [subscriptions, default 300] [groups of each, default 67]
#        [interfaces of each, default 667]: 20,000 groups and 200,000 interfaces
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=target/bench
mkdir -p "$work"

./nsglint --version # builds it where it is missing
"${java}c" -d "$work/classes" src/bench/process/SimulatedAzure.java
rm -f "$work/azure.out"
"$java" -cp "$work/classes" SimulatedAzure "${1:-300}" "${2:-67}" "${3:-667}" >"$work/azure.out" &
azure=$!
trap 'kill "$azure" 2>/dev/null || true' EXIT
until [[ -s $work/azure.out ]]; do sleep 0.1; done
port=$(head -1 "$work/azure.out")
export NSGLINT_ACCESS_TOKEN=simulated

# measure NAME COMMAND...: prints its seconds and its largest memory.
measure() {
  local name=$1 start=$EPOCHREALTIME status=0
  shift
  "$@" >"$work/$name.out" 2>"$work/$name.err" &
  local process=$! peak=0 now
  while kill -0 "$process" 2>/dev/null; do
    now=$(ps -o rss= --pid "$process" --ppid "$process" 2>/dev/null | sort -n | tail -1 || true)
    ((${now:-0} > peak)) && peak=$now
    sleep 0.2
  done
  wait "$process" || status=$?
  awk -v a="$start" -v b="$EPOCHREALTIME" -v p="$peak" -v n="$name" -v s="$status" \
    'BEGIN { printf "%-9s %7.1f s  %6.0f MB  exit code %s\n", n, b - a, p / 1024, s }'
}

rm -rf "$work/simulated"
measure snapshot ./nsglint snapshot "$work/simulated" --all-subscriptions --arm-endpoint "http://127.0.0.1:$port"
measure check ./nsglint check "$work/simulated" --format "sarif=$work/simulated.sarif" --fail-on never
measure scan ./nsglint scan --all-subscriptions --arm-endpoint "http://127.0.0.1:$port" --format "sarif=$work/simulated.sarif" --fail-on never
kill "$azure"
wait "$azure" 2>/dev/null || true
tail -1 "$work/azure.out"
