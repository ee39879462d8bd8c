/* ip-address-host: a public address where a name should be. */
#include "lint/lint.h"
#include "service/url.h"

static void
check(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct diag *d;

		if (u->problem != URL_FINE || u->host.form == HOST_NAME ||
		    host_unreachable(&u->host) != NULL)
			continue;
		d = lint_report_part(l, "ip-address-host", u->node, u->uri.host,
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

const struct rule rule_ip_address_host = {
    .info =
	{
	    .name = "ip-address-host",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "a public address instead of a host name",
	    .reason =
		"With an address as host, the server's certificate must be issued for "
		"that address,\nwhich few authorities do. When the server moves, the "
		"subscription has to be changed\nand its URL is reviewed again.",
	    .bad = "{ \"webhookUrl\": \"https://93.184.216.34/cybersource\" }",
	    .good = "{ \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\" }",
	    .example = EXAMPLE_CREATE,
	    .fix = "Use a host name.",
	    .source = "RFC 3986, 3.2.2; RFC 9110, 4.3.5 (certificates for addresses)",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
