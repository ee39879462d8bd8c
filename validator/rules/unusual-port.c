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
		return catalogue_port_expected(port);
	while (*ports != 0 && *ports != port)
		ports++;
	return *ports != 0;
}

void
check_unusual_port(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		bool plain_http = text_equal_fold(u->uri.scheme, STR("http")) &&
				  u->port == 80; /* insecure-url takes it away */
		struct diag *d;

		if (u->problem != URL_FINE || u->port == 0 || plain_http ||
		    is_expected(l, u->port))
			continue;
		d = lint_report_part(l, u->node, u->uri.port,
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
