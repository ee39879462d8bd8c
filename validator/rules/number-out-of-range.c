/*
 * number-out-of-range: the number is too large to be kept exactly, or is -0.
 *
 * Numbers stay as they are written here; what reads the file next may not do so.
 */
#include "lint/lint.h"

const struct rule rule_number_out_of_range = {
    .info =
	{
	    .name = "number-out-of-range",
	    .severity = SEV_ERROR,
	    .found_by = "load",
	    .summary = "the number is too large to be kept exactly, or is -0",
	    .reason = "Programs keep JSON numbers as 64-bit integers or floating "
		      "point. A larger one is\n"
		      "rounded, becomes infinite or is refused, and -0 turns into 0: "
		      "the receiver sees\n"
		      "another number than the one in the file.",
	    .bad = "{ \"retryPolicy\": { \"firstRetry\": 1e400 } }\n",
	    .good = "{ \"retryPolicy\": { \"firstRetry\": 10 } }\n",
	    .example = EXAMPLE_TEXT,
	    .fix = "Write a number between -9223372036854775808 and "
		   "9223372036854775807, or a fraction.",
	    .source = "RFC 8259, section 6; RFC 7493 (I-JSON), section 2.2",
	},
};
