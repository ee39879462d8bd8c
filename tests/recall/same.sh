#!/bin/sh
# What is recalled as clean has no findings: with and without recalling, documents
# that differ from clean ones in one place are reported alike, byte for byte.
#
# A policy that nothing offends makes every document be read.
set -u
: "${PROG:=$PWD/build/hookvet}" "${B:=$PWD/build}"
LC_ALL=C
export LC_ALL
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

ok() { # LABEL, then a command
	what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $label: $what"
	fi
}

echo 'true' >"$tmp/any.schema.json"
cat >"$tmp/read-all.conf" <<'END'
{ "policies": [ { "name": "anything-goes", "schema": "any.schema.json" } ] }
END

# same LABEL FILE [OPTION...]: the same report whether documents are recalled or read
same() {
	label=$1 input=$2
	shift 2
	(cd "$tmp" && "$PROG" check -v -j1 -f compact --no-config "$@" "$input") \
		>"$tmp/recalled" 2>"$tmp/said"
	status=$?
	(cd "$tmp" && "$PROG" check -v -j1 -f compact -c read-all.conf "$@" "$input") \
		>"$tmp/read" 2>"$tmp/said-read"
	ok "exit status" [ $? -eq $status ]
	ok "report" cmp "$tmp/recalled" "$tmp/read"
	ok "has findings" [ -s "$tmp/read" ]
	# or nothing was compared
	ok "was recalled" grep -q 'documents recalled' "$tmp/said"
	ok "was read" sh -c "! grep -q recalled '$tmp/said-read'"
}

echo '{"name":"Orders","description":"Of the shop","productId":"customerInvoicing","eventTypes":["invoicing.customer.invoice.paid"]}' \
	>"$tmp/update.json"
for path in corpus/examples/create-request corpus/examples/create-request-v1 \
	corpus/examples/subscription "$tmp/update"; do
	file=$(basename "$path")
	"$B/recall/mutate" "$path.json" >"$tmp/$file.jsonl"
	same "$file" "$file.jsonl"
	same "$file, few rules" "$file.jsonl" --rule unknown-event-type=off \
		--rule wrong-product-event=off --rule invalid-url=off \
		--rule unreachable-host=off --rule placeholder-value=off
done

# A list: each line is an array of a clean and a mutated one.
sed 's/.*/[&]/' "$tmp/subscription.jsonl" | paste -d, - - |
	sed 's/^\[\(.*\)\],\[\(.*\)\]$/[\1,\2]/' >"$tmp/list.jsonl"
same "list" list.jsonl
"$B/recall/mutate" corpus/examples/subscription-list.json >"$tmp/lists.jsonl"
same "subscription-list" lists.jsonl
same "kind given" subscription.jsonl --kind subscription
same "another kind given" create-request.jsonl --kind create-request

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
