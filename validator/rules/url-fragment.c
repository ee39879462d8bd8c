/* url-fragment: a URL with a '#' part. */
#include "lint/lint.h"
#include "load/text.h"
#include "service/url.h"

static void
check(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct str part = {u->uri.fragment.s - 1, u->uri.fragment.len + 1};
		struct diag *d;
		struct fix *f;

		if (u->problem != URL_FINE || !u->uri.has_fragment)
			continue;
		d = lint_report_part(
		    l, "url-fragment", u->node, part,
		    "the part from '#' on is never sent to the server");
		f = diag_fix(l->diags, d, FIX_SUGGESTED, "remove it");
		text_replace(l->diags, f, u->node, part, STR(""));
	}
}

const struct rule rule_url_fragment = {
    .info =
	{
	    .name = "url-fragment",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "a URL with a '#' part",
	    .reason =
		"The fragment of a URL is for browsers: whoever calls the URL keeps it "
		"to himself.\nYour server never sees it, so nothing can depend on it.",
	    .bad = "{ \"webhookUrl\": \"https://hooks.acme-store.com/hook#invoices\" }",
	    .good =
		"{ \"webhookUrl\": \"https://hooks.acme-store.com/hook/invoices\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Remove it (suggested fix), or put what it says into the path.",
	    .source = "RFC 3986, 3.5",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
