/*
 * world: documents as the whole program sees them, without files.
 *
 * The settings are those of "hookvet check --no-config"; schemas are compiled once.
 */
#ifndef TESTS_FUZZ_WORLD_H
#define TESTS_FUZZ_WORLD_H

#include <jansson.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/pool.h"
#include "fuzz.h"
#include "lint/duplicates.h"
#include "lint/lint.h"
#include "project/discover.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "run/check-document.h"
#include "schema/schema.h"
#include "service/kind.h"

struct world {
	struct options options;
	struct session session;
	struct profile *profile;
	struct eval *eval;
};

static inline void
world_init(struct world *w)
{
	(void)pool_stack_enough();
	json_set_alloc_funcs(xmalloc, free);
	json_object_seed(1);
	options_init(&w->options);
	w->options.no_config = true;
	MUST(session_init(&w->session, &w->options, false));
	MUST(profile_current(&w->session) != NULL);
	w->profile = w->session.fixed;
	MUST(profile_prepare(w->profile));
	w->eval = eval_new();
}

/* An input of some name; what a name says of a kind is found. */
static inline struct input
world_input(const struct world *w, uint32_t lot)
{
	static const char *const names[] = {"a.json", "a.update.json",
					    "::error::\n\x1b[2J\xff##[x].json",
					    "a b/c'\"<&>.json"};

	return (struct input){.path = names[lot % 4],
			      .absolute = STR("/a.json"),
			      .profile = w->profile,
			      .named = lot % 8 != 0};
}

/* As check does it: examine, compare deliveries, finish. */
static inline struct examined *
world_examine(struct world *w, const struct examine_wants *wants,
	      const struct input *in, struct str text, bool lines, struct arena *a)
{
	struct deliveries *deliveries = deliveries_new();
	struct examiner x;

	examiner_init(&x, wants, w->eval, a);
	if (lines)
		examine_lines(&x, in, text,
			      (struct lines_place){.line = 1, .record = 1});
	else
		examine_document(&x, in, text);
	for (struct examined *e = x.head; e != NULL; e = e->next) {
		if (e->deliveries == NULL)
			continue;
		deliveries_compare(deliveries, e->deliveries, e->doc, e->diags);
		diags_finish(e->diags);
	}
	deliveries_free(deliveries);
	return x.head;
}

#endif
