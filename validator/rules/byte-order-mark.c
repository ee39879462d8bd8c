/*
 * byte-order-mark: the text begins with a byte order mark.
 *
 * Three bytes, EF BB BF, in front of the text.
 */
#include "lint/lint.h"

const struct rule rule_byte_order_mark = {
    .info =
	{
	    .name = "byte-order-mark",
	    .severity = SEV_WARNING,
	    .found_by = "load",
	    .summary = "the text begins with a byte order mark",
	    .reason = "The mark is invisible in editors. JSON forbids writing it and "
		      "lets readers\n"
		      "choose whether to refuse it: what works with one tool fails "
		      "with the next.",
	    .bad = "\xEF\xBB\xBF"
		   "{ \"status\": \"ACTIVE\" }\n",
	    .good = "{ \"status\": \"ACTIVE\" }\n",
	    .example = EXAMPLE_TEXT,
	    .fix = "Safe fix: remove it.",
	    .source = "RFC 8259, section 8.1",
	},
};
