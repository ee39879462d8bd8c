#!/bin/sh
# The test suite of the YAML project: what is YAML is accepted and has the value that the
# suite says, what is none is refused; yaml.refused has what is otherwise, and why.
. tests/lib
suite=${SHARED:-../shared}/data/yaml-test-suite/src
if [ ! -d "$suite" ]; then
	skip 'the test suite of YAML is not here'
	finish
fi
if "$PROG" --version | grep -q '^YAML: no'; then
	skip 'built without libyaml'
	finish
fi
"$B/suite/yaml" "$suite" >"$tmp/all"
awk '!/^#/ && !/^ / { how = $1; sub(":", "", how) }
	/^ / { for (i = 1; i <= NF; i++) print $i, how }' tests/suite/yaml.refused | sort >"$tmp/known"
awk '$2 != "same" && $2 != "no-json" { print $1, $2 }' "$tmp/all" | sort >"$tmp/others"
diff "$tmp/known" "$tmp/others" >"$tmp/out" 2>"$tmp/err"
check 'what is known to be otherwise, and nothing else' same "$tmp/known" "$tmp/others"
# there are 402 cases in 351 files, of which 229 say what they are in JSON
check 'all files are read' equal "$(cut -d: -f1 "$tmp/all" | sort -u | grep -c '')" "$(find "$suite" -name '*.yaml' | grep -c '')"
passed=$((passed + $(grep -c ' same' "$tmp/all")))
finish
