#!/bin/sh
# duplicate-subscription over many inputs: at the later one, whatever the threads.
# shellcheck source=tests/lib
. tests/lib

run() { # ARGUMENTS...
	(cd "$tmp" && "$PROG" check --no-config -q -f compact "$@") >"$tmp/out" 2>&1
}
count() { # N TEXT: that many lines of the output have it
	check "$1 lines with: $2" [ "$(grep -cF -- "$2" "$tmp/out")" -eq "$1" ]
}

mkdir "$tmp/many"
i=100
while [ "$i" -lt 400 ]; do
	sed "s/Check events/Check events $i/" corpus/examples/create-request.json >"$tmp/many/$i.json"
	i=$((i + 1))
done
run -j1 many
cp "$tmp/out" "$tmp/one"
count 10 '[duplicate-subscription]'
count 0 'many/100.json:7:20: warning'
count 1 'many/110.json:7:20: warning'
count 0 'many/111.json:7:20: warning'
run -j8 many
check 'the same with eight threads' cmp "$tmp/one" "$tmp/out"

(cd "$tmp" && "$PROG" check --no-config -q --color=never many) >"$tmp/out" 2>&1
count 1 'note: further subscriptions that repeat it are not shown'

# What is remembered has a limit (LIMITS in the manual): the last that is new is not,
# so it may come again, while the first may not.
tr -d '\n' <corpus/examples/create-request.json |
	sed 's/"organizationId": *"[^"]*"/"organizationId": "acme@"/' >"$tmp/model"
awk -F@ '{ for (i = 0; i < 131075; i++)
	print $1 (i == 131073 ? 0 : i == 131074 ? 131072 : i) $2 }' "$tmp/model" >"$tmp/many.jsonl"
run many.jsonl
count 1 '[duplicate-subscription]'
count 1 'many.jsonl:131074:'
(cd "$tmp" && "$PROG" check --no-config -v -f compact many.jsonl) >"$tmp/out" 2>&1
count 1 'not all compared with each other'

# Order on the command line does not matter: inputs are sorted.
cp "$tmp/many/100.json" "$tmp/a.json"
cp "$tmp/many/100.json" "$tmp/b.json"
run b.json a.json
count 1 'b.json:'
count 0 'a.json:'

# A file that is named twice is one input.
run a.json a.json ./a.json
count 0 'duplicate-subscription'

# The related place is in the other file.
(cd "$tmp" && "$PROG" check --no-config -q --color=never b.json a.json) >"$tmp/out" 2>&1
count 1 'a.json:14:17: note: by the subscription here'

# Request and response of one subscription are one.
cp corpus/examples/create-request.json corpus/examples/subscription.json "$tmp"
run create-request.json subscription.json
count 0 'duplicate-subscription'

finish
