/* ip-address-host: a public address where a name should be. */
#include "lint/lint.h"
#include "service/url.h"

void
check_ip_address_host(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct diag *d;

		if (u->problem != URL_FINE || u->host.form == HOST_NAME ||
		    host_unreachable(&u->host) != NULL)
			continue;
		d = lint_report_part(l, u->node, u->uri.host,
				     "the host is an address, not a name");
		if (u->host.odd)
			diag_note(l->diags, d, "in this spelling it is %s",
				  host_address(&u->host, l->arena));
		diag_note(
		    l->diags, d,
		    "the certificate must name the address, and a move to another one "
		    "needs a new URL review");
		diag_help(l->diags, d, "use a host name");
	}
}
