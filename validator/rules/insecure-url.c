/* insecure-url: a URL that is not https. */
#include "base/suggest.h"
#include "lint/lint.h"
#include "load/text.h"
#include "service/url.h"

/* http with its own port 80: https has another one. */
static void
fix_http(struct lint *l, struct diag *d, const struct url *u)
{
	struct fix *f = diag_fix(l->diags, d, FIX_SUGGESTED, "write 'https'");
	struct str port = u->uri.port;

	text_replace(l->diags, f, u->node, u->uri.scheme, STR("https"));
	if (u->port == 80)
		text_replace(l->diags, f, u->node,
			     (struct str){port.s - 1, port.len + 1}, STR(""));
}

void
check_insecure_url(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct diag *d;

		if (!u->uri.has_authority || !u->uri.has_scheme || url_is_https(u) ||
		    u->problem == URL_BAD_SCHEME)
			continue;
		d = lint_report_part(l, u->node, u->uri.scheme,
				     "the URL is '%s', not https",
				     lint_quote(l, u->uri.scheme));
		if (text_equal_fold(u->uri.scheme, STR("http")) ||
		    suggest_distance(u->uri.scheme, STR("https")) <= 2)
			fix_http(l, d, u);
		else
			diag_help(l->diags, d,
				  "use an https URL: the service calls no other");
	}
}
