#!/usr/bin/env bash
# Scans an imitation of a large tenant, with Azure's latency and its published throttling limits, and
# prints of each command how long it took, its processor time and its largest memory; of those that
# ask, the floor that latency and limits allow, how far above it they were, and the processor time that
# the imitation took from the same cores; and the share of judging in a scan.
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
export NSGLINT_ACCESS_TOKEN=simulated

# What LiveReading sends at once, and what SimulatedAzure has of Azure: see there.
at_once=48 latency=0.05 bucket=250 refill=25

azure_up() {
  rm -f "$work/azure.out"
  "$java" -cp "$work/classes" SimulatedAzure "$@" >"$work/azure.out" &
  azure=$!
  until [[ -s $work/azure.out ]]; do sleep 0.1; done
  endpoint=http://127.0.0.1:$(head -1 "$work/azure.out")
}

azure_down() {
  kill "$azure" 2>/dev/null && wait "$azure" || true
}
trap azure_down EXIT

# measure NAME COMMAND...: prints its seconds, its processor's and its largest memory.
measure() {
  local name=$1 start=$EPOCHREALTIME status=0
  shift
  "$@" >"$work/$name.out" 2>"$work/$name.err" &
  local process=$! peak=0 cpu=0 now ran
  while read -r now ran < <(ps -o rss=,cputimes= --pid "$process" 2>/dev/null); do
    ((now > peak)) && peak=$now
    ((ran > cpu)) && cpu=$ran
    sleep 0.2
  done
  wait "$process" || status=$?
  seconds=$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
  printf '%-9s %7.1f s  %4d s of processor  %6d MB  exit code %s\n' \
    "$name" "$seconds" "$cpu" $((peak / 1024)) "$status"
}

# After azure_down: what the last command could have taken at best.
tell_floor() {
  tail -1 "$work/azure.out" | awk -v took="$seconds" -v n="$at_once" -v l="$latency" \
    -v bucket="$bucket" -v refill="$refill" '{
      latency = $2 * l / n
      limits = $6 > bucket ? ($6 - bucket) / refill : 0
      floor = latency > limits ? latency : limits
      printf "          floor %.1f s: %d requests of %g ms, %d at once, are %.1f s; the limits add up to %.1f s", \
        floor, $2, l * 1000, n, latency, limits
      printf " (%d of one subscription); %d refused\n", $6, $4
      printf "          %.1f x the floor; the imitation took %.1f s of processor on the same cores\n", \
        took / floor, $8
    }'
}

# The line that -v ends with.
tell_judging() {
  awk '/^time: reading/ {
    printf "          reading %s s, judging %s s, writing %s s: judging is %.1f %%, of reading and judging %.1f %%\n", \
      $3, $6, $9, 100 * $6 / ($3 + $6 + $9), 100 * $6 / ($3 + $6)
  }' "$work/$1.err"
}

rm -rf "$work/simulated"
size=("${1:-300}" "${2:-67}" "${3:-667}")
azure_up "${size[@]}"
measure snapshot ./nsglint snapshot "$work/simulated" --all-subscriptions --arm-endpoint "$endpoint"
azure_down
tell_floor
measure check ./nsglint check "$work/simulated" --format "sarif=$work/simulated.sarif" --fail-on never -v
tell_judging check
azure_up "${size[@]}"
measure scan ./nsglint scan --all-subscriptions --arm-endpoint "$endpoint" --format "sarif=$work/simulated.sarif" --fail-on never -v
azure_down
tell_floor
tell_judging scan
