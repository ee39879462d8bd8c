/* url-review: an update that takes the subscription out of service for a while. */
#include "lint/lint.h"

void
check_url_review(struct lint *l)
{
	struct node urls[] = {l->sub.webhook_url, l->sub.health_check_url,
			      l->sub.oauth_url};
	struct diag *d = NULL;

	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
		if (!node_exists(urls[i]))
			continue;
		if (d != NULL) {
			lint_related(l, d, urls[i], AT_KEY, "and this one");
			continue;
		}
		d = lint_report(l, urls[i], AT_KEY,
				"a new URL is reviewed before anything is delivered");
		diag_note(l->diags, d,
			  "that takes 1 to 2 business days; until then the status is "
			  "PENDING_REVIEW, afterwards INACTIVE or BLOCKED");
		diag_help(l->diags, d,
			  "plan for it, and set the status to ACTIVE afterwards");
	}
}
