/*
 * too-many-findings: a document with more findings than are reported.
 *
 * The limit is diags_limit() in finding/diag.c.
 */
#include "lint/lint.h"

const struct rule rule_too_many_findings = {
    .info =
	{
	    .name = "too-many-findings",
	    .severity = SEV_ERROR,
	    .found_by = "report",
	    .summary = "a document with more findings than are reported",
	    .reason =
		"At most 10,000 findings of one document are reported, of a large "
		"one as many as\n"
		"it has times 100 bytes. Nobody reads more, and a few characters of a "
		"hostile file\n"
		"may ask for thousands of lines of report. What is not reported may "
		"be an error, so\n"
		"this is one.",
	    .bad = "a list of 20,000 texts where numbers are wanted",
	    .good = "a document with fewer findings",
	    .example = EXAMPLE_NONE,
	    .fix = "Mend what is reported, or the program that wrote the file, and "
		   "check again.",
	    .source = "hookvet(1), LIMITS",
	},
};
