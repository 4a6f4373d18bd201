# What ./test is made of: steps, test programs, packages. Sourced, not run.
# Counts into passed, failed and broken; logs go to the folder $logs.

count() { passed=$((passed + $1)); failed=$((failed + $2)); }

# A step that is no test counts only when it breaks.
step() {
  local name=$1; shift
  local started=$SECONDS
  if "$@" >"$logs/$name.log" 2>&1; then echo "ok      $name ($((SECONDS - started)) s)"
  else echo "FAILED  $name ($((SECONDS - started)) s): $logs/$name.log"; tail -n 25 "$logs/$name.log" | sed 's/^/        /'; broken+=("$name"); failed=$((failed + 1)); return 1; fi
}

# A step that the next ones need not wait for: one core is enough for it, and they leave one. "step NAME begun NAME" hears how it ended.
begin() { local name=$1; shift; "$@" >"$logs/$name.begun" 2>&1 & echo $! >"$logs/$name.pid"; }
begun() { wait "$(cat "$logs/$1.pid")"; local code=$?; cat "$logs/$1.begun"; return "$code"; }

# The last line of ./test, also when it cannot go on: the parts that follow would say nothing of their own.
finish() {
  wait
  [ ${#broken[@]} -eq 0 ] || echo "Broken: ${broken[*]}"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]; exit
}

# What is not there counts as one failure.
missing() { echo "Missing: $2" >&2; broken+=("$1"); failed=$((failed + 1)); finish; }

# A test program that hangs is ended after so long; one that ran no test proved nothing, and that is a failure.
suite() {
  local name=$1 program=$2 limit=$3; shift 3
  local started=$SECONDS
  "tests/$program/bin/Debug/net10.0/$program" "$@" --timeout "$limit" --no-progress --no-ansi >"$logs/$name.log" 2>&1
  local code=$? good bad
  good=$(sed -n 's/^ *succeeded: \([0-9]*\).*/\1/p' "$logs/$name.log" | tail -n 1)
  bad=$(sed -n 's/^ *failed: \([0-9]*\).*/\1/p' "$logs/$name.log" | tail -n 1)
  [ $((${good:-0} + ${bad:-0})) -gt 0 ] || { echo "No test ran." >>"$logs/$name.log"; code=1; }
  report "$name" "$code" "${good:-0}" "${bad:-0}" "$started"
}

web_begins() {
  web_started=$SECONDS; rm -f "$logs/web.json"
  begin web bash -c "cd web && npx vitest run --reporter=default --reporter=json --outputFile='../$logs/web.json'"
}

web_ended() {
  begun web >"$logs/web.log"; local code=$? good bad
  read -r good bad < <(node -e 'try{const r=require(require("path").resolve(process.argv[1]));console.log(r.numPassedTests,r.numFailedTests)}catch{console.log(0,1)}' "$logs/web.json")
  report web "$code" "$good" "$bad" "$web_started"
  begin web-lint npm --prefix web run --silent lint
}

report() {
  local name=$1 code=$2 good=$3 bad=$4 started=$5
  [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  count "$good" "$bad"
  if [ "$bad" -eq 0 ]; then echo "ok      $name: $good passed ($((SECONDS - started)) s)"
  else echo "FAILED  $name: $good passed, $bad failed ($((SECONDS - started)) s): $logs/$name.log"; broken+=("$name"); why "$logs/$name.log" | sed 's/^/        /'; fi
}

# Each failure with what it says itself: of a run elsewhere there may be nothing else to read.
why() { grep -E -A 7 "^ *(failed|FAIL|×)|Error Message|^Unhandled|^No test ran|summary: Aborted" "$1" | grep -vE "^ +at |^--$" | head -n 60; }

# PostgreSQL and Chromium come from Debian when we may install them; otherwise the missing one is named.
need() {
  local package=$1 what=$2 probe=$3
  eval "$probe" >/dev/null 2>&1 && return 0
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing $package"
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $package) >"$logs/install-${package%% *}.log" 2>&1
    eval "$probe" >/dev/null 2>&1 && return 0
  fi
  missing "${package%% *}" "$what. On Debian: apt-get install $package"
}
