/* tunnel-host: a host that forwards to a developer's machine. */
#include "lint/lint.h"
#include "load/text.h"
#include "service/catalogue.h"
#include "service/url.h"

/* What the host belongs to, or empty. */
static struct str
tunnel_of(const struct lint *l, struct str host)
{
	const char *const *further = l->env->settings->tunnel_hosts;

	for (; further != NULL && *further != NULL; further++) {
		if (**further != '\0' && text_is_below(host, str_from(*further)))
			return str_from(*further);
	}
	return catalogue_tunnel(l->env->catalogue, host);
}

void
check_tunnel_host(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct str service;
		struct diag *d;

		if (u->problem != URL_FINE || u->host.form != HOST_NAME)
			continue;
		service = tunnel_of(l, u->host.name);
		if (service.len == 0)
			continue;
		d = lint_report_part(l, u->node, u->uri.host, "'%s' is a host of %.*s",
				     lint_quote(l, u->uri.host), STR_ARG(service));
		diag_note(
		    l->diags, d,
		    "such hosts are for trying out: they vanish, and others may see "
		    "what is sent");
		diag_help(l->diags, d, "use a host of your own");
	}
}
