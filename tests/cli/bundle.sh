#!/bin/sh
# bundle: "schema bundle" writes one document that stands alone, with nothing of where
# its parts lay.  tests/schemas/bundle.sh has other judges, and the official suite.
# shellcheck source=tests/cli/lib
. tests/cli/lib
command -v jq >/dev/null || {
	skip 'jq is not installed'
	finish
}
json='http://json-schema.org/draft-07/schema#' new='https://json-schema.org/draft/2020-12/schema'

# bundles NAME OPTION...: in NAME/main.json; what is made refuses {"a": 1} and takes
# {"a": "x"} in a folder without the others, and reads the same made elsewhere.
echo '{"a": 1}' >number.json
echo '{"a": "x"}' >string.json
bundles() {
	folder=$1
	shift
	mkdir -p alone elsewhere/deeper
	(cd "$folder" && run schema bundle "$@" main.json && [ "$status" -eq 0 ] &&
		cp "$tmp/out" "../alone/$folder.json") || return 1
	cp -R "$folder" elsewhere/deeper
	(cd "elsewhere/deeper/$folder" && run schema bundle "$@" main.json &&
		same "$tmp/out" "../../../alone/$folder.json") || return 1
	run schema check "alone/$folder.json"
	status 0 && quiet || return 1
	! grep -q "file:\|$(basename "$tmp")" "alone/$folder.json" || return 1
	run check -q --no-config -s "alone/$folder.json" string.json
	status 0 && quiet || return 1
	run check -q --no-config -s "alone/$folder.json" number.json
	status 1 && out '[wrong-type]'
}
# made FILTER: it is true of the bundle made last.
made() { jq -e "$1" "alone/$folder.json" >/dev/null; }

mkdir noid
echo "{\"\$schema\": \"$json\", \"properties\": {\"a\": {\"\$ref\": \"c.json\"}}}" >noid/main.json
echo "{\"\$schema\": \"$json\", \"type\": \"string\"}" >noid/c.json
check 'files without $id' bundles noid -r .
check '... are definitions' made '.properties.a["$ref"] == "#/definitions/c.json" and
	.definitions["c.json"] == {"type": "string"}'

mkdir relative
echo "{\"\$schema\": \"$new\", \"\$id\": \"main.json\", \"properties\": {\"a\": {\"\$ref\": \"c.json\"}}}" >relative/main.json
echo "{\"\$schema\": \"$new\", \"\$id\": \"c.json\", \"type\": \"string\"}" >relative/c.json
check 'relative identifiers' bundles relative -r .
check '... are left out' made '[.. | objects | select(has("$id"))] | length == 1'

mkdir -p same/x same/y 'same/z ü#%'
echo '{"$ref": "#/$defs/s", "$defs": {"s": {"$ref": "../y/c.json#/$defs/~1"}}}' >same/x/c.json
echo '{"$defs": {"/": {"$ref": "../z%20%C3%BC%23%25/c.json"}}}' >same/y/c.json
echo '{"type": "string", "examples": [{"$ref": "x/c.json"}]}' >'same/z ü#%/c.json'
echo '{"$defs": {"c.json": false}, "properties": {"a": {"$ref": "x/c.json"}, "b": {"$ref": "main.json"}}}' >same/main.json
check 'files of one name, a definition of that name, a reference to itself' bundles same -r x -r y -r 'z ü#%'
check '... are four definitions' made '(."$defs" | length == 4) and .properties.b["$ref"] == "#" and
	."$schema" == "https://json-schema.org/draft/2020-12/schema"'

mkdir taken
echo "{\"\$schema\": \"$new\", \"\$defs\": {\"http://e.example/c.json\": {\"type\": \"integer\"}},
	\"properties\": {\"a\": {\"\$ref\": \"http://e.example/c.json\"},
		\"b\": {\"\$ref\": \"#/\$defs/http:~1~1e.example~1c.json\"}}}" >taken/main.json
echo "{\"\$schema\": \"$new\", \"\$id\": \"http://e.example/c.json\", \"type\": \"string\"}" >taken/c.json
check 'a name of $defs that is taken' bundles taken -r c.json
check '... keeps its meaning' made '."$defs"["http://e.example/c.json"].type == "integer"'

mkdir refers
echo "{\"\$schema\": \"$json\", \"\$id\": \"http://e.example/m.json\", \"properties\": {\"a\": {\"\$ref\": \"c.json\"}}}" >refers/main.json
echo "{\"\$schema\": \"$json\", \"definitions\": {\"s\": {\"type\": \"string\"}}, \"\$ref\": \"#/definitions/s\"}" >refers/c.json
check 'a document of draft 7 that only refers on' bundles refers -r http://e.example=.

# Of another dialect, which an $id must carry; and the main document refers on, too.
mkdir mixed
echo "{\"\$schema\": \"$json\", \"\$ref\": \"other.json#/definitions/a\", \"definitions\": {\"x\": {\"\$ref\": \"#/definitions/y\"}, \"y\": {}}}" >mixed/main.json
echo '{"$schema": "http://json-schema.org/draft-04/schema#", "$ref": "main.json#/definitions/x",
	"definitions": {"a": {"properties": {"a": {"$ref": "#/definitions/b"}}}, "b": {"type": "string"}}}' >mixed/other.json
check 'two dialects that refer on' bundles mixed -r .
check '... are wrapped' made '(.allOf | length == 1) and ([.. | objects | select(.allOf)] | length == 2)'

# Anchors, dynamic ones, and identifiers within: they need a resource.
mkdir -p anchors/d
echo '{"properties": {"a": {"allOf": [{"$ref": "c.json#s"}, {"$ref": "d/d.json"}, {"$ref": "in.json"}]}},
	"$defs": {"in": {"$id": "in.json", "$ref": "c.json#/$defs/s"}, "s": {"$anchor": "s", "type": "null"}}}' >anchors/main.json
echo '{"$defs": {"s": {"$anchor": "s", "$ref": "#/$defs/t"}, "t": {"type": "string"}}}' >anchors/c.json
echo '{"$ref": "in.json", "$defs": {"in": {"$id": "in.json", "$dynamicRef": "../c.json#s"}}}' >anchors/d/d.json
check 'anchors and identifiers within' bundles anchors -r .
check '... have names that no other bundle has' made '[.. | objects | .["$id"] | strings] | sort ==
	["https://bundle.invalid/main.json/c.json", "https://bundle.invalid/main.json/in.json",
	"https://bundle.invalid/main.json/in.json-6"]'

# What is in no schema that is used is part of it, too: other tools look at all of it.
mkdir unused
echo '{"properties": {"a": {"type": "string"}}, "$defs": {"b": {"$ref": "c.json"}, "no": {"$ref": "nowhere.json"}}}' >unused/main.json
echo '{"type": "object"}' >unused/c.json
(cd unused && run schema bundle -r . main.json)
check 'references of unused definitions' json '."$defs".b["$ref"] == "#/$defs/c.json" and ."$defs".no["$ref"] == "nowhere.json"'

printf '{"type":  "string"}' >alone.json
run schema bundle alone.json
check 'what is whole stays as it is' equal "$(cat "$tmp/out")" '{"type":  "string"}'
run schema bundle --dialect 7 alone.json
check '... but names its dialect, if nobody would guess it' json '."$schema" == "http://json-schema.org/draft-07/schema#"'

# A long identifier in very many references would make it enormous.
mkdir long
awk 'BEGIN { printf "{\"allOf\": ["; for (i = 0; i < 2000; i++) printf "%s{\"$ref\": \"c.json\"}", i ? ", " : ""; print "]}" }' >long/main.json
awk 'BEGIN { printf "{\"$id\": \"http://e.example/"; for (i = 0; i < 3000; i++) printf "l"; print "\", \"type\": \"string\"}" }' >long/c.json
run schema bundle -r long/c.json long/main.json
check 'it gives up' status 2
check '... and says where' err 'long/main.json:1:'
check '... and why' err '[gave-up]'

# Built-in ones; and copies of them, which take their place, are sound.
"$PROG" schema list -f json >list.json
jq -r '.[].name' list.json >names
check 'built-in schemas' [ "$(wc -l <names)" -gt 30 ]
while read -r name; do
	run schema bundle "$name" -o whole.json
	check "bundle $name" status 0
	run schema check whole.json
	check "... is sound" status 0
done <names
run schema bundle create-request
check 'by its short name' json '[.. | objects | select(has("$ref")) | ."$ref" | split("#")[0]] | unique | length == 2'
run schema bundle creat-request
check 'a name that is nearly one' err "a similar one is built in: 'create-request'"

finish
