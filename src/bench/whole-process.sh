#!/usr/bin/env bash
# Measures whole processes and prints ratios, each against a bare process of the same run:
#
#   start-up   nsglint --version, and check of a 20 KB template : java Hello
#   scan       check of 10,000 groups, about 115 MB : a pass over the file's tokens
#   large      likewise with SARIF : that pass, and the same check without SARIF
#
# usage: src/bench/whole-process.sh [start-up rounds, default 20] [large rounds, default 5]
# With 0 rounds, a table is left out. The runs of each table are interleaved. Quote ratios, never
# times of different days: of minima for what the program costs, of medians for what a user meets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-20}
large_rounds=${2:-5}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=target/bench
mkdir -p "$work"

./nsglint --version # builds it and its archive where they are missing
jackson=$(echo target/launch/lib/jackson-core-*.jar)
"${java}c" -d "$work/classes" -cp "$jackson" src/bench/process/*.java
"$java" -cp "$work/classes" Samples template "$work/template.json"
((large_rounds == 0)) || [[ -f $work/large.json ]] || "$java" -cp "$work/classes" Samples list "$work/large.json" 10000

# Sets `process` to the command line of a name.
process_of() {
  case $1 in
    hello) process=("$java" -cp "$work/classes" Hello) ;;
    version) process=(./nsglint --version) ;;
    template) process=(./nsglint check "$work/template.json") ;;
    tokens) process=("$java" -cp "$work/classes:$jackson" JsonTokens "$work/large.json") ;;
    scan) process=(./nsglint check "$work/large.json") ;;
    large) process=(./nsglint check "$work/large.json" --format "sarif=$work/large.sarif") ;;
  esac
}

# Runs one name; its microseconds go to its file. A code above 3 is no verdict.
measure() {
  local start status=0
  process_of "$1"
  start=${EPOCHREALTIME/[.,]/}
  "${process[@]}" >"$work/$1.out" 2>"$work/$1.err" || status=$?
  echo $((${EPOCHREALTIME/[.,]/} - start)) >>"$work/$1.times"
  if ((status > 3)); then
    echo "$1 ended with $status:" >&2
    head -n 5 "$work/$1.err" >&2
    exit 1
  fi
}

# Runs the names in turn, a number of rounds, and leaves each one's times sorted.
interleave() {
  local count=$1 round name
  shift
  for name in "$@"; do rm -f "$work/$name.times"; done
  for ((round = 0; round < count; round++)); do
    for name in "$@"; do measure "$name"; done
  done
  for name in "$@"; do sort -n -o "$work/$name.times" "$work/$name.times"; done
}

# Prints minimum and median of a name in ms; with a floor, both ratios to it, each judged by the
# goal and the limit, which may be the same.
report() {
  awk -v name="$1" -v goal="${3:-}" -v limit="${4:-}" '
    function median(v, n) { return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2 }
    function judged(ratio) {
      return sprintf("%.2f x: %s", ratio,
        ratio <= goal ? "goal met" : ratio <= limit ? "within the limit" : "TOO SLOW")
    }
    NR == FNR { own[++n] = $1; next }
    { floor[++m] = $1 }
    END {
      printf "%-9s min %8.1f ms  median %8.1f ms", name, own[1] / 1000, median(own, n) / 1000
      if (m) {
        printf "  goal %s x, limit %s x; minima %s; medians %s", goal, limit,
          judged(own[1] / floor[1]), judged(median(own, n) / median(floor, m))
      }
      print ""
    }' "$work/$1.times" ${2:+"$work/$2.times"}
}

# Prints the peak of a process's resident memory, and the goal in MB where there is one. The
# launcher becomes the program, so that it is one process.
peak() {
  local pid line kilobytes=0
  process_of "$1"
  if [[ -x /usr/bin/time ]]; then
    /usr/bin/time -f %M -o "$work/$1.peak" "${process[@]}" >"$work/$1.out" 2>"$work/$1.err" || true
    kilobytes=$(tail -n 1 "$work/$1.peak")
  else
    "${process[@]}" >"$work/$1.out" 2>"$work/$1.err" &
    pid=$!
    while line=$(grep VmHWM "/proc/$pid/status" 2>/dev/null); do
      kilobytes=${line//[!0-9]/}
      sleep 0.02
    done
    wait "$pid" || true
  fi
  printf '%-9s peak %6d MB' "$1" $((kilobytes / 1024))
  if [[ -n ${2:-} ]]; then
    printf '  goal %s MB, limit %s MB: ' "$2" "$3"
    if ((kilobytes <= $2 * 1024)); then
      echo 'goal met'
    elif ((kilobytes <= $3 * 1024)); then
      echo 'within the limit'
    else
      echo 'TOO MUCH'
    fi
  else
    echo
  fi
}

# Prints how many classes a run of a name loads, and which come from a jar, not from the archive.
archived() {
  process_of "$1"
  NSGLINT_JAVA_OPTS=-Xlog:class+load:file=$work/$1.loaded "${process[@]}" >"$work/$1.out" 2>&1 || true
  printf '%-9s %d classes loaded, not from the archive: %d of ours and of libraries\n' "$1" \
    "$(wc -l <"$work/$1.loaded")" "$(grep -c ' source: file:' "$work/$1.loaded" || true)"
  grep ' source: file:' "$work/$1.loaded" || true
}

"$java" -version 2>&1 | head -n 1
if ((rounds > 0)); then
  interleave "$rounds" hello version template
  report hello
  report version hello 3 3
  report template hello 3 5
  archived template
fi

if ((large_rounds > 0)); then
  interleave "$large_rounds" tokens scan large
  echo "large.json has $(wc -c <"$work/large.json") bytes"
  report tokens
  report scan tokens 3.5 4
  report large tokens 3.5 4
  report large scan 2 2
  peak tokens
  peak scan 200 400
  peak large 200 400
fi
