/* unused-suppression: found by the check itself, after all inputs. */
#include "lint/lint.h"

const struct rule rule_unused_suppression = {
    .info =
	{
	    .name = "unused-suppression",
	    .severity = SEV_WARNING,
	    .found_by = "check",
	    .summary = "a suppression that matched nothing, or has expired",
	    .reason =
		"A suppression in the config silences a finding for a reason, and "
		"perhaps until a day.\nWhen the finding is gone, it silences only what "
		"may come later at the same place; when\nthe day is over, it silences "
		"nothing. Neither should stay.",
	    .bad = "\"suppress\": [ { \"file\": \"webhooks/old.json\", \"pointer\": "
		   "\"/retryPolicy\",\n  \"rule\": \"retry-too-late\", \"reason\": "
		   "\"agreed "
		   "with operations\",\n  \"until\": \"2020-01-31\" } ]",
	    .good = "\"suppress\": []",
	    .example = EXAMPLE_NONE,
	    .fix = "Remove it; if it has expired, correct what it hid or agree on a "
		   "new day.",
	    .source = "hookvet.conf(5), suppress",
	},
};
