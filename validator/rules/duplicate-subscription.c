/*
 * duplicate-subscription: the same delivery twice in one run.
 *
 * Found over all documents: rules/deliveries.
 */
#include "lint/lint.h"

const struct rule rule_duplicate_subscription = {
    .info =
	{
	    .name = "duplicate-subscription",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "an event that another subscription delivers to the same URL",
	    .reason =
		"Two subscriptions of one organization for the same product, event "
		"type "
		"and URL deliver\neach event twice, or the service refuses the second "
		"one: what it does is documented\nnowhere. Mostly a definition was "
		"copied and one of its parts not changed. All documents\nof a run are "
		"compared, requests with requests and responses with responses; "
		"updates\n"
		"and templates are left out. URLs that mean the same are the same: "
		"https://h:443/ and\nhttps://H/. Of many that repeat one "
		"subscription the first ten are shown.",
	    .bad = "two files in one run: both with organizationId \"acme_webshop\",\n"
		   "eventTypes [ \"invoicing.customer.invoice.paid\" ] and the same "
		   "webhookUrl",
	    .good =
		"two files in one run that differ in organizationId, event types or "
		"webhookUrl",
	    .example = EXAMPLE_NONE,
	    .fix = "Take the event out of one of the two subscriptions, or give one of "
		   "them its own URL.",
	    .source = "Webhooks Implementation Guide 26.7.01, Create a subscription",
	},
};
