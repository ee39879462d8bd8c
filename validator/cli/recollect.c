/* recollect: see the header. */
#include "cli/recollect.h"

#include <string.h>

#include "base/arena.h"
#include "cli/discover.h"
#include "cli/profile.h"
#include "load/reader.h"
#include "load/scan.h"
#include "rules/lint.h"
#include "rules/recall.h"
#include "schema/schema.h"

enum {
	UNKNOWN_ELEMENTS = 64,     /* of a list that are examined by themselves, */
	UNKNOWN_BYTES = 16 * 1024, /* and one more for so many bytes of it */
};

bool
recollect_allowed(struct examiner *x, const struct input *in)
{
	const struct profile *p = in->profile;

	if (x->recall_input == in)
		return x->recall_allowed;
	x->recall_input = in;
	x->recall_case = (struct recall_case){.env = &p->env,
					      .levels = p->levels,
					      .given = examine_given_kind(in),
					      .update = kind_path_is_update(in->path)};
	if (x->recall_case.given != KIND_NONE)
		x->recall_case.update = false; /* it is of no effect */
	x->recall_allowed = x->recall != NULL && x->wants->standard_output < 0 &&
			    !x->wants->timeline && p->npolicies == 0 &&
			    examine_other_schema(in) == NULL;
	return x->recall_allowed;
}

/* A document and its result, which has no findings. */
struct clean {
	struct examined examined;
	struct doc doc;
};

static void
clean(struct examiner *x, const struct input *in, struct str text,
      struct lines_place at, enum kind kind, const struct delivery *list)
{
	struct clean *c = arena_alloc(x->arena, sizeof(*c));

	if (x->no_diags == NULL) {
		x->no_diags = arena_alloc(x->arena, sizeof(*x->no_diags));
		diags_init(x->no_diags, x->arena, NULL, NULL, STR(""));
	}
	memset(c, 0, sizeof(*c));
	c->doc.name = in->path;
	c->doc.text = text;
	c->doc.record = at.record;
	c->doc.base = at.base;
	c->doc.first_line = at.line;
	c->examined.input = in;
	c->examined.doc = &c->doc;
	c->examined.diags = x->no_diags;
	c->examined.recalled = true;
	c->examined.at = at;
	c->examined.result.path = in->path;
	c->examined.result.diags = x->no_diags;
	c->examined.result.record = at.record;
	c->examined.result.kind = kind_name(kind);
	c->examined.deliveries = in->profile->compares ? list : NULL;
	examine_add(x, &c->examined);
}

/* Nothing but white space follows. */
static bool
ends(struct str text, size_t p)
{
	return scan_space(text.s + p, text.s + text.len) == text.s + text.len;
}

static bool
object(struct examiner *x, const struct input *in, struct str text,
       struct lines_place at, size_t p)
{
	struct recalled *found = arena_alloc(x->arena, sizeof(*found));

	if (!recall_find(x->recall, &x->recall_case, text, &p, x->arena, found) ||
	    !ends(text, p))
		return false;
	clean(x, in, text, at, found->kind, found->delivers ? &found->delivery : NULL);
	return true;
}

/* Behind the value at p, which need not be well-formed; 0: it has no end. */
static size_t
end_of(struct str text, size_t p)
{
	size_t depth = 0;

	for (; p < text.len; p++) {
		switch (text.s[p]) {
		case '"':
			for (p++; p < text.len && text.s[p] != '"'; p++)
				p += text.s[p] == '\\';
			break;
		case '{':
		case '[':
			depth++;
			break;
		case '}':
		case ']':
			if (--depth == 0)
				return p + 1;
			break;
		default:
			break;
		}
	}
	return 0;
}

/* A list while it is read. */
struct elements {
	struct passing passing; /* first */
	struct examiner *x;
	const struct input *in;
	struct recall_case known; /* of elements */
	struct str text;
	size_t first;          /* where the first element begins */
	size_t unknown;        /* elements that were looked at by themselves */
	struct arena *scratch; /* for those */
};

/* Is the element sound, as far as that is soon seen?  Says of what kind it is. */
static bool
is_sound(const struct elements *l, struct str text, enum kind *kind)
{
	static const struct eval_options options = {.templates = true};
	const struct program *schema = l->in->profile->env.programs[KIND_SUBSCRIPTION];
	struct doc doc = {.name = l->in->path, .text = text, .first_line = 1};

	if (!reader_read(&doc, NULL, l->scratch))
		return false;
	*kind = kind_find(doc_root(&doc), NULL);
	return schema == NULL ||
	       schema_check(l->x->eval, schema, doc_root(&doc), &options);
}

/* Examines an element of a kind that is new, so that those like it are known. */
static void
meet(struct elements *l, size_t start, enum kind *kind)
{
	struct examiner alone = *l->x;
	size_t end = end_of(l->text, start);
	struct str text = str_slice(l->text, start, end);

	if (end == 0)
		return;
	if (l->scratch == NULL)
		l->scratch = arena_new();
	arena_reset(l->scratch);
	if (!is_sound(l, text, kind))
		return;
	alone.arena = l->scratch;
	alone.head = NULL;
	alone.tail = &alone.head;
	alone.passing = NULL;
	alone.recall_case = l->known;
	recollect_learn(&alone,
			examine_as(&alone, l->in, text, (struct lines_place){0, 1, 0},
				   KIND_SUBSCRIPTION));
}

/* The end of the element at start if it is clean, or 0; *kind as it is alone. */
static size_t
element(struct elements *l, size_t start, struct recalled *found, enum kind *kind)
{
	struct examiner *x = l->x;
	size_t p = start;

	if (!recall_find(x->recall, &l->known, l->text, &p, x->arena, found)) {
		if (++l->unknown > UNKNOWN_ELEMENTS + l->text.len / UNKNOWN_BYTES)
			return 0;
		meet(l, start, kind);
		if (!recall_find(x->recall, &l->known, l->text, &p, x->arena, found))
			return 0;
	}
	*kind = found->alone;
	return p;
}

/* If nobody says what the list holds, its first element does. */
static size_t
element_end(struct passing *p, size_t start)
{
	struct elements *l = (struct elements *)p;
	struct recalled *found;
	enum kind kind = KIND_NONE;
	size_t end;

	if (!p->list && start != l->first)
		return 0;
	found = arena_alloc(l->x->arena, sizeof(*found));
	end = element(l, start, found, &kind);
	p->list = p->list || kind == KIND_SUBSCRIPTION || kind == KIND_CREATE_REQUEST;
	if (!p->list || end == 0)
		return 0;
	p->n++;
	*p->tail = &found->delivery;
	p->tail = &found->delivery.next;
	return end;
}

static void
array(struct examiner *x, const struct input *in, struct str text,
      struct lines_place at, size_t p)
{
	struct elements l = {.x = x, .in = in, .text = text};

	l.passing.end = element_end;
	l.passing.tail = &l.passing.deliveries;
	l.passing.list = x->recall_case.given != KIND_NONE;
	l.known = x->recall_case;
	l.known.given = KIND_SUBSCRIPTION;
	l.known.update = false;
	l.first = (size_t)(scan_space(text.s + p + 1, text.s + text.len) - text.s);
	x->passing = &l.passing;
	(void)examine_as(x, in, text, at, x->recall_case.given);
	x->passing = NULL;
	arena_free(l.scratch);
}

bool
recollect(struct examiner *x, const struct input *in, struct str text,
	  struct lines_place at)
{
	size_t p = (size_t)(scan_space(text.s, text.s + text.len) - text.s);
	enum kind given;

	if (p == text.len || !recollect_allowed(x, in))
		return false;
	x->recall_case.line = at.record != 0;
	given = x->recall_case.given;
	if (text.s[p] == '{')
		return object(x, in, text, at, p);
	if (text.s[p] != '[' || (given != KIND_NONE && given != KIND_SUBSCRIPTION_LIST))
		return false;
	array(x, in, text, at, p);
	return true;
}

void
recollect_learn(struct examiner *x, const struct examined *e)
{
	if (e->diags->head != NULL || e->result.skipped || e->doc->damaged ||
	    (KIND_BIT(e->kind) & KINDS_SUBSCRIPTION) == 0 ||
	    !recollect_allowed(x, e->input))
		return;
	recall_learn(x->recall, &x->recall_case, doc_root(e->doc), e->kind, e->asks);
}
