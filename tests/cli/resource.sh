#!/bin/sh
# Documents that schemas refer to (-r): their names in URIs, what lies beside them in a
# folder, identifiers that do not count, and the dialect of those that name none.
# shellcheck source=tests/cli/lib
. tests/cli/lib
mkdir -p "r/deep er"
echo '{"a": 1}' >d.json

# refers REFERENCE [URI]: a schema m.json, of that $id, for "a".
refers() {
	printf '{"$id": "%s", "properties": {"a": {"$ref": "%s"}}}\n' \
		"${2:-https://x.example/y/main.json}" "$1" >m.json
}
judge() { run check --no-config -q -s m.json "$@" d.json; }

# ---- names of files, as they are in a URI (RFC 3986, 2.1; RFC 3987, 3.1)

for name in 'my defs' é 'a#b' 'what?' '50%' 'a:b' '%20' 'deep er/x'; do
	echo '{"type": "string"}' >"r/$name.json"
done
for reference in my%20defs 'my defs' %C3%A9 %c3%a9 é a%23b what%3F 50%25 ./a:b %2520 \
	deep%20er/x ./deep%20er/../deep%20er/x; do
	refers "$reference.json"
	for given in r r/; do
		judge -r "https://x.example/y/=$given"
		check "URI=$given: $reference" out "'a' is 1; the schema wants a string"
	done
	judge -r https://x.example/y=r
	check "a URI without a slash: $reference" status 1
	mv m.json r/m.json
	run check --no-config -q -s r/m.json -r https://x.example/y/=r d.json
	check "from beside it: $reference" status 1
	rm r/m.json
done
# What would lead out of the folder, or names no file, is no document.
mkdir secret
echo true >secret/x.json
for reference in ../secret/x %2e%2e/secret/x ..%2Fsecret%2Fx deep%20er%2Fx x%00 %; do
	refers "$reference.json"
	judge -r https://x.example/y/=r
	check "no document: $reference" status 2
	check "no document, said: $reference" out 'a document that is not known'
done
# An $id is found in either form, too.
echo '{"$id": "https://x.example/z/é.json", "type": "string"}' >z.json
refers %C3%A9.json https://x.example/z/main.json
judge -r z.json
check 'an $id that is an IRI' status 1
echo '{"$id": "https://x.example/z/%c3%a9.json", "type": "string"}' >z.json
refers é.json https://x.example/z/main.json
judge -r z.json
check 'an $id that is encoded' status 1
rm -r r z.json

# ---- a stray file in a folder

mkdir r
refers https://x.example/c.json
echo '{"$id": "https://x.example/c.json", "type": "integer"}' >r/c.json
strays() { # NAME: nobody needs r/b.json
	judge -r r
	check "$1" status 0
	check "$1: not a word" quiet
}
printf '// c\n{"$schema": "https://json-schema.org/draft/2020-12/schema"}' >r/b.json
strays comments
: >r/b.json
strays 'an empty file'
printf '\377\376{\000}\000' >r/b.json
strays UTF-16
echo '{"$schema": "https://docs.example/editor.json"}' >r/b.json
strays 'an unknown $schema'
echo '{"$id": "https://x.example/b.json", "type": "strin", "$ref": "#/nowhere"}' >r/b.json
strays 'an invalid schema'
echo '{"$defs": {"a": {"$anchor": "a"}, "b": {"$anchor": "a"}}}' >r/b.json
strays 'an anchor twice'
echo '{"a": 1, "a": 2}' >r/b.json
strays 'a name twice'
echo '{"$id": "https://x.example/b.json"}' >r/b.json
echo '{"$id": "https://x.example/b.json", "type": "string"}' >r/e.json
strays 'two of one $id'
rm r/e.json
echo '{}' >r/b.json
chmod 000 r/b.json
strays 'an unreadable file'
rm -f r/b.json
mkdir -m 000 r/b
strays 'an unreadable folder'
rmdir r/b

needed() { # NAME FILE TEXT: now it is, and the reason is said
	judge -r r
	check "needed: $1" status 2
	check "needed: $1: the reason" out "$3"
	check "needed: $1: the place" out "$2:1:"
}
echo '{"$id": "https://x.example/c.json", "type": "string"}' >r/e.json
needed 'two of one $id' r/e.json "'https://x.example/c.json' is given to two schemas"
rm r/e.json
printf '{"$id": "https://x.example/c.json" /* c */}' >r/c.json
needed comments r/c.json 'JSON has no comments'
check 'needed: the reference, too' out "'r/c.json' seems to be it, but cannot be used"
: >r/b.json
judge -r r
check 'needed: no other' no_out r/b.json
echo '{"$id": "https://x.example/c.json", "$schema": "https://docs.example/e.json"}' \
	>r/c.json
needed 'an unknown $schema' r/c.json 'there is no such meta-schema'
echo '{"$id": "https://x.example/c.json", "type": "strin"}' >r/c.json
needed 'an invalid schema' r/c.json "'strin' is not allowed"
refers file://"$PWD"/r/b.json
needed 'an empty file' r/b.json 'the file is empty'
if [ "$(id -u)" -ne 0 ]; then
	chmod 000 r/b.json
	needed 'an unreadable file' r/b.json 'it cannot be read'
else
	skip 'root reads what has no permissions'
fi
printf '{"$schema": "https://x.example/meta.json"}' >m.json
printf '{"$id": "https://x.example/meta.json",}' >r/meta.json
needed 'a meta-schema' r/meta.json 'comma after the last property'
judge -r r/meta.json
check 'a file that is named is no stray' out r/meta.json:1:
echo '{"$id": "https://x.example/b.json", "title": "\ud800"}' >r/b.json
refers https://x.example/e.json
echo '{"$id": "https://x.example/e.json", "title": "\ud800"}' >e.json
judge -r r/b.json -r e.json
check 'a warning about a file that is referred to' out e.json:1:
check 'none about one that is not' no_out r/b.json:1:
rm e.json
rm -r r

# ---- an identifier that does not count

old='"$schema": "http://json-schema.org/draft-07/schema#"'
refers https://x.example/c.json
echo "{$old, \"\$id\": \"https://x.example/c.json\", \"\$ref\": \"#/definitions/i\",
	\"definitions\": {\"i\": {\"type\": \"integer\"}}}" >c.json
judge -r c.json
check '$id beside $ref' status 2
check '$id beside $ref: the reason' out "the '\$id' beside a '\$ref' does not count in draft7"
check '$id beside $ref: where' out "it is in 'c.json'"
sed 's/"$ref": "#\/definitions\/i"/"allOf": [{&}]/' c.json >c && mv c c.json
judge -r c.json
check '... in an allOf' status 0
echo '{"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"a": {"$ref": "#n"}},
	"definitions": {"i": {}, "n": {"id": "#n", "$ref": "#/definitions/i"}}}' >m.json
judge
check 'id of draft 4, an anchor' out "the 'id' beside a '\$ref' does not count in draft4"
refers https://x.example/c.json
echo '{"$id": "https://x.example/c.json", "$ref": "#/$defs/i", "$defs": {"i": {}}}' >c.json
judge -r c.json
check 'since 2019-09 it counts' status 0

# ---- the dialect of a document without $schema: 2020-12 core, 8.1.1

echo '{"a": [1, 2]}' >d.json
echo "{$old, \"properties\": {\"a\": {\"\$ref\": \"c.json\"}}}" >m.json
echo '{"items": [{"type": "string"}], "additionalItems": {"type": "null"}}' >c.json
judge -r c.json
check 'the dialect of what refers to it' status 1
check '... applies' out 'the schema wants null'
echo '{"dependentSchemas": {}, "$id": "https://x.example/i.json", "exclusiveMaximum": true}' >c.json
judge -r c.json
check '... is said' out "without '\$schema' it is of draft7, as what refers to it"
cp c.json m.json
judge
check '... or that nothing refers to it' out "without '\$schema' it is of 2020-12 (see --dialect)"
judge --dialect draft4
check '... and is of --dialect' no_out "wants a number"
echo '{"$schema": "http://json-schema.org/draft-04/schema#",
	"properties": {"a": {"items": {"$ref": "https://x.example/c.json"}}}}' >m.json
echo '{"id": "https://x.example/c.json", "maximum": 1, "exclusiveMaximum": true}' >c.json
judge -r c.json
check 'an id that only draft 4 has' out 'it must be less than 1'

# Links in a folder: within it they are followed, out of it not.
mkdir -p linked/in linked/.git outer
printf 'token = secret\n' >outer/secret
cp outer/secret linked/.git/config
echo '{"type":"string"}' >linked/in/string.json
ln -s in/string.json linked/linked.json
printf '{"$ref":"http://a.example/linked.json"}\n' >refers.json
run check -q -f compact -s refers.json -r http://a.example/=linked refers.json
check 'a link within the folder' out "the schema wants a string"
for aim in ../outer/secret "$PWD/outer/secret" .git/config; do
	ln -sf "$aim" linked/linked.json
	run check -q -f compact -s refers.json -r http://a.example/=linked refers.json
	check "a link to $aim is not followed" status 2
	check "a link to $aim: said" out 'it is a link out of the folder'
	check "a link to $aim: nothing of it is shown" no_out secret
	run check -q -f compact -s refers.json -r http://a.example/linked.json=linked/linked.json refers.json
	check "a link to $aim: that is named is followed" out 'linked.json:1:1: error'
done
finish
