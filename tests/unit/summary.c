/* The end of a run in words (diagnostics.md, M11). */
#include "report/summary.h"

#include <stdlib.h>

#include "base/mem.h"
#include "check.h"

static void
says(const struct summary *s, enum severity fail_on, const char *rule, const char *want)
{
	struct report_context ctx = {.fail_on = fail_on};
	char *got = NULL;
	size_t len;
	FILE *fp = open_memstream(&got, &len);

	summary_print(fp, s, &ctx, rule);
	fclose(fp);
	CHECK_STR(got, want);
	free(got);
}

int
main(void)
{
	struct summary s = {.files = 41,
			    .documents = 41,
			    .errors = 3,
			    .warnings = 5,
			    .files_with_findings = 2,
			    .suppressed = 2,
			    .baselined = 6,
			    .fixable_safe = 3,
			    .fixable_suggested = 2,
			    .exit_status = 1,
			    .seconds = 0.0123};

	says(&s, SEV_ERROR, "missing-field",
	     "checked 41 files in 0.01 s: 3 errors, 5 warnings in 2 files (2 "
	     "suppressed, 6 "
	     "in the baseline)\n"
	     "5 can be fixed by hookvet check: 3 safe with --fix, 2 more with "
	     "--fix=suggested; see them with --diff\n"
	     "failed: 3 errors, --fail-on=error; more about a rule: hookvet explain "
	     "missing-field\n");
	s.fixable_safe = 0;
	says(&s, SEV_WARNING, NULL,
	     "checked 41 files in 0.01 s: 3 errors, 5 warnings in 2 files (2 "
	     "suppressed, 6 "
	     "in the baseline)\n"
	     "2 can be fixed by hookvet check: 2 with --fix=suggested; see them with "
	     "--diff\n"
	     "failed: 3 errors, 5 warnings, --fail-on=warning\n");
	s = (struct summary){.files = 1, .documents = 1, .seconds = 0.001};
	says(&s, SEV_ERROR, NULL, "checked 1 file in 0.00 s: no problems\n");
	s = (struct summary){.files = 1,
			     .documents = 12,
			     .infos = 1,
			     .skipped = 1,
			     .files_with_findings = 1,
			     .fixed = 4};
	says(&s, SEV_ERROR, NULL,
	     "checked 1 file (12 documents) in 0.00 s: 1 info in 1 file (1 other file "
	     "skipped)\nfixed 4\n");
	s = (struct summary){0};
	says(&s, SEV_ERROR, NULL, "checked no files in 0.00 s: no problems\n");
	return check_done();
}
