/* health-check-host: the health check asks another host than deliveries go to. */
#include "lint/lint.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/url.h"

void
check_health_check_host(struct lint *l)
{
	const struct url *webhook = lint_url(l, "webhookUrl");
	const struct url *health = lint_url(l, "healthCheckUrl");
	struct diag *d;

	if (webhook == NULL || health == NULL || webhook->problem != URL_FINE ||
	    health->problem != URL_FINE ||
	    text_equal_fold(webhook->host.name, health->host.name))
		return;
	d = lint_report_part(
	    l, health->node, health->uri.host,
	    "the health check asks another host than deliveries go to");
	diag_related(l->diags, d, text_span(webhook->node, webhook->uri.host),
		     "deliveries go here")
	    ->pointer = node_pointer(webhook->node, l->arena);
	diag_note(
	    l->diags, d,
	    "it may say that all is well while deliveries fail, and the other way "
	    "round");
	diag_help(l->diags, d, "let 'healthCheckUrl' be on the host of 'webhookUrl'");
}
