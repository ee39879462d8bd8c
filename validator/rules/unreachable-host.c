/*
 * unreachable-host: a host that nobody outside can reach.
 *
 * Hosts of documentation (example.com) are placeholder-value.
 */
#include "lint/lint.h"
#include "service/catalogue.h"
#include "service/url.h"

void
check_unreachable_host(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		const char *why;
		struct diag *d;

		if (u->problem != URL_FINE)
			continue;
		why = host_unreachable(&u->host);
		if (why == NULL ||
		    catalogue_placeholder_host(l->env->catalogue, u->host.name))
			continue;
		d = lint_report_part(l, u->node, u->uri.host,
				     "the service cannot reach '%s'",
				     lint_quote(l, u->uri.host));
		if (u->host.form == HOST_NAME)
			diag_note(l->diags, d, "it is %s", why);
		else
			diag_note(l->diags, d, "%s is %s",
				  host_address(&u->host, l->arena), why);
		diag_help(l->diags, d,
			  "use a host that has an address on the internet");
	}
}
