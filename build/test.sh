#!/usr/bin/env bash
# usage: build/test.sh [--fast] [--filter EXPRESSION]
#
# Checks the formatting, builds without warnings and runs every test. Fetches what the tests need.
# Shows what failed and nothing else; the last line is "N passed, N failed".
#
#   --fast               the inner loop: debug build, no format check, no tests of category Slow
#   --filter EXPRESSION  only some tests: part of a name, or an expression as dotnet test takes it
source "$(dirname "$0")/lib.sh"
help_if_asked "$@"

CONFIGURATION=Release FAST= FILTER=
while [ $# -gt 0 ]; do
  case "$1" in
    --fast) FAST=1 CONFIGURATION=Debug ;;
    --filter) FILTER=${2:?--filter needs an expression}; shift ;;
    *) fail "unknown option $1 (see --help)" ;;
  esac
  shift
done
EXPRESSION=$FILTER
[ -z "$FAST" ] || EXPRESSION="${FILTER:+($FILTER)&}TestCategory!=Slow"

PASSED=0 FAILED=0

# The counts come from the result file: what a console prints is for people.
count() { sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p" "$2" 2>/dev/null | head -1; }

run_tests() {
  local project=$1 name code=0 passed failed
  name=$(basename "$project")
  dotnet test "$project" -c "$CONFIGURATION" --no-build -v quiet --blame-hang-timeout 10m --results-directory "$RESULTS" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" ${EXPRESSION:+--filter "$EXPRESSION"} \
    >"$RESULTS/$name.log" 2>&1 || code=$?

  passed=$(count passed "$RESULTS/$name.trx") failed=$(count failed "$RESULTS/$name.trx")
  passed=${passed:-0} failed=${failed:-0}
  [ "$code" = 0 ] || [ "$failed" != 0 ] || failed=1 # a run that was cut short
  if [ "$failed" != 0 ]; then
    grep -vE '^(Test run for|A total of|Data collector|Results File|Attachments:|Failed!|  Skipped |$)' "$RESULTS/$name.log" || true
  elif [ "$passed" = 0 ] && [ -z "$FILTER" ]; then
    say "$name ran no test"
    failed=1
  fi
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed))
}

# The dashboard's own logic; its pages are in tests/BrowserTests.
run_dashboard_tests() {
  local report=$RESULTS/dashboard.json code=0 passed failed
  npm run --silent test --prefix src/Dashboard -- --reporter=default --reporter=json --outputFile.json="$report" >"$RESULTS/dashboard.log" 2>&1 || code=$?
  passed=$(sed -n 's/.*"numPassedTests":\([0-9]*\).*/\1/p' "$report" 2>/dev/null) failed=$(sed -n 's/.*"numFailedTests":\([0-9]*\).*/\1/p' "$report" 2>/dev/null)
  passed=${passed:-0} failed=${failed:-0}
  [ "$code" = 0 ] || [ "$failed" != 0 ] || failed=1
  [ "$failed" = 0 ] || cat "$RESULTS/dashboard.log"
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed))
}

need_dotnet
need_postgres
need_model
need_api_page
need_dashboard
need_browser
cd "$ROOT"
build/sdk.sh --check
quietly dotnet build -c "$CONFIGURATION" -v quiet -clp:NoSummary
# The build checks style and C# layout already. This adds the order of usings, line ends and encodings.
[ -n "$FAST" ] || quietly dotnet format whitespace --verify-no-changes --no-restore

RESULTS=$(mktemp -d)
trap 'rm -rf "$RESULTS"' EXIT
[ -n "$FILTER" ] || run_dashboard_tests
for project in tests/*Tests; do run_tests "$project"; done
if [ "$PASSED$FAILED" = 00 ]; then say "no test matches $FILTER"; FAILED=1; fi

echo "$PASSED passed, $FAILED failed"
[ "$FAILED" = 0 ]
