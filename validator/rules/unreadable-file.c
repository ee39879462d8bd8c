/*
 * unreadable-file: the file cannot be read.
 *
 * The exit status is 2: what could not be read was not checked.
 */
#include "lint/lint.h"

const struct rule rule_unreadable_file = {
    .info =
	{
	    .name = "unreadable-file",
	    .severity = SEV_ERROR,
	    .found_by = "load",
	    .summary = "the file cannot be read",
	    .reason = "It cannot be opened, is a folder, or changed while it was being "
		      "read. Nothing in\n"
		      "it was checked, so the run is no proof of anything.",
	    .fix = "Look at its name and its permissions.",
	    .source = "open(2), read(2)",
	},
};
