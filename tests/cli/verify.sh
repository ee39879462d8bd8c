#!/bin/sh
# verify: genuine or not, each known deviation by name, what was given wrongly, and that
# neither the key nor a signature that was computed is ever shown.
# shellcheck source=tests/cli/lib
. tests/cli/lib

if "$PROG" --version | grep -q '^signatures: no'; then
	run verify --key-file /dev/null --signature x /dev/null
	check 'without nettle: status' status 2
	check 'without nettle: says so' err 'built without nettle'
	skip 'built without nettle'
	finish
fi

# Computed elsewhere, by Python's hmac.  The key is 0123456789abcdef twice.
key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
hex=3031323334353637383961626364656630313233343536373839616263646566
t=1783018796931
genuine=xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA=
printf '%s\n' $key >key
cat >body.lf <<'END'
{ "eventType": "payments.payments.failed",
  "webhookId": "fd1a3c6b-20f4-1b7e-e063-4f588e0a11c9",
  "payload": { "amount": 10.50, "name": "caf\u00e9 \/ ü" } }
END
printf %s "$(cat body.lf)" >body

# No output may hold the key, or what hookvet computes of it.  $shown is all that was said.
shown=$tmp/shown
secrets=$tmp/secrets
printf '%s\n' $key "${key%=}" 0123456789abcdef $hex >"$secrets"
verify() { # SIGNATURE OPTION...
	signature=$1
	shift
	run verify --key-file key --signature "$signature" "$@"
	cat "$tmp/out" "$tmp/err" >>"$shown"
}
is() { # NAME REASON...: not genuine for these reasons, in this order; none: it is genuine
	name=$1
	shift
	check "$name: status" status $(($# != 0))
	printf '%s\n' "$@" | sed '/^$/d' >"$tmp/want"
	sed -n 's/^not genuine: .* \[\([a-z-]*\)\]$/\1/p' "$tmp/out" >"$tmp/got"
	check "$name: reasons" same "$tmp/want" "$tmp/got"
}

verify "t=$t;keyId=k-1;sig=$genuine" body
is genuine
check 'genuine: says when and with which key' out "genuine: signed at 2026-07-02T18:59:56Z with the key 'k-1'"
check 'genuine: nothing else' [ "$(wc -l <"$tmp/out")" -eq 1 ]
verify "v-c-signature: t=$t;keyId=k-1;sig=$genuine" body
is 'with its name'
while read -r name time sig reasons; do
	verify "t=$time;keyId=k-1;sig=$sig" body
	# shellcheck disable=SC2086
	is "$name" $reasons
	check "$name: the sender has the key" out 'so read, the signature fits'
done <<'END'
key 1783018796931 D77StLPGdGKkzzxKjHCNhLC36LhJtS6bdK5uqwH/5F0= key-not-decoded
cut 1783018796931 u0J5r/AqAo4BkADQ1pqIETC0KBldBW3j3Fu5A5IOBNg= seconds-signed
seconds 1783018796 u0J5r/AqAo4BkADQ1pqIETC0KBldBW3j3Fu5A5IOBNg= seconds-for-milliseconds
payload 1783018796931 hX18Skjg2m2K0BqTyJRtidyV5++ox7GklzXwsVMkPD0= payload-only
compact-payload 1783018796931 CjoR39+UCoWs4iDN6Zkj7blaFVjQhQY9tNDAgfPBxfc= payload-compact
compact-body 1783018796931 E2Ocnl8/DlRVUKJFlnZUmQXrTHiftBRafCyjv1vL1Dw= body-compact
spaced-body 1783018796931 rprrKl7z83exGQL1V9KC1Vcgv5Owu8hw2UK9JluHmXg= body-spaced
line-end 1783018796931 gB+KCGW5GXeqxB6cgARbwCDh3v5x0c2sKngGFKLqFMo= line-end-lost
several 1783018796931 qyZjDbnlJJ71HuPfcPr5AMa+Skxao6YLd47yT8+YFh4= key-not-decoded seconds-signed payload-compact
unpadded 1783018796931 xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA padding-lost
END
verify "t=$t,keyId=k-1,sig=$genuine" body
is commas header-commas
verify "t=$t;keyId=k-1;sig=$genuine" body.lf
is 'a line end' line-end-added
printf '\357\273\277' | cat - body >body.bom
verify "t=$t;keyId=k-1;sig=$genuine" body.bom
is 'a byte order mark' byte-order-mark
check 'a byte order mark: the check of the body says so, too' out '[byte-order-mark]'
printf '\r\n' | cat body.bom - >body.both
verify "t=$t;keyId=k-1;sig=$genuine" body.both
is 'both' byte-order-mark-and-line-end
sed 's/failed/created/' body >changed
verify "t=$t;keyId=k-1;sig=$genuine" changed
is 'another body' unknown-signature
check 'another body: nobody is said to have the key' no_out 'so read'
verify "t=1783018796932;keyId=k-1;sig=$genuine" body
is 'another time' unknown-signature
verify "t=$t;keyId=k-1;sig=${genuine%?????????}AAAAAAAA=" body
is 'another signature' unknown-signature

# Age.
while read -r at age want; do
	verify "t=$t;keyId=k-1;sig=$genuine" --at "$at" --max-age "$age" body
	# shellcheck disable=SC2086
	is "at $at, $age" $want
done <<'END'
2026-07-02T19:04:56Z 300
2026-07-02T19:04:57Z 300 too-old
2026-07-02T21:04:57+02:00 300 too-old
2026-07-02T18:58:56Z 0
2026-07-02T18:58:55Z 0 from-the-future
END
SOURCE_DATE_EPOCH=1783018797
export SOURCE_DATE_EPOCH
verify "t=$t;keyId=k-1;sig=$genuine" --max-age 1 body
is 'now'
verify "t=$t;keyId=k-1;sig=$genuine" --max-age 0 body
is 'a second ago' too-old
verify "t=$t;keyId=k-1;sig=$genuine" body
is 'any age'

# As JSON.
verify "t=$t,keyId=k-1,sig=$genuine" -f json changed
check 'JSON' json '.version == 1 and (.genuine or .fits | not) and .age == 1 and .keyId == "k-1" and
	.signedAt == "2026-07-02T18:59:56Z" and .findings == [] and (.reasons | length == 1)'
verify "t=$t,keyId=k-1,sig=$genuine" -f json body.bom
check 'JSON: reasons, findings' json '.fits and ([.reasons[].name] == ["header-commas", "byte-order-mark"]) and
	all(.reasons[]; .message != "" and .change != "") and .findings[0].rule == "byte-order-mark"'
verify "t=x" -f json:report.json body
check 'JSON in a file: status' status 1
check 'JSON in a file: nothing else' quiet
cp report.json "$tmp/out"
check 'JSON: a header that is none' json '.reasons[0].name == "unreadable-signature" and .signedAt == null and .age == null and .keyId == null'

# Headers.
header="v-c-signature: t=$t;keyId=k-1;sig=$genuine"
printf 'POST /in HTTP/1.1\r\nHost: hooks.acme.example\r\n%s\r\n\r\n' "$header" >headers
given() { # NAME REASON...: of --headers or of a request
	cat "$tmp/out" "$tmp/err" >>"$shown"
	is "$@"
}
run verify --key-file key --headers headers body
given headers
cat headers body >request
run verify --key-file key request
given 'a whole request'
"$PROG" verify --key-file key - <request >"$tmp/out" 2>"$tmp/err"
status=$?
given 'a whole request from standard input'
cat headers changed | sed 's/"webhookId"/"webhookIt"/' >bad-request
run verify --key-file key bad-request
given 'a whole request that was changed' unknown-signature
check 'its finding has the place in the file' out 'bad-request:6:3: error: '
printf '%s\n%s\n' "$header" "$header" >two
run verify --key-file key --headers two body
given 'two headers' unreadable-signature
value=${header#*: }
printf '{"Host": "a", "V-C-Signature": "%s"}\n' "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'headers as JSON'
printf '\357\273\277\n{"headers": {"v-c-signature": ["%s"]}, "v-c-signature": "x"}' "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'within a record, and as a list'
printf '{"multiValueHeaders": {"V-C-Signature": ["%s"]}}' "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'as a gateway logs lists'
printf '[{"name": "Host", "value": "a"}, {"name": "V-C-Signature", "value": "%s"}]' "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'a list of names and values'
printf '\n{"headers": [{"name": "v-c-signature", "value": "%s"}, 1, {}]}' "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'such a list within a record'
printf '[{"name": "v-c-signature", "value": "%s"}, {"name": "v-c-signature", "value": "x"}]' "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'two in such a list' unreadable-signature
printf '{"v-c-signature": ["%s", "%s"]}' "$value" "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'two as JSON' unreadable-signature
check 'two as JSON: said' out 'more than one header'
printf '{"headers": {"v-c-signature": [{}]}}' >headers.json
run verify --key-file key --headers headers.json body
given 'no text as JSON' unreadable-signature
for bad in '{}' '{"headers": []}' '{"v-c-signature": []}'; do
	printf '%s' "$bad" >headers.json
	run verify --key-file key --headers headers.json body
	given "$bad" unreadable-signature
	check "$bad: said" out 'there is no header v-c-signature'
done
printf '{"v-c-signature": "%s"' "$value" >headers.json
run verify --key-file key --headers headers.json body
given 'half of an object' unreadable-signature
check 'half of an object: said' out 'look like JSON'
printf 'Host: a\n\n%s\n' "$header" >none
run verify --key-file key --headers none body
given 'no header' unreadable-signature
for bad in "t=$t" 'x' '' "t=$t;sig=$genuine;t=$t" "t=$t;sig=x" "$(printf 't=1\r\nx: y')" \
	"$(printf 't=%s;keyId=\033[31m;sig=%s' $t $genuine)" "$(printf '%05000d' 1)"; do
	verify "$bad" body
	is "header '$(printf %.20s "$bad")'" unreadable-signature
	check 'no control characters' [ "$(tr -d '\n' <"$tmp/out" | tr -dc '\000-\037' | wc -c)" -eq 0 ]
done
printf 'v-c-signature: t=%s;keyId=\000;sig=%s\n' $t $genuine >nul
run verify --key-file key --headers nul body
given 'a NUL' unreadable-signature
# A CI service would take the id for a command.
verify "t=$t;keyId=##[error];sig=$genuine" body
check 'no commands of the input' no_out '##[error]'

# Keys.
key_file() { # NAME: what is in "other" is the key as well
	run verify --key-file other --signature "t=$t;keyId=k-1;sig=$genuine" body
	given "$@"
}
printf %s $key >other
key_file 'a key without a line end'
printf '\357\273\277 %s\r\n\r\n' $key >other
key_file 'a key from an editor of Windows'
printf '{"status":"SUCCESS","keyInformation":{"keyId":"k-1","key":"%s"}}\n' $key >other
key_file 'the answer that made the key'
sed 's/k-1/k-2/; s/MDE/\\u004dD\\u0045/' other >other.new && mv other.new other
key_file 'escapes, and another id that the signature does not mind'
sed 's/u004d/u004e/' other >other.new && mv other.new other
key_file 'another key' other-key
printf '%s\n' $hex >other
key_file 'hexadecimal digits are no key' unknown-signature
printf '%s\n' "${key%=}" >other
key_file 'a key that is no Base64' unknown-signature
check 'a key that is no Base64: is said' out 'the key is no Base64'
trouble() { # NAME TEXT
	run verify --key-file other --signature "t=$t;keyId=k-1;sig=$genuine" body
	cat "$tmp/out" "$tmp/err" >>"$shown"
	check "$1: status" status 2
	check "$1: says so" err "$2"
	check "$1: no verdict" [ ! -s "$tmp/out" ]
}
: >other
trouble 'an empty key' 'it is empty'
printf '\n \n' >other
trouble 'a blank key' 'it is empty'
printf '%s\n%s\n' $key $key >other
trouble 'two keys' 'one word'
printf '%s\000' $key >other
trouble 'a NUL in a key' 'one word'
head -c 1048576 /dev/zero | tr '\0' A >other
trouble 'a key of a megabyte' 'longer than any key'
printf '{"keyInformation":{"key":"%s"' $key >other
trouble 'half an answer' 'looks like JSON'
printf '{"keyInformation":{"keyId":"%s"}}' $key >other
trouble 'an answer without a key' 'without a keyInformation.key'
rm other
trouble 'no file' 'No such file'
mkdir other
trouble 'a folder' 'it is a folder'
rmdir other
mkfifo other
printf '%s\n' $key >other &
key_file 'a pipe'
wait
rm other
HOOKVET_TEST_KEY=$key "$PROG" verify --key-env HOOKVET_TEST_KEY --signature "t=$t;sig=$genuine" body \
	>"$tmp/out" 2>"$tmp/err" </dev/null
status=$?
given 'a key in a variable'
"$PROG" verify --key-file - --signature "t=$t;sig=$genuine" body <key >"$tmp/out" 2>"$tmp/err"
status=$?
given 'a key from standard input'

# What cannot be.
cannot() { # TEXT OPTION...
	text=$1
	shift
	run verify "$@"
	cat "$tmp/out" "$tmp/err" >>"$shown"
	check "verify $*: status" status 2
	check "verify $*: says $text" err "$text"
}
cannot 'which notification' --key-file key --signature x
cannot 'one place' --signature x body
cannot 'one place' --key-file key --key-env HOME --signature x body
cannot 'one place' --key-file key --signature x --headers headers body
cannot 'one thing only' --key-file - --signature x -
cannot 'one thing only' --key-file key --headers - -
cannot 'where is the signature' --key-file key body
cannot 'where is the signature' --key-file key /dev/null
cannot 'not set' --key-env HOOKVET_TEST_NONE --signature x body
cannot "'yesterday' is no time" --key-file key --signature x --at yesterday body
cannot 'cannot read' --key-file key --signature x nothing
cannot 'cannot read' --key-file key --headers nothing body
cannot 'this run reads it' --key-file key --signature "t=$t;sig=$genuine" -o key body
check 'the key is as it was' equal "$(cat key)" $key
cannot 'nothing' --key-file key --signature x body nothing
# The key as an argument: it must not get into a log, too.
cannot 'No such file' --key-file $key --signature x body
cannot 'not set' --key-env $key --signature x body
cannot 'short for several' --key=$key --signature x body
cannot 'takes' --key-file key --signature x --help=$key body
cannot 'unknown option' --keyy=$key --signature x body
printf '{' >broken
verify "t=$t;keyId=k-1;sig=$genuine" broken
is 'what is no JSON' unknown-signature
check 'what is no JSON: its finding' out '[invalid-json]'

# Bodies and keys of any length, as openssl signs them.
if command -v openssl >/dev/null; then
	for length in 1 55 63 64 65 200; do
		head -c $length /dev/urandom >raw
		openssl base64 -A -in raw >key
		for size in 0 1 119 120 70000; do
			head -c $size /dev/urandom >any
			sig=$({ printf '%s.' $t; cat any; } | openssl dgst -sha256 -mac HMAC \
				-macopt "hexkey:$(od -An -v -tx1 raw | tr -d ' \n')" -binary | openssl base64 -A)
			verify "t=$t;sig=$sig" any
			is "a key of $length bytes, $size of text"
			printf '%s\n' "$sig" >>"$secrets"
			sed 's/^/x/' any >any.other
			verify "t=$t;sig=$genuine" any.other
			is "the same with another signature" unknown-signature
		done
		cat key >>"$secrets" && echo >>"$secrets"
	done
else
	skip 'openssl is not installed' 120
fi

printf '%s\n' $genuine >>"$secrets"
sed '/^.\{0,7\}$/d' "$secrets" >"$secrets.long"
check 'there was something to leak' [ "$(wc -c <"$shown")" -gt 10000 ]
check 'neither a key nor a signature was shown' [ "$(grep -acFf "$secrets.long" "$shown")" -eq 0 ]
finish
