/* findings: what a user of the library is told, made of what the engine has found. */
#include "library/inside.h"

#include "base/arena.h"
#include "load/pointers.h"
#include "schema/explain/trace.h"

static struct hookvet_finding *
add(struct findings *f, struct arena *a)
{
	f->list = arena_grow(a, f->list, &f->cap, f->n + 1, sizeof(*f->list));
	return &f->list[f->n++];
}

static const char *
keyword_of_unit(const struct unit *u, struct arena *a)
{
	struct str name = u != NULL && unit_is_keyword(u) ? unit_keyword(u) : STR("");

	return arena_strndup(a, name.s, name.len);
}

void
findings_add(struct findings *f, struct diags *ds, const char *document, size_t record,
	     bool all, struct arena *a)
{
	struct pointers pointers = {a, NULL};

	diags_finish(ds);
	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		if (!all && d->severity != SEV_ERROR)
			continue;
		*add(f, a) = (struct hookvet_finding){
		    .document = document,
		    .record = record,
		    .line = d->start.line,
		    .column = d->start.column,
		    .offset = ds->base + d->span.start,
		    .length = d->span.end - d->span.start,
		    .pointer = d->pointer != NULL ? d->pointer : "",
		    .keyword = keyword_of_unit(d->unit, a),
		    .schema = d->unit != NULL ? unit_location(d->unit, &pointers) : "",
		    .message = d->message};
	}
	pointers_release(&pointers);
}

void
findings_say(struct findings *f, const char *document, const char *message,
	     struct arena *a)
{
	*add(f, a) = (struct hookvet_finding){.document = document,
					      .line = 1,
					      .column = 1,
					      .pointer = "",
					      .keyword = "",
					      .schema = "",
					      .message = message};
}

enum hookvet_result
result_of(enum budget ended, enum hookvet_result otherwise)
{
	switch (ended) {
	case BUDGET_DEPTH:
		return HOOKVET_TOO_DEEP;
	case BUDGET_MEMORY:
		return HOOKVET_NO_MEMORY;
	case BUDGET_REGEX:
	case BUDGET_STEPS:
	case BUDGET_CIRCLE:
		return HOOKVET_TOO_MUCH_WORK;
	case BUDGET_NONE:
		break;
	}
	return otherwise;
}
