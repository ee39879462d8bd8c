/* unusual-port: an explicit port that the service may not call. */
#include "lint/lint.h"
#include "load/text.h"
#include "service/catalogue.h"
#include "service/url.h"

static bool
is_expected(const struct lint *l, uint32_t port)
{
	const uint16_t *ports = l->env->settings->expected_ports;

	if (ports == NULL)
		return catalogue_port_expected(l->env->catalogue, port);
	while (*ports != 0 && *ports != port)
		ports++;
	return *ports != 0;
}

static void
check(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		bool plain_http = text_equal_fold(u->uri.scheme, STR("http")) &&
				  u->port == 80; /* insecure-url takes it away */
		struct diag *d;

		if (u->problem != URL_FINE || u->port == 0 || plain_http ||
		    is_expected(l, u->port))
			continue;
		d = lint_report_part(l, "unusual-port", u->node, u->uri.port,
				     "the service may not call port %u",
				     (unsigned)u->port);
		diag_note(l->diags, d,
			  "the guide once allowed 443 and 8443 only, and all its "
			  "examples use "
			  "these");
		diag_help(l->diags, d,
			  "use 443 (which needs no port in the URL) or 8443");
	}
}

const struct rule rule_unusual_port = {
    .info =
	{
	    .name = "unusual-port",
	    .severity = SEV_WARNING,
	    .found_by = "rule",
	    .summary = "an explicit port other than 443 and 8443",
	    .reason =
		"Until 2024 the guide said that URLs must use port 443 or 8443. The "
		"sentence is gone,\nbut every example still uses one of them and "
		"nothing says that others are called.",
	    .bad =
		"{ \"webhookUrl\": \"https://hooks.acme-store.com:9443/cybersource\" "
		"}",
	    .good =
		"{ \"webhookUrl\": \"https://hooks.acme-store.com:8443/cybersource\" "
		"}",
	    .example = EXAMPLE_CREATE,
	    .fix =
		"Use 443 or 8443, or name the ports that work for you in the setting\n"
		"expectedPorts.",
	    .source = "Webhooks Implementation Guide 24.03, Create a subscription: "
		      "\"must use port number 8443 or 443\"",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
