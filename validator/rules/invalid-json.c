/*
 * invalid-json: the text is not JSON.
 *
 * Every syntax error is a finding of its own, at the place where one must edit, with
 * the likely cause: see load/reader.h.
 */
#include "lint/lint.h"

const struct rule rule_invalid_json = {
    .info =
	{
	    .name = "invalid-json",
	    .severity = SEV_ERROR,
	    .found_by = "load",
	    .summary = "the text is not JSON",
	    .reason = "JSON knows no comments, no single quotes and no comma after the "
		      "last element,\n"
		      "and a missing comma or quote makes the whole document "
		      "unreadable to the service.\n"
		      "Six of the bodies that the official guides print have such "
		      "errors, so a copied\n"
		      "one may too. Reading goes on after each error: one run shows "
		      "them all.\n"
		      "A bracket that is missing or too many is looked for in the "
		      "whole text first, by\n"
		      "the indentation and the names of members; what is YAML, a "
		      "script, a module or a\n"
		      "Python dict instead of JSON is said by its name, once.",
	    .bad = "{ \"name\": \"Invoices\", \"organizationId\": \"acme_store\",\n"
		   "  \"eventTypes\": [ \"invoicing.customer.invoice.paid\", ], }\n",
	    .good = "{ \"name\": \"Invoices\", \"organizationId\": \"acme_store\",\n"
		    "  \"eventTypes\": [ \"invoicing.customer.invoice.paid\" ] }\n",
	    .example = EXAMPLE_TEXT,
	    .fix = "Correct the text at the place shown. Safe fix for commas: a "
		   "missing one is inserted, one too many removed; suggested where "
		   "brackets have no known end.",
	    .source = "RFC 8259, sections 2 to 7",
	},
};
