#!/usr/bin/env bash
# Compiles manifests that are too large for `cargo test`: each is accepted or rejected with the right code, within a minute of
# processor time and a limit of memory. Usage: hostile.sh FOLDER (a working folder, removed at the end)
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(realpath "$1")
trap 'rm -rf "$folder"' EXIT
cargo build --quiet --release -p etw-manifest-cli
tool=$PWD/target/release/etw-manifest
failed=0

head='<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events" xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events"><instrumentation><events><provider name="P" guid="{00000000-0000-0000-0000-000000000001}" symbol="P" resourceFileName="p" messageFileName="p">'
middle='</provider></events></instrumentation><localization><resources culture="en-US"><stringTable>'
tail='</stringTable></resources></localization></instrumentationManifest>'

times() { # times COUNT TEXT: repeats the text with the number for #, and its low and high 16 bits for @ and ~
  python3 -c '
import sys
count, text = int(sys.argv[1]), sys.argv[2]
one = lambda i: text.replace("#", str(i)).replace("@", str(i % 65536)).replace("~", str(i // 65536))
sys.stdout.write("".join(map(one, range(count))))' "$1" "$2"
}
letters() { head -c "$1" /dev/zero | tr '\0' x; }

check() { # check NAME CODE MEGABYTES [COMMAND…]: reads the manifest from standard input; CODE is `accepted` or the first error
  local name=$1 code=$2 megabytes=$3 start=$SECONDS found status=0
  shift 3
  cat > "$folder/input.man"
  [ $# -gt 0 ] || set -- check --message-format short
  (ulimit -v $((megabytes * 1024)) && ulimit -t 60 && "$tool" "$@" "$folder/input.man" > "$folder/out" 2>&1) || status=$?
  found=$(grep -aom1 'error\[ETW[0-9]*\]' "$folder/out" | grep -o 'ETW[0-9]*' || true)
  [ $status -gt 1 ] && found="status $status"
  [ "${found:-accepted}" = "$code" ] || { failed=1; echo "hostile: FAILED: $name: expected $code, found ${found:-accepted}"; head -c 500 "$folder/out"; }
  echo "hostile: $name: ${found:-accepted} in $((SECONDS - start)) s, $(stat -c %s "$folder/input.man") bytes, at most $megabytes MB"
}

{ echo "$head<events><event value=\"1\" symbol=\""; letters 100000000; echo "\"/></events>$middle$tail"; } | tr -d '\n' | check 'an attribute of 100 MB' accepted 800
{ echo '<a b="'; letters 100000000; echo '"/>'; } | check 'an attribute of 100 MB in something else' ETW0005 800
{ echo "$head<levels><level name=\""; letters 100000000; echo "\" value=\"1\"/></levels>$middle$tail"; } | tr -d '\n' | check 'a wrong level with a name of 100 MB' ETW0401 1000
times 100000 '<a>' | check '100,000 elements in each other' ETW0002 100
{ echo "$head$middle<string id=\"S\" value=\""; times 1000000 '&amp;'; echo "\"/>$tail"; } | check '1,000,000 entities' accepted 200
{ echo "<!DOCTYPE a ["; times 100000 '<!ENTITY e# "&f#;&f#;">'; echo "]><a>&e9;</a>"; } | check 'an entity bomb' ETW0004 100
{ echo "$head<events>"; times 1000000 '<event value="@" version="~" symbol="E#" level="win:Error"/>'; echo "</events>$middle$tail"; } > "$folder/million"
check '1,000,000 events' accepted 2000 < "$folder/million"
check '1,000,000 events to resources' accepted 2500 resource --out "$folder/resources" < "$folder/million"
check '1,000,000 events to JSON' accepted 4000 inspect --format json < "$folder/million"
{ echo "$head<events>"; times 100000 '<event value="@" version="~" symbol="E#" level="win:Error"/>'; echo "</events>$middle$tail"; } | check '100,000 events to Rust' accepted 4000 expand
{ echo "$head<events>"; times 1000000 '<event/>'; echo "</events>$middle$tail"; } | check '1,000,000 events without a value' ETW0103 1500
{ echo "$head<events>"; times 100000 '<event value="1" symbol="A" level="X" task="Y" template="Z" message="$(string.q)"/>'; echo "</events>$middle$tail"; } | check '100,000 times the same wrong event' ETW0811 500
{ echo "$head<tasks>"; times 500000 '<task name="Task#" value="@"/>'; echo '</tasks><events>'; times 1000 '<event value="#" task="Tusk#"/>'; echo "</events>$middle$tail"; } | check '500,000 names to choose a hint from' ETW0411 1500
{ echo "$head<events><event value=\"1\""; times 100000 ' a#=""'; echo "/></events>$middle$tail"; } | check '100,000 unknown attributes of one element' ETW0102 500
{ echo "$head<events>"; times 600000 '<evnt a="1"/>'; echo "</events>$middle$tail"; } | check '600,000 misspelt elements' ETW0101 700
{ echo "$head<tasks>"; times 300000 '<task name="N" value="20" symbol="S"/>'; echo "</tasks>$middle$tail"; } | check '300,000 times the same task' ETW0412 1000
{ echo "${head%<provider*}"; times 100000 "${head##*<events>}</provider>"; echo "${middle#</provider>}$tail"; } | check '100,000 times the same provider' ETW0304 1500
{ echo "$head<templates><template tid=\"T\">"; times 20000 '<data name="I#" inType="win:UInt32"/><data name="A#" inType="win:UInt8" count="I#"/>'; echo "</template></templates>$middle$tail"; } | check '40,000 items that count each other' ETW0608 1000
{ echo "$head<tasks>"; times 200000 '<task name="T#" value="@"><opcodes><opcode name="O" value="20"/></opcodes></task>'; echo "</tasks>$middle$tail"; } | check '200,000 tasks with an opcode each' ETW0411 1500
{ echo "$head<maps><bitMap name=\"M\">"; times 400000 '<map value="3" message="$(string.S)"/>'; echo "</bitMap></maps>$middle<string id=\"S\" value=\"S\"/>$tail"; } | check '400,000 entries of a bit map' ETW0702 1200
{ echo "$head$middle<string id=\"S\" value=\""; times 1000000 '%99'; echo "\"/>$tail"; } | sed 's#</provider>#<events><event value="1" message="$(string.S)"/></events></provider>#' | check '1,000,000 inserts in a message' ETW0215 500
cargo test -q -p etw-manifest --test suite -- --ignored --exact --nocapture files::nobody_sees_half_a_file_in_many_looks | grep '^files:' || failed=1
exit $failed
