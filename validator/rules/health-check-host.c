/* health-check-host: the health check asks another host than deliveries go to. */
#include "lint/lint.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/url.h"

static void
check(struct lint *l)
{
	const struct url *webhook = lint_url(l, "webhookUrl");
	const struct url *health = lint_url(l, "healthCheckUrl");
	struct diag *d;

	if (webhook == NULL || health == NULL || webhook->problem != URL_FINE ||
	    health->problem != URL_FINE ||
	    text_equal_fold(webhook->host.name, health->host.name))
		return;
	d = lint_report_part(
	    l, "health-check-host", health->node, health->uri.host,
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

const struct rule rule_health_check_host = {
    .info =
	{
	    .name = "health-check-host",
	    .severity = SEV_INFO,
	    .found_by = "rule",
	    .summary = "healthCheckUrl is on another host than webhookUrl",
	    .reason =
		"The service asks healthCheckUrl to learn whether deliveries can be "
		"made. On another\nhost the answer says little about the one that "
		"matters. The description of the API\nsaid that it should be as close "
		"as possible to the actual webhookUrl.",
	    .bad = "{ \"healthCheckUrl\": \"https://status.acme-store.com/health\" }",
	    .good = "{ \"webhookUrl\": \"https://hooks.acme-store.com/cybersource\",\n"
		    "  \"healthCheckUrl\": \"https://hooks.acme-store.com/health\" }",
	    .example = EXAMPLE_CREATE,
	    .fix =
		"Put the health check on the host of webhookUrl; both may be the same "
		"URL.",
	    .source = "Webhooks REST API, create a subscription: healthCheckUrl",
	},
    .kinds = KINDS_SUBSCRIPTION,
    .check = check,
};
