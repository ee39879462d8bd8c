/* fold: see the header. */
#include "lint/fold.h"

#include <stdbool.h>

#include "lint/lint.h"
#include "load/text.h"
#include "service/url.h"

static bool
within(struct span inner, struct node n)
{
	struct span outer = node_span(n);

	return inner.start >= outer.start && inner.end <= outer.end;
}

/* A finding that says that the host of the URL is none for a webhook, or NULL. */
static struct diag *
host_finding(struct diag *d, const struct url *u)
{
	for (; d != NULL; d = d->next) {
		if ((d->rule == RULE_UNREACHABLE_HOST || d->rule == RULE_TUNNEL_HOST ||
		     d->rule == RULE_PLACEHOLDER_VALUE) &&
		    within(d->span, u->node))
			return d;
	}
	return NULL;
}

/* Whether d is about the URL whose host is to be replaced. */
static bool
follows(const struct diag *d, const struct url *u)
{
	struct span key = node_key_span(u->node);

	if (d->rule == RULE_URL_REVIEW)
		return d->span.start == key.start;
	if (d->rule == RULE_HEALTH_CHECK_HOST)
		return true;
	return (d->rule == RULE_INSECURE_URL || d->rule == RULE_UNUSUAL_PORT) &&
	       within(d->span, u->node);
}

/* Puts *link aside, under host, which is then as severe; an error is named. */
static void
put_aside(struct diags *ds, struct diag *host, struct diag **link)
{
	struct diag *d = *link;

	*link = d->next;
	if (*link == NULL)
		ds->tail = link;
	ds->n--;
	d->next = host->rest;
	host->rest = d;
	if (d->severity > host->severity && !diags_override(ds, host->rule)) {
		host->severity = d->severity;
		diag_note(ds, host, "besides, %s", d->message);
	}
}

static void
fold_url(struct lint *l, struct diag **first, struct diag *host, const struct url *u)
{
	for (struct diag **link = first; *link != NULL;) {
		if (*link != host && follows(*link, u))
			put_aside(l->diags, host, link);
		else
			link = &(*link)->next;
	}
}

/* The same host in another URL is the same mistake. */
static void
fold_same_host(struct lint *l, struct diag **first, struct diag *host,
	       const struct url *u, const struct url *other)
{
	struct diag *again = host_finding(*first, other), **link = first;

	if (again == NULL || again->rule != host->rule ||
	    host->rule == RULE_PLACEHOLDER_VALUE || /* each is a value to fill in */
	    !text_equal_fold(u->host.name, other->host.name))
		return;
	while (*link != again)
		link = &(*link)->next;
	fold_url(l, first, again, other);
	diag_related(l->diags, host, again->span, "and here")->pointer = again->pointer;
	put_aside(l->diags, host, link);
}

void
fold_hosts(struct lint *l, struct diag **first)
{
	if (*first == NULL || diags_full(l->diags))
		return;
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct diag *host = host_finding(*first, u);

		if (host == NULL)
			continue;
		fold_url(l, first, host, u);
		for (size_t k = i + 1; k < l->nurls; k++)
			fold_same_host(l, first, host, u, &l->urls[k]);
	}
}
