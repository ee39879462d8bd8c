#!/bin/sh
# The answers and notifications of one organization in a folder are compared with each other.
# shellcheck source=tests/cli/lib
. tests/cli/lib

# sheet NAME SCRIPT [LIKE]: the example of that kind, with its faults planted by sed.
sheet() {
	sed "$2" "$top/corpus/examples/${3:-$1}.json" >"$1.json"
}
look() { # OPTION...: at the whole folder
	run check --no-config -q -f compact "$@" ./*.json
}
count() { [ "$(wc -l <"$tmp/out")" -eq "$1" ]; }

listed='s/"eventTypes": \[/&{"eventName": "payments.payments.accepted"},/'
sheet subscription ''
sheet notification ''
sheet product-list "$listed"
look --fail-on info
check 'what fits is silent' quiet
check 'and is no failure' status 0

sheet product-list "$listed; s/eCheck\"/payByLink\"/"
look
check 'a product that is not enabled' out 'subscription.json:8:20: warning: product '"'eCheck'"' is not enabled'
check 'its events are not said as well' count 1
sheet product-list ''
look
check 'an event that is not enabled' out 'subscription.json:10:9: warning: event type '"'payments.payments.accepted'"' is not enabled'
look --catalogue product-list.json
check 'once, if the list is given as the catalogue too' count 1
printf '[{"productId": "eCheck", "eventTypes": []}]\n' >product-list.json
look
check 'without events it is not known which are enabled' no_out 'not enabled'

sheet product-list "$listed"
sheet subscription 's/"ACTIVE"/"SUSPENDED"/'
run check --no-config -q --color=never -f json ./*.json
check 'an inactive subscription has the place of its notification' \
	json '[.. | objects | select(.rule? == "subscription-not-active")
		| .. | strings | select(endswith("notification.json"))] != []'
mv notification.json visit.json
look
check 'and the other way round' out 'visit.json:6:16: info: the subscription of this notification is SUSPENDED'

sheet subscription ''
sheet visit 's/"eventType"/"productId": "eCheck", &/' notification
sheet product-list "$listed; s/\"payloadEncryption\": false/\"payloadEncryption\": true/"
look
check 'a notification that is not encrypted' out 'visit.json:4:39: info: a notification of '"'payments.payments.failed'"' is not encrypted'
sed 's/"data": *{/"encData": {/' visit.json >z && mv z visit.json
look
check 'encrypted, it is silent' no_out 'is not encrypted'

# Memory and reports do not grow with the number of notifications.
sheet subscription 's/"ACTIVE"/"INACTIVE"/'
tr -d '\n' <"$top"/corpus/examples/notification.json >one
awk '{ for (i = 0; i < 20000; i++) print }' one >visit.jsonl
run check --no-config -q -f compact subscription.json visit.jsonl
check 'ten of many are reported' [ "$(grep -c 'visit.jsonl.*this notification is INACTIVE' "$tmp/out")" -eq 10 ]
finish
