#!/bin/sh
# new: what it writes is clean once its placeholders are filled, and replaces nothing.
# shellcheck source=tests/cli/lib
. tests/cli/lib

# fill FILE: every placeholder gets a value of one's own.
fill() {
	sed -i 's|<YOUR WEBHOOK URL>|https://hooks.acme-store.com/in|
		s|<YOUR HEALTH CHECK URL>|https://hooks.acme-store.com/health|
		s|<YOUR TOKEN URL>|https://login.acme-store.com/token|
		s|<YOUR ORGANIZATION ID>|acme_store|; s|<YOUR [A-Z ]*>|acme-value|' "$1"
}
# holes FILE N: so many placeholders are reported, and nothing else.
holes() {
	run check --no-config --fail-on info -f compact --rule encryption-required=off "$1"
	equal "$(grep -c ' \[placeholder-value\]$' "$tmp/out")" "$2" &&
		equal "$(grep -c . "$tmp/out")" "$2"
}
# clean FILE OPTION...: nothing is found, but that encryption must be prepared elsewhere.
clean() {
	run check --no-config --fail-on info --rule encryption-required=off -f compact "$@"
	status 0
}

# Every product of the catalogue.
run catalogue -f json
tr -d '\n' <"$tmp/out" | sed 's/"productId"/\n&/g' |
	sed -n 's/^"productId": "\([^"]*\)".*/\1/p' >"$tmp/products"
check 'the catalogue has products' [ "$(grep -c . "$tmp/products")" -gt 10 ]
written=0
while read -r product; do
	run new "$product" -o "$product.json"
	if status 0; then
		written=$((written + 1))
		check "$product: three placeholders" holes "$product.json" 3
		fill "$product.json"
		check "$product: clean when filled" clean "$product.json"
	else
		check "$product: says why there is none" grep -q \
			'no event type of .* is known to be offered' "$tmp/err"
		check "$product: nothing is written" [ ! -e "$product.json" ]
	fi
done <"$tmp/products"
check 'most products can be subscribed to' [ "$written" -ge 10 ]
run new payments
check 'what must be prepared is said' err "'payments' needs message-level encryption"

# Kinds and security types.
for security in KEY oAuth oAuth_JWT; do
	run new eCheck --security "$security" -o "$security.json"
	check "$security is written" status 0
done
check 'oAuth: four placeholders' holes oAuth.json 4
check 'oAuth_JWT: eight placeholders' holes oAuth_JWT.json 8
for kind in status key replay; do
	case $kind in replay) product=eCheck ;; *) product= ;; esac
	run new -k "$kind-request" $product -o "$kind.json"
	check "$kind-request is written" status 0
done
check 'a key: two placeholders' holes key.json 2
for file in oAuth oAuth_JWT key status replay; do
	fill "$file.json"
	check "$file.json is clean when filled" clean "$file.json"
done
run new -k update-request eCheck --retry-hours 6 --scope DESCENDANTS --security KEY \
	--organization acme_store -o update.json
check 'an update is written' status 0
fill update.json
check 'an update is clean when filled' clean update.json
check 'an update says only what is to change' [ "$(grep -c Url update.json)" -eq 0 ]
run new -k update-request eCheck --url https://hooks.acme-store.com/in -o patch-2.json
check 'a changed URL is reviewed: the only finding' \
	clean --rule url-review=off -k update-request patch-2.json
# One that has what a new subscription has, too, is known by the name of its file.
check 'a file that is called so is known' no_err takes
run new -k update-request eCheck --organization acme_store --url https://hooks.acme-store.com/in -o whole.json
check 'another name is no help' err "'check' takes it for a create-request, unless its file is called NAME.patch.json"
mv whole.json whole.patch.json
check 'the name that was told is' clean --rule url-review=off whole.patch.json
run check --no-config --rule url-review=info -f compact whole.patch.json
check 'as an update' out url-review
run new -k update-request eCheck --organization acme_store --url https://hooks.acme-store.com/in
check 'standard output has no name at all' err 'NAME.patch.json'
for kind in status key; do
	run new -k $kind-request
	check "$kind: known by what it says" no_err takes
done

# All that can be given.
run new customerInvoicing eCheck eCheck --event payments.payments.failed \
	--event invoicing.customer.invoice.paid --url https://hooks.acme-store.com/in \
	--health https://hooks.acme-store.com/up --organization acme_store \
	--scope DESCENDANTS --security KEY --retry-hours 48
check 'all is given' status 0
cp "$tmp/out" all.json
check 'one product once, with its event' json '[.products[] | .productId, .eventTypes] ==
	["customerInvoicing", ["invoicing.customer.invoice.paid"], "eCheck", ["payments.payments.failed"]]'
check 'then nothing is left to fill in' clean all.json
run new customerInvoicing --event invoicing.customer.invoice.paid --event invoicing.customer.invoice.send
check 'all events that are named' json '.products[0].eventTypes ==
	["invoicing.customer.invoice.paid", "invoicing.customer.invoice.send"]'
run new eCheck --event payments.voids.failed customerInvoicing
check 'no event of a product is named: all of it' json '(.products[0].eventTypes | length) == 1 and
	(.products[1].eventTypes | length) > 3'

# The last retry comes exactly when it was asked for.
for hours in 1 2 3 7 24 25 100 167 168; do
	run new eCheck --retry-hours "$hours"
	check "$hours hours" json ".retryPolicy | (.firstRetry + .interval * (.numberOfRetries - 1)) ==
		$hours * 60 and .numberOfRetries == 20 and .firstRetry < 20 and .firstRetry <= .interval"
	cp "$tmp/out" hours.json
	fill hours.json
	check "$hours hours: clean" clean hours.json
done
run new eCheck
cp "$tmp/out" day.json
run new eCheck --retry-hours 24
check 'a day is the default' same "$tmp/out" day.json
printf '{"settings":{"maxRetries":4,"retryHorizonMinutes":600}}\n' >strict.json
run new -c strict.json eCheck
check 'settings that hold are kept' json '.retryPolicy | .numberOfRetries == 4 and
	.firstRetry + 3 * .interval == 600'
run new -c strict.json eCheck --retry-hours 11
check 'more than the settings allow is said' err 'the last retry comes 11 hours after the first failure'
check 'and written all the same' json '.retryPolicy.firstRetry > 0'

# The organization's own list.
printf '%s\n' '[{"productId":"eCheck","eventTypes":[{"eventName":"payments.payments.failed"}]},
	{"productId":"tax","eventTypes":[{"eventName":"tax.new.event"}]}]' >own.json
run new --catalogue own.json eCheck tax
check 'the own list says what is offered' json '[.products[].eventTypes[]] ==
	["payments.payments.failed", "tax.new.event"]'
run new --catalogue own.json customerInvoicing
check 'a product that is not in it is refused' err "no event type of 'customerInvoicing' is known to be offered to you"
run new --catalogue own.json customerInvoicing --event invoicing.customer.invoice.paid
check 'unless an event is named: then it is said' err '[unknown-product]'
check 'and written' json '.products[0].eventTypes == ["invoicing.customer.invoice.paid"]'

# What check finds is said; the service may know more than the catalogue.
said() { # TEXT ARGUMENT...
	text=$1
	shift
	run new "$@"
	check "new $*: status 0" status 0
	check "new $*: says $text" err "$text"
	check "new $*: writes it" json '.products | length > 0'
}
said "is not an event type of product 'eCheck'" eCheck --event invoicing.customer.invoice.paid
said "there is no event type 'quite.new.event'" eCheck --event quite.new.event
check 'it is there' json '.products[0].eventTypes == ["quite.new.event"]'
said '[duplicate-event-type]' eCheck --event payments.payments.failed --event payments.payments.failed
said "cannot reach 'localhost'" eCheck --url https://localhost/x
# shellcheck disable=SC2016
said 'is a template' eCheck --url 'https://${HOST}/x'
said '[retries-disabled]' eCheck --retry-hours 0
said '[retry-too-late]' eCheck --retry-hours 169
said '[retry-too-late]' eCheck --retry-hours 18446744073709551614
run new eCheck
check 'a placeholder is no news' no_err .

# no STATUS TEXT ARGUMENT...: refused, with the sentence, and nothing on standard output.
refused() {
	text=$1
	shift
	run new "$@"
	check "new $*: status 2" status 2
	check "new $*: says $text" err "$text"
	check "new $*: writes nothing" [ ! -s "$tmp/out" ]
}
refused 'which product?'
refused "a similar one exists: 'eCheck'" echek
refused "there is no product 'qqqqqq'; see: hookvet catalogue" qqqqqq
refused "there is no product ''" ''
refused "the event type is 'payments.payments.failed'" eCheck --event payments.payments.faild
refused "no event type of 'secureAcceptance' is known to be offered" secureAcceptance
refused "no event type of 'cns' is known to be offered" cns
refused '[insecure-url]' eCheck --url http://hooks.acme-store.com/
refused '[invalid-url]' eCheck --url 'https://hooks acme.com/'
refused '[insecure-url]' eCheck --health ftp://hooks.acme-store.com/
refused '[secret-in-url]' eCheck --url http://user:hunter2@hooks.acme-store.com/
check 'a password is not repeated' no_err hunter2
refused '[invalid-url]' eCheck --url "$(printf 'https://a.com/\033[31m')"
check 'no control character is shown' [ "$(tr -d '\n -~' <"$tmp/err" | wc -c)" -eq 0 ]
refused '[invalid-url]' eCheck --url ''
refused 'is no UTF-8' eCheck --organization "$(printf 'a\377')"
refused 'is no UTF-8' eCheck --event "$(printf 'a\377')"
refused 'holds a control character' eCheck --organization "$(printf 'a\nb')"
refused 'holds a control character' eCheck --organization "$(printf 'a\177')"
refused '[malformed-event-type]' eCheck --event ''
refused 'known are create-request' -k notification
refused 'status-request has no place for it' -k status-request --url https://a.com/
refused 'a status-request names no product' -k status-request eCheck
refused 'one product and one event type' -k replay-request eCheck payments
refused 'what is to change?' -k update-request

# Nothing is ever overwritten, nor written through a link.
printf mine >mine
refused "cannot write 'mine'" eCheck -o mine
check 'a file stays' equal "$(cat mine)" mine
ln -s mine link
ln -s nowhere dangling
mkdir folder
ln -s folder way
for place in link dangling folder way/x missing/x; do
	refused "cannot write '$place'" eCheck -o "$place"
done
check 'links lead to what they led to' [ "$(cat mine)" = mine ] && [ ! -e nowhere ] && [ ! -e folder/x ]
for n in 1 2 3 4 5 6 7 8; do
	"$PROG" new eCheck -o race.json 2>/dev/null && echo "$n" >>winners &
done
wait
check 'of many at a time one wins' [ "$(grep -c . winners)" -eq 1 ]
check 'what it wrote is whole' holes race.json 3
check 'no temporary file is left' [ -z "$(find . -name '.hookvet*')" ]
run new eCheck -o /dev/stdout
check 'a device is no file that could be lost' json '.products[0].productId == "eCheck"'
finish
