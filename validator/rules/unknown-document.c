/*
 * unknown-document: the file is no document about webhook subscriptions.
 *
 * Only for a file that was named: in a folder, other files are passed over.
 */
#include "lint/lint.h"

const struct rule rule_unknown_document = {
    .info =
	{
	    .name = "unknown-document",
	    .severity = SEV_WARNING,
	    .found_by = "load",
	    .summary = "the file is no document about webhook subscriptions",
	    .reason = "Which kind of document a file is, is found from its members. "
		      "This one has too\n"
		      "few of those that requests and responses of the service have, "
		      "so nothing could\n"
		      "be checked.",
	    .bad = "{ \"name\": \"my-shop\", \"version\": \"1.0.0\" }\n",
	    .good = "{ \"status\": \"ACTIVE\" }\n",
	    .example = EXAMPLE_TEXT,
	    .fix = "Say what it is with --kind, or in the config under \"files\"; "
		   "or leave it out of the run.",
	    .source = "hookvet(1), KINDS OF DOCUMENTS",
	},
};
