/*
 * invalid-encoding: the text is not encoded in UTF-8.
 *
 * The message names the first byte that is wrong, or the encoding that the file has.
 */
#include "lint/lint.h"

const struct rule rule_invalid_encoding = {
    .info =
	{
	    .name = "invalid-encoding",
	    .severity = SEV_ERROR,
	    .found_by = "load",
	    .summary = "the text is not encoded in UTF-8",
	    .reason = "JSON that is sent over a network is UTF-8; the service reads "
		      "nothing else.\n"
		      "Editors on Windows save UTF-16 under the name \"Unicode\", and "
		      "text pasted from\n"
		      "old documents may be Latin-1.",
	    .fix = "Save the file as UTF-8.",
	    .source = "RFC 8259, section 8.1; RFC 3629",
	},
};
