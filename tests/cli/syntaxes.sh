#!/bin/sh
# JSONC, JSON5 and YAML: where findings stand in all reports, what walks take, schemas of
# the user, and what fixes leave as it is.
# shellcheck source=tests/cli/lib
. tests/cli/lib

parts=$top/corpus/parts
yaml=yes
"$PROG" --version | grep -q '^YAML: yes' || yaml=

# places NAME LINE:COLUMN...: the findings of the file in compact, SARIF, GitHub and jsonl.
places() {
	file=$1
	shift
	printf '%s\n' "$@" >"$tmp/want"
	run check --no-config -f compact "$file"
	sed -n 's/^[^:]*:\([0-9]*:[0-9]*\): .*/\1/p' "$tmp/out" >"$tmp/got"
	check "$file: places" same "$tmp/want" "$tmp/got"
	run check --no-config -f github "$file"
	sed -n 's/.*,line=\([0-9]*\),.*col=\([0-9]*\),.*/\1:\2/p' "$tmp/out" | sort -n >"$tmp/got"
	check "$file: places in GitHub's" same "$tmp/want" "$tmp/got"
	command -v jq >/dev/null || return 0
	run check --no-config -f sarif "$file"
	jq -r '.runs[].results[].locations[0].physicalLocation.region |
		"\(.startLine):\(.startColumn)"' "$tmp/out" >"$tmp/got"
	check "$file: places in SARIF" same "$tmp/want" "$tmp/got"
}

cp "$parts"/jsonc/*.jsonc "$parts"/json5/*.json5 .
places three-mistakes.json5 8:71 10:3 15:17
places three-mistakes.jsonc 11:9 15:3 20:19
places mistakes.json5 1:15 1:28 2:15 2:35 2:40 2:54

# Fixes: comments stay, and every byte that is not of a mistake.
for file in three-mistakes.jsonc three-mistakes.json5; do
	cp $file before
	run check --no-config --fix=suggested $file
	check "$file: mended" status 0
	grep -o '//.*\|/\*.*\*/' before >"$tmp/want"
	grep -o '//.*\|/\*.*\*/' $file >"$tmp/got"
	check "$file: the comments are there" same "$tmp/want" "$tmp/got"
	check "$file: three lines are others" equal "$(diff before $file | grep -c '^>')" 3
done
rm -f ./*

# A member between comments is taken away without them.
sed 's/^{/{ \/\/ first\n  "webhookId": "a-1", \/* id *\/ \/\/ end/' "$top/corpus/examples/create-request.json" >a.jsonc
cp a.jsonc before
run check --no-config --fix=suggested a.jsonc
for comment in '// first' '/* id */' '// end'; do
	check "a member is removed, '$comment' is not" grep -qF "$comment" a.jsonc
done
rm -f ./*

# Strict JSON stays strict.
cp "$parts/json5/valid.json5" a.json
run check --no-config a.json
check 'a .json is no JSON5' status 1

# Walks.
mkdir w
cp "$parts/json5/comment.json5" "$parts/jsonc/json5.jsonc" w
printf '{ "files": [] } // mine\n' >w/other.jsonc
run check --no-config -f compact w
check 'a walk: JSON5' out 'w/comment.json5:1:48:'
check 'a walk: JSONC' out 'w/json5.jsonc:3:3:'
check 'a walk: what is not ours' no_out other.jsonc
rm -rf w

if [ -z "$yaml" ]; then
	printf 'webhookUrl: 1\n' >a.yaml
	run check --no-config a.yaml
	check 'without libyaml: says so' out 'built without libyaml'
	skip 'built without libyaml'
	finish
fi
cp "$parts"/yaml/*.yaml "$parts"/yaml/*.yml .
places three-mistakes.yaml 9:46 15:15
places several.yml 9:46 15:15 29:16 42:32 44:8

# No fixes in YAML: nothing is offered, nothing written.
cp several.yml before
run check --no-config --fix=suggested several.yml
check 'YAML: no byte changes' same before several.yml
check 'YAML: nothing is offered' no_out ' fix)'
check 'YAML: nothing is said of fixes' no_err 'can be fixed'
run check --no-config --diff several.yml
check 'YAML: no difference' no_out '+++'

# Documents of a stream are records.
run check --no-config -f jsonl several.yml
check 'the second document is a record' out '"record": 2, "kind": "create-request", "rule": "value-not-allowed"'

# Any YAML by a schema of the user.
cat >s.json <<'END'
{ "type": "object", "required": ["on", "jobs"],
  "properties": { "on": { "const": "push" }, "jobs": { "minProperties": 1 } } }
END
run check --no-config -s s.json other.yaml
check 'YAML by a schema: the place' out 'other.yaml:3:1: error:'
printf 'on: push\njobs: {a: 1}\n---\non: pull\njobs: {a: .nan}\n' >a.yml
run check --no-config -f compact -s s.json a.yml
check 'YAML by a schema: the second document' out 'a.yml:4:5: error:'
check 'YAML by a schema: what JSON has not' out 'a.yml:5:11: error: JSON has neither'

# A walk takes what speaks of ours.
mkdir w
mv ./*.yaml w
run check --no-config -f compact w
check 'a walk: YAML' out 'w/three-mistakes.yaml:9:46:'
check 'a walk: broken YAML' out 'w/tab.yaml:3:1:'
check 'a walk: what is not ours' no_out other.yaml

# YAML of other programs, which have the URL of a webhook, too.
mkdir compose
printf 'x: &x\n  restart: always\nweb:\n  <<: *x\n  environment:\n    WEBHOOK_URL: https://chat.harbor-coffee.com/x\n' \
	>compose/compose.yml
printf 'A:\n\n```json\n{ "webhookUrl": "https://chat.harbor-coffee.com/x", ... }\n```\n' >compose/a.md
printf '{ "slack": { "webhookUrl": "http://localhost:3000/x" }, "webhookUrl": "http://x", "theme": "a", "plugins": [] }' \
	>compose/chat.json
run check --no-config -f compact compose
check 'a walk: what one name alone speaks for' no_out ': error: '

# Within others.
# shellcheck disable=SC2016
{ printf 'Text.\n\n```yaml\n' && cat "$parts/yaml/three-mistakes.yaml" && printf '```\n\n* more\n\n  ```json5\n' &&
	sed 's/^/  /' "$parts/json5/three-mistakes.json5" && printf '  ```\n'; } >a.md
run check --no-config -f compact a.md
check 'YAML in Markdown' out 'a.md:12:46:'
check 'JSON5 in Markdown' out 'a.md:39:5:'
finish
