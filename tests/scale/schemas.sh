#!/bin/sh
# shellcheck disable=SC2016
# Large schemas and values: what they cost is counted in instructions (callgrind), so
# it is the same on a busy machine, and memory at its peak.
#
# Each case is measured for n and 2n: twice as much may cost 2.3 times as much, and a
# unit no more than its limit, some half above what it was when this was written.
# shellcheck source=tests/lib
. tests/lib

holds() { # NAME WHAT CONDITION(awk)
	if awk "BEGIN { exit !($3) }"; then pass; else fail "$1: $2: $3"; fi
}

# Instructions and exit status of a check.
count() { # ARGUMENT...
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$PROG" check -q -j1 --no-config "$@" \
		>"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	instructions=$(sed -n 's/.*Collected : *//p' "$tmp/err")
	: "${instructions:=0}"
}
# Peak memory in kB.
memory() { # ARGUMENT...
	{
		printf 'run\t%s\tcheck\t-q\t-j1\t--no-config' "$PROG"
		printf '\t%s' "$@"
		echo
	} >"$tmp/spec"
	kilobytes=$("$B/bench/measure" -n 1 "$tmp/spec" | cut -f 6)
}

# The schema s.json and the instances i.json or i.jsonl of a case.  A unit is taken apart
# once: some awks take time for gsub() that grows with the square of what is replaced.
repeat() { # N HEAD UNIT TAIL: % in a unit is its number, @ that of the next
	awk -v n="$1" -v head="$2" -v unit="$3" -v tail="$4" 'BEGIN {
		m = split(unit, part, /[%@]/)
		for (k = 2; k <= m; k++) {
			at += length(part[k - 1]) + 1
			more[k] = substr(unit, at, 1) == "@"
		}
		printf "%s", head
		for (i = 0; i < n; i++) {
			printf "%s%s", i ? "," : "", part[1]
			for (k = 2; k <= m; k++)
				printf "%d%s", i + more[k], part[k]
		}
		printf "%s", tail
	}'
}
schema='{"type":"object","description":"Text that nobody asks for, as schemas have it",
	"properties":{"name":{"type":"string","pattern":"^x-[0-9]+(?:-[a-z]+)*$"},"size":{"type":"integer","minimum":%},
	"kind":{"enum":["one","two","three"]}},"required":["name","kind"],"additionalProperties":false}'
make() { # CASE N
	rm -f i.json i.jsonl
	echo '{}' >i.json
	case $1 in
	used) repeat "$2" '{"properties":{' '"p%":'"$schema" '}}' >s.json ;;
	unused) repeat "$2" '{"type":"object","$defs":{' '"p%":'"$schema" '}}' >s.json ;;
	references)
		repeat "$2" '{"$defs":{"a":{"type":"object"}},"properties":{' '"p%":{"$ref":"#/$defs/a"}' '}}' >s.json
		;;
	chain)
		repeat "$2" '{"$ref":"#/$defs/d0","$defs":{' '"d%":{"$ref":"#/$defs/d@"}' \
			',"d'"$2"'":{"type":"object"}}}' >s.json
		;;
	unique)
		echo '{"uniqueItems":true}' >s.json
		repeat "$2" '[' '{"id":%,"name":"item","tags":["a","b"]}' ']' >i.json
		;;
	enum)
		repeat "$2" '{"enum":[' '"value %"' ']}' >s.json
		echo '"value 7"' >i.json
		;;
	branches)
		repeat "$2" '{"anyOf":[' '{"required":["kind"],"properties":{"kind":{"const":"k%"}}}' ']}' >s.json
		echo "{\"kind\":\"k$(($2 - 1))\"}" >i.json
		;;
	dynamic)
		# resources that extend each other, and a tree that walks through all of them
		repeat 40 '{"$id":"https://example.com/root","$ref":"r0","$defs":{' \
			'"r%":{"$id":"https://example.com/r%","$dynamicAnchor":"node","$ref":"r@"}' \
			',"r40":{"$id":"https://example.com/r40","$dynamicAnchor":"node","type":"object",
			"properties":{"children":{"items":{"$dynamicRef":"#node"}}}}}}' >s.json
		repeat "$2" '{"children":[' '{"children":[{"children":[]},{"children":[]}]}' ']}' >i.json
		;;
	esac
}

growth() { # CASE N LIMIT(instructions a unit)
	make "$1" "$2"
	count -s s.json i.json
	once=$instructions
	holds "$1" "status of $2" "$status == 0"
	make "$1" $(($2 * 2))
	count -s s.json i.json
	twice=$instructions
	holds "$1" "status of twice as many" "$status == 0"
	holds "$1" "grows with the size" "$twice > 0 && $twice <= 2.3 * $once"
	holds "$1" "instructions for one more" "($twice - $once) / $2 <= $3"
}
largest() { # CASE N KB
	make "$1" "$2"
	memory -s s.json i.json
	holds "$1" "peak memory in kB" "${kilobytes:-0} > 0 && ${kilobytes:-0} <= $3"
}

cd "$tmp" || exit 2
if ! command -v valgrind >/dev/null || ! { echo true >s.json && echo 1 >i.json && count -s s.json i.json && [ "$instructions" -gt 0 ]; }; then
	skip "valgrind is not here, or cannot run this build"
	finish
fi

growth used 300 55000
used=$twice
growth unused 300 42000
# what nobody refers to is read and checked by its meta-schema, not compiled
holds unused "costs less than what is used" "$twice <= 0.8 * $used"
growth references 3000 8300
growth chain 3000 7800
growth unique 2000 4200
growth enum 2500 2000
growth branches 1000 19000
growth dynamic 200 68000
largest used 2400 22000 # 1 MB
largest references 100000 100000
largest chain 100000 90000
largest unique 10000 12000
largest dynamic 1000 8000

# How many values an enum has is nothing to each instance.
each() { # VALUES: instructions for each of 1000 instances more
	make enum "$1"
	awk 'BEGIN { for (i = 0; i < 2000; i++) print "\"value 7\"" >(i < 1000 ? "a.jsonl" : "b.jsonl") }'
	cat a.jsonl b.jsonl >c.jsonl
	count -s s.json a.jsonl
	once=$instructions
	count -s s.json c.jsonl
	each=$(((instructions - once) / 1000))
}
each 10
few=$each
each 10000
holds enum "an instance, whatever the number of values" "$few > 0 && $each <= 1.1 * $few"

# Lists of forms that are too long to be put together: what fits none is said all the same.
{
	printf '{"items":{"anyOf":[{"enum":['
	seq -s, 1 70000
	printf ']},{"enum":['
	seq -s, 100001 170000
	printf ']}]}}'
} >lists.json
echo '["a","b","c"]' >three.json
said=$("$PROG" check -q --no-config -f compact -s lists.json three.json | wc -l)
holds lists "each of three that fit none is said" "$said == 3"

finish
