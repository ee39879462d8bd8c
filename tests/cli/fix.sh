#!/bin/sh
# --fix and --diff.
# shellcheck source=tests/cli/lib
. tests/cli/lib
src=$top/tests/cli/good.json
sed 's/"webhookUrl"/"webhookURL"/; s/"firstRetry": 1/"firstRetry": "1"/' "$src" >fixable.json
sed 's/"Invoices",/"Invoices",,/' "$src" >syntax.json

cp fixable.json f.json
run check --fix f.json
check '--fix repairs' same f.json "$src"
check 'nothing is left' status 0
check 'it says how many' err 'fixed 2'
run check f.json
check 'the file is clean then' quiet
run check --fix f.json
check 'a clean file stays' same f.json "$src"
cp syntax.json f.json
run check --fix f.json
check 'a comma too many' same f.json "$src"
sed 's/"SELF"/"SLEF"/' fixable.json >f.json
run check --fix f.json
check 'what is only suggested is left' out 'SELF'
check 'and counts' status 1
run check --fix=suggested f.json
check '--fix=suggested' same f.json "$src"
bad f.json
cp f.json keep.json
run check --fix f.json
check 'without a fix the file stays' same f.json keep.json
check 'and fails' status 1

# several passes: what a fix reveals is fixed as well
sed 's/"retryPolicy"/"retryPolcy"/; s/"firstRetry": 1/"firstRetry": "1"/' "$src" >f.json
run check --fix=suggested f.json
check 'what shows up behind a fix' same f.json "$src"

# bytes that no fix is about
sed 's/$/\r/' fixable.json >f.json
sed 's/$/\r/' "$src" >want.json
run check --fix f.json
check 'CRLF stays' same f.json want.json
printf '%s' "$(cat fixable.json)" >f.json
printf '%s' "$(cat "$src")" >want.json
run check --fix f.json
check 'a missing last line end stays missing' same f.json want.json
{ printf '\357\273\277'; cat "$src"; } >f.json
run check --fix f.json
check 'a byte order mark goes' same f.json "$src"

# JSON Lines
{ tr -d '\n' <fixable.json; echo; echo; tr -d '\n' <"$src"; echo; tr -d '\n' <fixable.json; } >f.jsonl
{ tr -d '\n' <"$src"; echo; echo; tr -d '\n' <"$src"; echo; tr -d '\n' <"$src"; } >want.jsonl
run check --fix --rule duplicate-subscription=off f.jsonl
check 'each line of JSON Lines' same f.jsonl want.jsonl

run check --fix --rule duplicate-subscription=off f.jsonl
check 'what is repaired stays' same f.jsonl want.jsonl
check 'and nothing is said of it' no_err fixed

{ printf '{"webhookUrl\n'; tr -d '\n' <fixable.json; echo; } >f.jsonl
{ printf '{"webhookUrl\n'; tr -d '\n' <"$src"; echo; } >want.jsonl
run check --fix f.jsonl
check 'a line that cannot be repaired keeps no other from it' same f.jsonl want.jsonl
echo true >true.json
awk 'BEGIN { for (i = 0; i < 12000; i++) print "[1,]" }' >f.jsonl
run check --fix --schema true.json f.jsonl
check 'a stream with too many mistakes is repaired in part' err 'too many findings to be repaired at once'
check 'and its beginning is' [ "$(head -n 1 f.jsonl)" = '[1]' ]
check 'and keeps its end' [ "$(tail -n 1 f.jsonl)" = '[1,]' ]
check 'and its lines' [ "$(grep -c '' f.jsonl)" -eq 12000 ]
run check --fix --schema true.json f.jsonl
check 'the next run does the rest' [ "$(sort -u f.jsonl)" = '[1]' ]
{ cat "$top/corpus/invalid/gave-up/stream.jsonl"; echo '[1,]'; } >f.jsonl
cp f.jsonl want.jsonl
run check --fix --schema "$top/corpus/invalid/gave-up/branches.jsonschema" f.jsonl
check 'a stream that takes too many steps is given up' err 'takes too long to be repaired at once'
check 'and stays as it is behind' same f.jsonl want.jsonl

# mode, links, owner; files that cannot be written
cp fixable.json f.json && chmod 604 f.json && ln -s f.json l.json
run check --fix l.json
check 'a link stays a link' [ -L l.json ]
check 'nothing is written through it' same f.json fixable.json
check 'it is said' err "cannot write 'l.json': it is a symbolic link"
check 'and trouble' status 2
run check --fix f.json
check 'the file itself is repaired' same f.json "$src"
check 'the mode is kept' [ "$(stat -c %a f.json)" = 604 ]
cp fixable.json ro.json && chmod 444 ro.json
run check --fix ro.json
check 'a read-only file stays' same ro.json fixable.json
check 'and is said' err "cannot write 'ro.json'"
check 'which is trouble' status 2
check 'its findings are shown' out 'webhookURL'
cp fixable.json f.json
run check --fix nothing.json f.json
check 'an unreadable one does not stop the others' same f.json "$src"
check 'but is trouble' status 2
check 'nothing temporary is left' [ -z "$(find . -name '*tmp*')" ]

# standard input
"$PROG" check --fix - <fixable.json >"$tmp/out" 2>"$tmp/err"
status=$?
check 'standard input: the fixed text' same "$tmp/out" "$src"
check 'nothing left' status 0
"$PROG" check --fix - <"$src" >"$tmp/out" 2>"$tmp/err"
check 'a clean text comes out as it is' same "$tmp/out" "$src"
bad b.json
"$PROG" check --fix - <b.json >"$tmp/out" 2>"$tmp/err"
status=$?
check 'findings go to standard error' err '[missing-field]'
check 'the text to standard output' same "$tmp/out" b.json
check 'what is left counts' status 1

# --diff
cp fixable.json f.json
run check --diff f.json
check '--diff leaves the file' same f.json fixable.json
cp "$tmp/out" d.patch
check 'it is a unified diff' out '+++ b/f.json'
check 'findings are as the file is' status 1
if command -v patch >/dev/null; then
	patch -sp1 <d.patch >"$tmp/out" 2>"$tmp/err"
	check 'patch -p1 applies it' same f.json "$src"
else
	skip 'patch is not installed'
fi
run check --diff f.json
check 'nothing to fix: no diff' [ ! -s "$tmp/out" ]
mkdir d && cp fixable.json 'd/with space.json' && sed 's/$/\r/' fixable.json >d/crlf.json
printf '%s' "$(cat fixable.json)" >d/noeol.json
cp fixable.json "d/$(printf 'q"\303\251.json')"
sed 's/"SELF"/"SLEF"/' fixable.json >d/z.json
cp -r d fixed && cp -r d work && cp -r d git
(cd fixed && "$PROG" check --fix=suggested . >"$tmp/out" 2>"$tmp/err")
(cd work && "$PROG" check --diff --fix=suggested . >../all.patch 2>"$tmp/err")
if command -v patch >/dev/null; then
	(cd work && patch -sp1 --binary <../all.patch >"$tmp/out" 2>"$tmp/err")
	check 'patch: spaces, quotes, CRLF, no line end' diff -r work fixed
fi
if command -v git >/dev/null; then
	(cd git && git init -q . && git apply ../all.patch >"$tmp/out" 2>"$tmp/err" && rm -r .git)
	check 'git apply' diff -r git fixed
else
	skip 'git is not installed'
fi
cp fixable.json f.json
run check --diff -f json:r.json f.json
check 'with a report in a file' grep -q webhookURL r.json
check 'beside the diff' out '+++ b/f.json'
run check --diff -f json f.json
check 'not with a report on standard output' status 2

# suppressed findings are not touched
printf '{ "suppress": [ { "file": "f.json", "pointer": "/retryPolicy", "reason": "r" } ] }\n' >.hookvet.json
cp fixable.json f.json
run check --fix f.json
sed 's/"firstRetry": 1/"firstRetry": "1"/' "$src" >want.json
check 'suppressed: left as it is' same f.json want.json
check 'and counted as such' err '1 suppressed'

# One that does harm is left out; those before and behind it are made at once.
cat >harm.schema.json <<'Y'
{ "properties": { "bad": { "type": "integer", "maximum": 5, "exclusiveMinimum": 50,
    "multipleOf": 4, "enum": [1], "x-hookvet": { "numberAsString": true } } },
  "additionalProperties": { "type": "integer", "x-hookvet": { "numberAsString": true } } }
Y
printf '{ "a": "1", "bad": "10", "c": "3" }\n' >f.json
run check --no-config -s harm.schema.json --fix f.json
printf '{ "a": 1, "bad": "10", "c": 3 }\n' >want.json
check 'a fix that does harm: not made' same f.json want.json
check 'the two others are' err 'fixed 2'

# Fixes that do harm are looked for among many, within bounds (it was minutes).
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
	cat "$top/corpus/crashes/fixes-that-harm"
done >many.json
timeout 60 "$PROG" check -k create-request --json-lines --fix=suggested -q many.json >"$tmp/out" 2>"$tmp/err"
status=$?
check 'many fixes that harm' status 1
finish
