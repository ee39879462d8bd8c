/* recollect: see the header. */
#include "cli/recollect.h"

#include <string.h>

#include "base/arena.h"
#include "cli/discover.h"
#include "cli/profile.h"
#include "load/scan.h"
#include "rules/lint.h"
#include "rules/recall.h"

enum {
	UNKNOWN_ELEMENTS = 64,     /* of an array that are examined one by one, */
	UNKNOWN_BYTES = 64 * 1024, /* and one more for so many bytes of it */
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

static struct examined *
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
	return &c->examined;
}

/* Nothing but white space follows. */
static bool
ends(struct str text, size_t p)
{
	return scan_space(text.s + p, text.s + text.len) == text.s + text.len;
}

static struct examined *
object(struct examiner *x, const struct input *in, struct str text,
       struct lines_place at, size_t p)
{
	struct recalled *found = arena_alloc(x->arena, sizeof(*found));

	if (!recall_find(x->recall, &x->recall_case, text, &p, x->arena, found) ||
	    !ends(text, p))
		return NULL;
	return clean(x, in, text, at, found->kind,
		     found->delivers ? &found->delivery : NULL);
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

/* An array while its elements are recalled. */
struct elements {
	const struct input *in;
	struct str text;
	size_t p; /* the place in it */
	size_t n, unknown;
	struct arena *scratch; /* for those that are examined */
};

/* Examines an element of a kind that is new, so that those like it are known. */
static bool
meet(struct examiner *x, struct elements *l)
{
	struct examiner alone = *x;
	size_t end = end_of(l->text, l->p);
	struct examined *e;

	if (end == 0)
		return false;
	if (l->scratch == NULL)
		l->scratch = arena_new();
	arena_reset(l->scratch);
	alone.arena = l->scratch;
	alone.head = NULL;
	alone.tail = &alone.head;
	e = examine_as(&alone, l->in, str_slice(l->text, l->p, end),
		       (struct lines_place){0, 1, 0}, x->recall_case.given);
	recollect_learn(&alone, e);
	return e->diags->head == NULL;
}

/* Is the element at hand known to be clean, or found to be so now? */
static bool
element(struct examiner *x, struct elements *l, struct recalled *found)
{
	const struct recall_case *c = &x->recall_case;

	if (recall_find(x->recall, c, l->text, &l->p, x->arena, found))
		return true;
	return ++l->unknown <= UNKNOWN_ELEMENTS + l->text.len / UNKNOWN_BYTES &&
	       meet(x, l) && recall_find(x->recall, c, l->text, &l->p, x->arena, found);
}

static void
skip_space(struct elements *l)
{
	l->p =
	    (size_t)(scan_space(l->text.s + l->p, l->text.s + l->text.len) - l->text.s);
}

/* Is it an array of subscriptions that are all clean?  The first says of what. */
static bool
elements(struct examiner *x, struct elements *l, bool given, struct delivery **tail)
{
	do {
		struct recalled *found = arena_alloc(x->arena, sizeof(*found));

		l->p++;
		skip_space(l);
		if (!element(x, l, found))
			return false;
		if (l->n++ == 0 && !given && found->alone != KIND_SUBSCRIPTION &&
		    found->alone != KIND_CREATE_REQUEST)
			return false;
		*tail = &found->delivery;
		tail = &found->delivery.next;
		skip_space(l);
	} while (l->p < l->text.len && l->text.s[l->p] == ',');
	return l->p < l->text.len && l->text.s[l->p] == ']' && ends(l->text, l->p + 1);
}

static struct examined *
array(struct examiner *x, const struct input *in, struct str text,
      struct lines_place at, size_t p)
{
	struct elements l = {.in = in, .text = text, .p = p};
	struct delivery *list = NULL;
	const struct recall_case whole = x->recall_case;
	bool all;

	x->recall_case.given = KIND_SUBSCRIPTION;
	x->recall_case.update = false;
	all = elements(x, &l, whole.given != KIND_NONE, &list);
	x->recall_case = whole;
	arena_free(l.scratch);
	return all ? clean(x, in, text, at, KIND_SUBSCRIPTION_LIST, list) : NULL;
}

struct examined *
recollect(struct examiner *x, const struct input *in, struct str text,
	  struct lines_place at)
{
	size_t p = (size_t)(scan_space(text.s, text.s + text.len) - text.s);
	enum kind given;

	if (p == text.len || !recollect_allowed(x, in))
		return NULL;
	x->recall_case.line = at.record != 0;
	given = x->recall_case.given;
	if (text.s[p] == '{')
		return object(x, in, text, at, p);
	if (text.s[p] == '[' && (given == KIND_NONE || given == KIND_SUBSCRIPTION_LIST))
		return array(x, in, text, at, p);
	return NULL;
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
