/*
 * unreachable-host: a host that nobody outside can reach.
 *
 * Hosts of documentation (example.com) are placeholder-value.
 */
#include "lint/lint.h"
#include "service/catalogue.h"
#include "service/url.h"

static void
check(struct lint *l)
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
		d = lint_report_part(l, "unreachable-host", u->node, u->uri.host,
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

const struct rule rule_unreachable_host = {
    .info =
	{
	    .name = "unreachable-host",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "a host that cannot be reached from outside",
	    .reason =
		"The service delivers from the internet. It cannot reach localhost, "
		"addresses of\nprivate networks (in whatever spelling: 2130706433 and "
		"0x7f.1 are 127.0.0.1), names\nwithout a domain, or names that are "
		"reserved, like .local, .internal, .test and\n.example.",
	    .bad = "{ \"webhookUrl\": \"https://192.168.1.20:8443/cybersource\" }",
	    .good =
		"{ \"webhookUrl\": \"https://hooks.acme-store.com:8443/cybersource\" "
		"}",
	    .example = EXAMPLE_CREATE,
	    .fix = "Use a host with a public name and address, and let the service's "
		   "addresses through\nyour firewall. In a template of your own write "
		   "${HOST}.",
	    .source = "Webhooks Implementation Guide 26.7.01, Requirements and "
		      "Troubleshooting; IANA IPv4 and IPv6 Special-Purpose Address "
		      "Registries (RFC 6890), Special-Use Domain Names (RFC 6761)",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
