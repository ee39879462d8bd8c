/*
 * changed-since-deployed: the service reports something else.
 *
 * drift compares definitions with answers in other files; here it is a pair of a request
 * and the response to it.
 */
#include "lint/changed.h"
#include "lint/lint.h"
#include "service/difference.h"

/* The first subscription that the service answered with, of a list too. */
static struct node
answer(struct node response)
{
	return node_is(response, NODE_ARRAY) && node_count(response) == 1
		   ? node_first(response)
		   : response;
}

static void
compare(struct lint *l, struct node request, struct node response)
{
	enum kind kind = kind_find(request, l->root.doc->name);
	struct subscription wanted, deployed;
	struct differences found;

	if ((KIND_BIT(kind) & KINDS_REQUEST) == 0 ||
	    kind_find(response, NULL) != KIND_SUBSCRIPTION)
		return;
	subscription_read(&wanted, request);
	subscription_read(&deployed, response);
	differences_find(&found, &wanted, &deployed, kind == KIND_UPDATE_REQUEST,
			 l->arena);
	for (const struct difference *d = found.head; d != NULL; d = d->next)
		changed_report(l->diags, d, NULL);
}

void
check_changed_since_deployed(struct lint *l)
{
	if (l->kind == KIND_PAIR)
		compare(l, node_member(l->root, "request"),
			answer(node_member(l->root, "response")));
}
