#!/bin/sh
# What a walk must not pass over: definitions that cannot be read as such.
# shellcheck source=tests/cli/lib
. tests/cli/lib

fresh() {
	rm -rf w
	mkdir w
}
definition() {
	sed 's/"webhookURL"/"webhookUrl"/' "$top/corpus/examples/create-request.json" >"$1"
}
definition good.json
seen() { # WHAT RULE
	run check -f compact w
	check "$1: seen" out "w/x.json:1:"
	check "$1: as what it is" out "[$2]"
	check "$1: with -q no less" [ "$status" -eq "$3" ]
}
unseen() { # WHAT
	run check -f compact w
	check "$1: passed over" no_out x.json
	check "$1: counted" err '1 other file skipped'
}

# alone, by the names in it
for encoding in UTF-16LE UTF-16BE UTF-32LE UTF-32BE UTF-16; do
	fresh
	iconv -f UTF-8 -t $encoding good.json >w/x.json || continue
	seen "$encoding" invalid-encoding 1
done
fresh
{ printf "curl -d '" && cat good.json && printf "'\n"; } >w/x.json
seen 'a command around it' invalid-json 1
fresh
{ printf 'module.exports = ' && sed 's/"\([A-Za-z]*\)":/\1:/' good.json; } >w/x.json
seen 'a module of JavaScript' invalid-json 1
fresh
printf 'webhookUrl: https://hooks.example.com/a\nproductId: p\n' >w/x.json
seen 'YAML' invalid-json 1
for length in 60 110 150 300; do
	fresh
	printf '{"organizationId":"acme_shop","productId":"customerInvoicing","webhookUrl":"https://hooks.acme-webshop.com/a","eventTypes":["invoicing.customer.invoice.paid"],"name":"n","description":"a name that is long enough to be cut off somewhere, as transfers do it, or disks that are full, or people who copy too little of it, or just editors that crash before all of the text is saved"}' |
		head -c $length >w/x.json
	seen "cut off after $length bytes" invalid-json 1
done
fresh
printf '{"organisationId": "a", "webhokUrl": "https://hooks.acme-webshop.com/a"' >w/x.json
seen 'misspelt and cut off' invalid-json 1

# beside definitions, whatever stands in it
for text in '' ' ' '{' '[1,' 'x' '{"a": 1}}' '{ "compilerOptions": {}, } // c'; do
	fresh
	printf '%s' "$text" >w/x.json
	run check w
	check "'$text' alone: nothing is checked" status 2
	cp good.json w/z.json
	seen "'$text' before a definition" invalid-json 1
	check "'$text': why" [ "$("$PROG" check w 2>&1 | grep -c 'it lies beside documents of the service')" -eq 1 ]
	mv w/z.json w/a.json
	seen "'$text' behind a definition" invalid-json 1
	mkdir w/sub && mv w/a.json w/sub
	run check w
	check "'$text': another folder is not beside" no_out x.json
done
fresh
: >w/x.json
iconv -f UTF-8 -t UTF-16LE good.json >w/y.json
seen 'beside one that is broken itself' invalid-json 1
fresh
{ tr -d '\n' <good.json; printf '\n{"a": 1\n'; } >w/x.jsonl
run check -f compact w
check 'a line among lines' out 'w/x.jsonl:2:'
fresh
printf '{"a": 1\n{"b": 2}\n' >w/x.jsonl
run check -f compact w
check 'lines of something else' no_out x.jsonl
printf '{"a": 1, }\n' >w/x.json
cp w/x.json before.json
run check --fix w
check 'what is passed over is not repaired' same w/x.json before.json
cp good.json w/z.json
run check --fix w
check 'what is not, is' grep -qx '{"a": 1 *}' w/x.json
check 'as with any number of threads' [ "$("$PROG" check -j1 w 2>/dev/null)" = "$("$PROG" check -j4 w 2>/dev/null)" ]

# wrapped
rules() { # FILE
	"$PROG" check -f compact "$1" | sed -n 's/.*\[\([a-z-]*\)\]$/\1/p' | grep -v duplicate- | sort -u
}
wrapped() { # WHAT TEXT
	fresh
	printf '%s\n' "$2" >w/x.json
	check "$1: found in it what is found in it alone" [ "$(rules w)" = "$alone" ]
}
sed 's/https:/http:/' good.json >bad.json
inner=$(cat bad.json) alone=$(rules bad.json)
check 'there is something' [ -n "$alone" ]
wrapped 'an object around it' "{\"subscription\": $inner}"
wrapped 'two' "{\"a\": {\"subscription\": $inner}}"
wrapped 'lists' "{\"subscriptions\": [$inner, $inner]}"
wrapped 'beside other members' "{\"version\": 1, \"comment\": \"c\", \"body\": $inner}"
wrapped 'in a list' "[{\"body\": $inner}]"
fresh
printf '{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"webhookUrl": {"type": "string"}, "eventTypes": {"type": "array"}, "notificationScope": true}}\n' >w/x.json
unseen 'a schema for definitions'
fresh
printf '{"name": "x", "version": "1.0.0", "config": {"name": "a", "description": "b", "status": "c"}}\n' >w/x.json
unseen 'a package'
fresh
printf '{"webhookUrl": "https://hooks.chat.example/a", "channel": "c", "user": "u", "icon": "i"}\n' >w/x.json
unseen 'another webhook'
cp good.json w/z.json
seen 'what has a name of ours, beside definitions' unknown-document 0
fresh
printf '{"a": 1}\n' >w/x.json
cp good.json w/z.json
unseen 'what has none, beside definitions'
# With its rule off, what is no JSON is not checked all the same, and that is said.
printf '{"a":1' >off.json
run check --no-config --rule invalid-json=off off.json
check 'no JSON, the rule off: the status' status 2
check 'no JSON, the rule off: it is said' err 'was not checked: it is no JSON'

finish
