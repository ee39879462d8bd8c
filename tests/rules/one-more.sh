#!/bin/sh
# one-more: one mistake in a request that is right makes one error or warning, at its
# place; three of them make three.
# shellcheck source=tests/lib
. tests/lib
right=corpus/examples/invoicing.request.json

# mistake SED RULE@LINE:COLUMN...: what sed makes of the request has these findings.
mistake() {
	script=$1
	shift
	sed "$script" "$right" >"$tmp/request.json"
	"$PROG" check --no-config -q -f compact "$tmp/request.json" |
		sed -n 's/^[^:]*:\([0-9]*:[0-9]*\): \(error\|warning\): .*\[\(.*\)\]$/\3@\1/p' >"$tmp/got"
	printf '%s\n' "$@" | sed '/^$/d' >"$tmp/want"
	diff "$tmp/want" "$tmp/got" >"$tmp/diff"
	if [ -s "$tmp/diff" ]; then fail "sed '$script'" "$tmp/diff"; else pass; fi
}

mistake '' ''
# A member is missing.
mistake '/"organizationId"/d' missing-field@1:1
mistake 's/"productId": "customerInvoicing",//' missing-field@5:17
mistake '/"webhookUrl"/d' missing-field@1:1
mistake '/"name"/d' missing-recommended-field@1:1
mistake 's/Invoicing",$/Invoicing" } ],/; /"eventTypes"/,/\]/d' missing-field@5:17
# A name is misspelt.
mistake 's/"organizationId"/"organizationI"/' missing-field@4:3
mistake 's/"organizationId"/"organization_id"/' missing-field@4:3
mistake 's/"webhookUrl"/"webhookURL"/' missing-field@12:3
mistake 's/"eventTypes"/"eventType"/' missing-field@6:5
mistake 's/"productId"/"prodcutId"/' missing-field@5:19
mistake 's/"healthCheckUrl"/"healthCheckurl"/' unknown-field@13:3
mistake 's/"retryPolicy"/"retryPolicies"/' unknown-field@15:3
mistake 's/"securityPolicy"/"securityPolcy"/' missing-field@24:3
mistake 's/"firstRetry"/"firstRety"/' unknown-field@17:5
# A value is wrong.
mistake 's/"deactivateFlag": [^,]*/"deactivateFlag": "no"/' value-not-allowed@20:23
mistake 's/"firstRetry": 10/"firstRetry": -1/' out-of-range@17:19
mistake 's/"firstRetry": 10/"firstRetry": "1"/' number-as-string@17:19
mistake 's/"firstRetry": 10/"firstRetry": [1]/' wrong-type@17:19
mistake 's/ARITHMETIC/EXPONENTIAL/' value-not-allowed@16:18
mistake 's/invoicing.customer.invoice.paid/payments.voids.failed/' wrong-product-event@8:5
mistake 's/invoicing.customer.invoice.paid/invoicing.customer.invoice.payed/' misspelt-event-type@8:5
mistake 's/invoicing.customer.invoice.paid/invoicing.customer.invoice.reminders/' unknown-event-type@8:5
mistake 's/invoicing.customer.invoice.paid/invoicing.customer.invoice.cancel/' duplicate-event-type@8:5
mistake 's/"customerInvoicing"/"invoicing"/' unknown-product@5:32
mistake '/"webhookUrl"/s/https/http/' insecure-url@12:18
mistake '/"webhookUrl"/s,"https:.*",https://hooks.acme-webshop.com:8443:/x",; /"webhookUrl"/s,: https,: "https,' invalid-url@12:53
# The text is.
mistake 's/^  "name".*/&\
  "name": "again",/' duplicate-key@3:3
mistake '1s/^/'"$(printf '\357\273\277')"'/' byte-order-mark@1:1
mistake '/"eventTypes"/,/\]/{
/^    "/s/"$/",/
}' invalid-json@10:38
mistake '/"name"/s/,$//' "invalid-json@2:$(sed -n '/"name"/{s/,$//;p;}' "$right" | awk '{ print length($0) + 1 }')"
# Three at once.
mistake 's/"webhookUrl"/"webhookURL"/; s/"firstRetry": 10/"firstRetry": "10"/; s/ARITHMETIC/EXPONENTIAL/' \
	missing-field@12:3 value-not-allowed@16:18 number-as-string@17:19

finish
