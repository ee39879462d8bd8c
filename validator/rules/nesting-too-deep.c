/*
 * nesting-too-deep: arrays and objects are nested deeper than 512 levels.
 *
 * The limit is READER_DEPTH in load/reader.h.
 */
#include "lint/lint.h"

const struct rule rule_nesting_too_deep = {
    .info =
	{
	    .name = "nesting-too-deep",
	    .severity = SEV_ERROR,
	    .found_by = "load",
	    .summary = "arrays and objects are nested deeper than 512 levels",
	    .reason = "No document of the service is nested deeper than ten levels. "
		      "Such a depth comes\n"
		      "from a broken generator or is meant to exhaust whoever reads "
		      "it; most readers\n"
		      "refuse it.",
	    .fix = "Look at what produced the file.",
	    .source = "RFC 8259, section 9",
	},
};
