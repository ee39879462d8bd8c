/*
 * duplicate-key: a member of that name stands in the object twice.
 *
 * Found by the reader at each later member of the name.
 */
#include "lint/lint.h"

const struct rule rule_duplicate_key = {
    .info =
	{
	    .name = "duplicate-key",
	    .severity = SEV_ERROR,
	    .found_by = "load",
	    .summary = "a member of that name stands in the object twice",
	    .reason = "Readers of JSON keep one of the two without a word, most of "
		      "them the last, some\n"
		      "the first. Which one the service takes is not known, so half of "
		      "what you see\n"
		      "here is not what it gets.",
	    .bad = "{ \"name\": \"Invoices\", \"webhookUrl\": "
		   "\"https://a.acme-store.com/hook\",\n"
		   "  \"webhookUrl\": \"https://b.acme-store.com/hook\" }\n",
	    .good = "{ \"name\": \"Invoices\", \"webhookUrl\": "
		    "\"https://b.acme-store.com/hook\" }\n",
	    .example = EXAMPLE_TEXT,
	    .fix = "Keep the one that is meant and remove the other.",
	    .source = "RFC 8259, section 4",
	},
};
