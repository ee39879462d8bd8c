#!/bin/sh
# drift: definitions against answers of the service; and the plan, carried out on a model
# of the service (service.c): it is accepted, ends the drift, and then there is none left.
# shellcheck source=tests/cli/lib
. tests/cli/lib
service=$B/cli/service
examples=$top/corpus/examples

# -- what is compared, and what is not

def() { sed "s/acme_store_1749131358/${2:-acme}/" "$examples/create-request.json" >"$1"; }
sub() { sed 's/acme_store_1749131358/acme/' "$examples/subscription.json" >"$1"; }
drift() { run drift --no-config "$@"; }
mkdir defs
def defs/one.json
sub one.json
grep -v '"webhookId"' one.json >nameless.json
cp "$examples/notification.json" note.json
printf '[\n%s\n]\n' "$(cat one.json)" >list.json
printf '{"request": %s, "response": %s}\n' "$(cat defs/one.json)" "$(cat one.json)" >pair.json
drift -f compact --deployed one.json defs
check 'one answer: silence' status 0
check 'and nothing is said' quiet
for answer in list.json pair.json; do
	drift -f compact --deployed $answer defs
	check "$answer: no drift" status 0
	check "$answer: silence" quiet
done
run drift --no-config -f compact --deployed - defs
check 'standard input without a byte' status 2
"$PROG" drift --no-config --deployed - defs <list.json >"$tmp/out" 2>"$tmp/err"
status=$?
check 'from standard input' status 0
"$PROG" drift --no-config --deployed list.json - <defs/one.json >"$tmp/out" 2>"$tmp/err"
status=$?
check 'the definition from standard input' status 0
tr -d '\n' <one.json >lines.jsonl
echo >>lines.jsonl
sed 's/ACTIVE/SUSPENDED/' lines.jsonl >more.jsonl
cat more.jsonl >>lines.jsonl
drift -f compact --deployed lines.jsonl defs
check 'a line each, the later one counts' out 'is SUSPENDED'
drift -f compact --deployed more.jsonl --deployed one.json defs
check 'the later file counts' quiet
rm lines.jsonl more.jsonl nameless.json
drift -v --deployed list.json --deployed one.json --deployed pair.json .
check 'an answer is no definition, though the walk meets it' status 0
check 'what was compared is said' err '1 definition compared with 3 answers'
check 'what is no definition is said' err "passed over 'note.json': it is no definition, but of the kind notification"
rm pair.json

# -- half-given and wrong input: status 2, a clear word, and no plan

refuses() { # WORDS OPTION...
	words=$1
	shift
	rm -f plan
	drift --plan=plan "$@"
	check "refused: $*" status 2
	check "says: $words" err "$words"
	check "no plan: $*" [ ! -e plan ]
}
refuses 'needs --deployed FILE' defs
run drift --prune --deployed list.json defs
check '--prune alone' status 2
check 'names --plan' err '--plan'
run drift --deployed
check 'a file is missing' status 2
drift --deployed lst.json defs
check 'an answer that is not there' status 2
check 'names the similar one' out "a similar one exists: 'list.json'"
refuses "there is no plan" --deployed absent.json defs
mkdir folder
refuses "there is no plan" --deployed folder defs
check 'a folder is no answer' out 'cannot read this file: it is a folder'
head -c 300 list.json >half.json
refuses "'half.json' is no whole answer of the service" --deployed half.json defs
: >empty.json
refuses "'empty.json' is no whole answer" --deployed empty.json defs
printf 'null\n' >null.json
printf '[]\n' >nothing.json
printf '{}\n' >object.json
printf '[%s, 1]\n' "$(cat one.json)" >stranger.json
printf '[%s, {"webhookId": ""}]\n' "$(cat one.json)" >other.json
grep -v '"webhookId"' one.json >nameless.json
for answer in null object stranger other nameless; do
	refuses "'$answer.json' is no answer of the service with subscriptions" --deployed $answer.json defs
done
refuses "what stands at '/1' is none" --deployed other.json defs
refuses "what stands at '/1' is none" --deployed stranger.json defs
refuses "it lacks a 'webhookId'" --deployed nameless.json defs
printf '[%s, %s]\n' "$(cat one.json)" "$(cat "$examples/notification.json")" >mixed.json
refuses "what stands at '/1' is of the kind notification" --deployed mixed.json defs
rm mixed.json
# What does not say whose it is would look like one that nobody wants, and be deleted.
grep -v '"organizationId"' one.json >nobodys.json
sed '/"products"/,/^  \],/d' one.json >nothings.json
sed 's/"eCheck"/""/' one.json >unnamed.json
grep -E '^[{}]|"webhookId"|"status"' one.json | sed 's/"ACTIVE",/"ACTIVE"/' >part.json
for answer in nobodys nothings unnamed part; do
	refuses "'$answer.json' is no answer of the service with subscriptions" --prune --deployed one.json --deployed $answer.json defs
done
refuses "an 'organizationId', or a product" --deployed nobodys.json defs
refuses 'of the kind notification' --prune --deployed "$examples/notification.json" defs
refuses 'of the kind test-response' --prune --deployed "$examples/test-response.json" defs
drift --deployed nothing.json one.json defs
check 'an answer that is given as a definition is said' err "passed over 'one.json'"
check 'and where it belongs' err 'answers of the service go to --deployed'
refuses 'of the kind product-list' --deployed "$examples/product-list.json" defs
refuses 'write [] in its place' --deployed "$examples/error-response.json" defs
refuses 'can be read only once' --deployed - -
refuses 'can be read only once' --deployed - --deployed -
rm nobodys.json nothings.json unnamed.json part.json
mkdir none
cp "$examples/notification.json" none/note.json
refuses 'no definition (create-request)' --deployed list.json none
refuses 'no definition (create-request)' --deployed list.json list.json
refuses 'nothing to compare' --deployed list.json "$examples/update-request.json"
refuses 'there is no plan' --deployed list.json defs absent.json
mkdir broken
def broken/one.json
head -c 300 broken/one.json >broken/two.json
drift -f compact --plan=plan --prune --deployed one.json --deployed "$examples/invoicing.response.json" broken
check 'a broken definition is an error' status 1
check 'it is shown' out 'two.json'
check 'nothing is unmanaged: the broken one may have it' no_out unmanaged
check 'and nothing is planned' err 'there is no plan: not everything was compared'
check 'no file' [ ! -e plan ]

# -- reports, config, suppressions, baseline

drift -f compact --deployed nothing.json defs
check 'nothing is deployed yet' status 1
check 'the definition is not' out "[not-deployed]"
cp "$examples/invoicing.response.json" stray.json
drift -f compact --deployed list.json --deployed stray.json defs
check 'a stray one is a warning' status 0
check 'unmanaged' out 'stray.json:10:16: warning: '
drift --fail-on warning --deployed list.json --deployed stray.json defs
check '--fail-on' status 1
drift --rule unmanaged-subscription=off --deployed list.json --deployed stray.json defs
check '--rule' quiet
sed 's/"SELF"/"DESCENDANTS"/' list.json >changed.json
drift -f json --deployed changed.json defs
check 'both places in JSON' json '.findings[0] | .rule == "changed-since-deployed" and .file == "defs/one.json"
	and .pointer == "/notificationScope" and .related[0].file == "changed.json"
	and .related[0].pointer == "/0/notificationScope" and .related[0].line > 1'
for format in text compact json jsonl sarif junit github gitlab checkstyle rdjsonl tap markdown html; do
	drift -q -f $format --deployed changed.json defs
	check "-f $format" status 1
	check "-f $format: the finding" grep -q changed-since-deployed "$tmp/out"
done
drift --write-baseline base --deployed changed.json defs
drift --baseline base --deployed changed.json defs
check 'a baseline' status 0
cat >.hookvet.json <<'X'
{ "suppress": [ { "file": "defs/one.json", "pointer": "/notificationScope",
  "rule": "changed-since-deployed", "reason": "agreed" },
  { "file": "defs/one.json", "pointer": "/retryPolicy", "rule": "retry-too-late", "reason": "x" } ] }
X
run drift --deployed changed.json defs
check 'a suppression' status 0
check 'those of check are not unused' no_out unused
run check defs
check 'nor is this in check' no_out "rule\": \"changed"
check 'one of check is' out ':3:5: warning: this suppression matched nothing'
run drift --no-suppress --deployed changed.json defs
check '--no-suppress' status 1
rm .hookvet.json

# -- the plan

drift --plan --deployed changed.json defs
check 'the plan is on standard output, alone' [ "$(wc -l <"$tmp/out")" -eq 1 ]
check 'and the report is not' err '[changed-since-deployed]'
check 'only what changed' json '.method == "PATCH" and .body == {"notificationScope": "SELF"}
	and .file == "defs/one.json" and .path == "/notification-subscriptions/v2/webhooks/" + .webhookId'
check 'no URL changes: nothing is said of it' no_err 'url-review'
sed 's,443/cybersource",443/old",' changed.json >moved.json
drift --plan --deployed moved.json defs
check 'a changed URL stops deliveries: said' err '1 of the updates changes a URL'
check 'and why' err 'hookvet explain url-review'
: >plan
chmod 644 plan
drift --plan=plan --deployed nothing.json defs
check 'nobody else reads it' [ "$(ls -l plan | cut -c 1-10)" = -rw------- ]
drift --plan=defs/one.json --deployed nothing.json defs
check 'an input is not written over' status 2
check 'it is there still' grep -q eCheck defs/one.json
drift --plan=list.json --deployed list.json defs
check 'nor is an answer' status 2
sed 's/"webhookId": "[^"]*"/"webhookId": "..\/x?y z"/' changed.json >odd.json
drift --plan --deployed odd.json defs
check 'an odd id stays one part of the path' out 'webhooks/%2E%2E%2Fx%3Fy%20z"'
sed 's/"status": "ACTIVE"/"status": "PENDING_REVIEW"/' list.json >review.json
drift --plan --deployed review.json defs
check 'what only the gateway moves is not planned' [ ! -s "$tmp/out" ]
sed '/healthCheckUrl/d' defs/one.json >less.json
drift -q --plan --deployed list.json less.json
check 'no request takes a member away' err "no request takes 'healthCheckUrl' away"
check 'nor is one planned' [ ! -s "$tmp/out" ]
# A product that two have already is not taken from the other one.
sed 's/"webhookId": "......../"webhookId": "00000000/; s/"name": "/&Old /' changed.json >twin.json
drift -q --plan --deployed changed.json --deployed twin.json defs
check 'a twin is no hindrance' json '.method == "PATCH" and .body == {"notificationScope": "SELF"}'
drift --plan --prune --deployed stray.json defs
check 'DELETE first' json '.method == "DELETE" and .body == null or .method == "POST"'
drift --plan --deployed stray.json defs
check 'no DELETE without --prune' no_out DELETE
sed '/"webhookUrl"/d' defs/one.json >wrong.json
drift -q --plan --prune --deployed stray.json wrong.json
check 'an error: nothing planned' [ ! -s "$tmp/out" ]
check 'and nothing deleted' err 'nothing is deleted'
sed 's,https://hooks.acme-store.com,https://<YOUR HOST>,' defs/one.json >placeholder.json
drift -f compact --plan=plan --deployed list.json placeholder.json
check 'a placeholder is shown' out '[placeholder-value]'
check 'and never sent' [ ! -s plan ]
# An array of definitions: each is one, and an error of one is no matter of the others.
sed 's/eCheck/payByLink/; s/payments.payments.[a-z]*/payByLink.merchant.payment/' defs/one.json >link.json
printf '[%s,\n%s]\n' "$(cat defs/one.json)" "$(cat link.json)" >both.json
sed 's/"webhookId": "......../"webhookId": "00000000/; s/eCheck/payByLink/
	s/payments.payments.[a-z]*/payByLink.merchant.payment/' one.json >link-deployed.json
drift --plan --prune --deployed list.json --deployed link-deployed.json both.json
check 'each element is a definition' status 0
check 'none is deleted' [ ! -s "$tmp/out" ]
sed -i 's/https:/http:/' link.json
printf '[%s,\n%s]\n' "$(cat defs/one.json)" "$(cat link.json)" >both.json
drift -q --plan --deployed nothing.json both.json
check 'the sound one is planned, the other is not' json '.method == "POST" and .body.products[0].productId == "eCheck"'
check 'and it is said' err "'both.json' at '/1': nothing is planned for it: it has an error"
cp "$examples/update-request.json" defs/change.json
drift --plan --prune --deployed list.json defs
check 'what could be meant as a definition is said before anything is deleted' \
	err "passed over 'defs/change.json'"
rm defs/change.json
# Nor is anything deleted whose definition may be among what was not looked at.
mkdir linked
cp defs/one.json linked/own.json
ln -s ../both.json linked/both.json
drift --plan --prune --deployed stray.json linked
check 'behind a link' err 'nothing is deleted, as links were not followed'
check 'no DELETE' no_out DELETE
rm linked/both.json linked/own.json
drift --plan --prune --deployed stray.json -f compact:"$tmp/report" defs
check 'without one there is' out DELETE
printf '{ "exclude": ["both.json"] }\n' >linked/.hookvet.json
cp defs/one.json both.json linked
run drift --plan --prune --deployed stray.json linked
check 'excluded' err 'nothing is deleted, as a config excludes files'
run drift --plan --prune --force-exclude --deployed stray.json linked/one.json linked/both.json
check 'excluded though it is named' err 'nothing is deleted, as a config excludes files'
check 'no DELETE here' no_out DELETE
# A template for the organization fits many: the name decides, up to a limit.
# shellcheck disable=SC2016
sed 's/"acme"/"${ORG}"/; s/"Check events"/"Shop 200"/; s/"https:.*"/"${URL}"/' defs/one.json >any.json
awk -v RS= '{ for (i = 1; i <= 300; i++) {
	one = $0
	sub("\"acme\"", "\"acme" i "\"", one)
	sub("Check events", "Shop " i, one)
	sub("fd1a3c6b", sprintf("%08d", i), one)
	print (i > 1 ? "," : "") one > (i <= 250 ? "some.json" : "more.json") } }' one.json
sed -i '1s/^/[/; $s/$/]/' some.json
sed -i '1s/^,/[/; $s/$/]/' more.json
drift --rule unmanaged-subscription=off --deployed some.json any.json
check 'the 200th of 250 has the name' status 0
drift --rule unmanaged-subscription=off --deployed some.json --deployed more.json any.json
check 'of more none is guessed' out 'several subscriptions fit'
drift -q --plan --deployed nothing.json any.json
check 'a template in a body is said' err 'templates in 1 of the bodies'
awk 'BEGIN { print "[" } { all = all $0 "\n" } END { for (i = 0; i < 30; i++) printf "%s%s", i ? "," : "", all
	print "]" }' defs/one.json >rivals.json
drift -q --plan --deployed one.json rivals.json
check 'what is not planned is said of some' [ "$(grep -c 'nothing is planned for it' "$tmp/err")" -eq 20 ]
check 'and the rest counted' err 'nothing is planned for 10 more definitions'
# shellcheck disable=SC2016
sed 's,https://hooks.acme-store.com,https://${HOST},' defs/one.json |
	awk '/retryPolicy/ { print "\"retryPolicy\": \"${R}\"," } /retryPolicy/, /}/ { next } 1' >template.json
drift -f compact --deployed list.json template.json
check 'templates fit anything' status 0
check 'and are counted' err '; 3 templates fit anything'
sed 's/"SELF"/{ "scope": "CUSTOM", "scopeData": ["a", "b"] }/' defs/one.json >custom.json
sed 's/"SELF"/"CUSTOM"/' one.json >scope.json
drift -f compact --deployed scope.json custom.json
check 'an answer without the organizations of the scope' status 0
check 'is no reason for silence' err "of 1 definition 'scopeData' is not compared"
# Secrets: those of the answer are nowhere, those of the definition in its plan alone.
cd "$top/corpus/invalid/changed-since-deployed" || exit 2
for format in text json sarif html; do
	drift --plan -f $format:"$tmp/report" --deployed service/oauth.json oauth.json
	cat "$tmp/report" "$tmp/err" >>"$tmp/out"
	check "$format: no secret" sh -c '! grep -qE "swordfish|hunter2|9f8e7d" "$1"' - "$tmp/out"
done
drift --plan -q --rule secret-in-url=off --deployed service/oauth.json oauth.json
check 'the plan needs that of the definition' out 'user:hunter2@'
check 'and no other' no_out 9f8e7d
cd "$tmp/work" || exit 2

# -- the property: whatever was deployed, the plan makes it what the definitions say

# round NAME OPTION...: the plan for $tmp/world, into NAME; check finds no error in a body.
round() {
	plan=$tmp/world/$1
	shift
	run drift --no-config --deployed "$tmp/world/state" --plan="$plan" "$@" "$tmp/world/defs"
	: >"$tmp/world/said"
	for method in POST:create PATCH:update PUT:status; do
		sed -n "s/^{\"method\": \"${method%:*}\", .*\"body\": \({.*}\), \"reason\".*/\1/p" \
			"$plan" >"$tmp/world/bodies.jsonl"
		[ ! -s "$tmp/world/bodies.jsonl" ] ||
			"$PROG" check -q --no-config -f compact -k "${method#*:}-request" \
				"$tmp/world/bodies.jsonl" | grep ': error: ' >>"$tmp/world/said"
	done
	[ ! -s "$tmp/world/said" ]
}
# ends [prune]: for the seed at hand.
ends() {
	rm -rf "$tmp/world"
	mkdir -p "$tmp/world/defs"
	"$service" make "$seed" "$tmp/world" "$@" 2>"$tmp/err" || return
	[ $# -gt 0 ] && set -- --prune || set -- --rule unmanaged-subscription=off
	round plan "$@" && [ "$status" -le 1 ] || return
	# whoever runs it at night learns of all that a request would change
	! grep -qv '"method": "DELETE"' "$tmp/world/plan" || [ "$status" -eq 1 ] || return
	"$service" apply "$tmp/world/state" "$tmp/world/plan" 2>"$tmp/err" || return
	round again --fail-on info "$@" && [ "$status" -eq 0 ] && [ ! -s "$tmp/world/again" ]
}
seed=0
while [ $seed -lt "${SEEDS:-60}" ]; do
	seed=$((seed + 1))
	check "seed $seed: the plan ends the drift" ends
	check "seed $seed: and with --prune" ends prune
done
finish
