/* url-fragment: a URL with a '#' part. */
#include "lint/lint.h"
#include "load/text.h"
#include "service/url.h"

void
check_url_fragment(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct str part = {u->uri.fragment.s - 1, u->uri.fragment.len + 1};
		struct diag *d;
		struct fix *f;

		if (u->problem != URL_FINE || !u->uri.has_fragment)
			continue;
		d = lint_report_part(
		    l, u->node, part,
		    "the part from '#' on is never sent to the server");
		f = diag_fix(l->diags, d, FIX_SUGGESTED, "remove it");
		text_replace(l->diags, f, u->node, part, STR(""));
	}
}
