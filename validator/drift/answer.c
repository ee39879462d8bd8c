/* answer: see the header. */
#include "drift/answer.h"

#include "base/arena.h"
#include "drift/match.h"
#include "finding/trouble.h"
#include "load/pointers.h"
#include "project/input.h"
#include "run/check-document.h"
#include "service/kind.h"

/*
 * Whether it says whose it is: one that does not would look like a stranger, and be
 * deleted.  A notification has the id of a subscription as well.
 */
static bool
is_reported(struct node n, struct arena *a)
{
	struct subscription s;
	struct asked *asked;
	size_t known;

	subscription_read(&s, n);
	known = subscription_asked(&s, &asked, a);
	for (size_t i = 0; i < known; i++) {
		if (node_string(asked[i].id).len == 0)
			return false;
	}
	return known != 0 && node_string(s.webhook_id).len != 0 &&
	       node_string(s.organization).len != 0 &&
	       (KIND_BIT(kind_find(n, NULL)) & KINDS_SUBSCRIPTION) != 0;
}

/* Adds the subscriptions in an answer; returns the first that is none, or none. */
static struct node
take(struct matching *m, struct examined *e, struct node n, struct arena *a)
{
	struct node response = node_member(n, "response"), stranger = NODE_ABSENT;

	if (node_exists(response))
		return take(m, e, response, a);
	if (node_is(n, NODE_OBJECT) && is_reported(n, a)) {
		matching_report(m, e, n, a);
		return NODE_ABSENT;
	}
	if (!node_is(n, NODE_ARRAY))
		return n;
	NODE_EACH(element, n)
	{
		if (!node_exists(stranger))
			stranger = node_is(element, NODE_OBJECT)
				       ? take(m, e, element, a)
				       : element;
	}
	return stranger;
}

static void
say_no_answer(const struct examined *e, struct node stranger)
{
	struct arena *a = e->diags->arena;
	enum kind kind = kind_find(stranger, NULL);
	const char *pointer = node_pointer(stranger, a);
	const char *what =
	    (KIND_BIT(kind) & KINDS_SUBSCRIPTION) != 0
		? "lacks a 'webhookId', an 'organizationId', or a product"
	    : kind == KIND_NONE ? "is none"
				: arena_printf(a, "is of the kind %s", kind_name(kind));

	say("'%s' is no answer of the service with subscriptions: %s %s%s",
	    e->input->path,
	    *pointer != '\0' ? arena_printf(a, "what stands at '%s'", pointer) : "it",
	    what,
	    kind == KIND_ERROR_RESPONSE
		? "; where there is none yet, write [] in its place"
		: "");
}

bool
answer_take(struct matching *m, struct examined *e, struct arena *a)
{
	struct node stranger;

	if (e->doc->damaged || e->doc->ncells == 0) {
		say("'%s' is no whole answer of the service", e->input->path);
		return false;
	}
	stranger = take(m, e, doc_root(e->doc), a);
	if (node_exists(stranger))
		say_no_answer(e, stranger);
	return !node_exists(stranger);
}
