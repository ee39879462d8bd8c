/* annotated: see the header. */
#include "schema/annotated.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "schema/op.h"
#include "schema/resources.h"
#include "schema/store.h"
#include "schema/uri.h"

/* A stack, no recursion: references may make chains of any length. */
struct walk {
	struct store *store;
	struct heard_schema {
		struct schema_file *file;
		struct node node;
		unsigned by;
	} * stack;
	size_t n, cap;
	struct heard_schema from; /* whose subschemas are being added */
};

/* What schema_file.heard keeps beside enum heard: what a schema evaluates. */
enum { EVALUATED = 2, KNOWN = 1 << 4 };

static unsigned char *
byte_of(struct schema_file *f, struct node n)
{
	if (f->heard == NULL)
		f->heard = arena_calloc(f->store->arena, f->pub.doc.ncells, 1);
	return &f->heard[n.at];
}

bool
annotated_counts(struct schema_file *f, struct node n, struct node within)
{
	return (annotated_evaluated(f, within) & *byte_of(f, n)) != 0;
}

static const struct keyword *
keyword_in(struct schema_file *f, struct node member)
{
	return keyword_of(f->store->keywords, member,
			  store_resource_of(f, member)->dialect);
}

/* Applied to the same value, so that what it evaluates counts for the schema around. */
static bool
in_place(const struct keyword *k)
{
	enum operand o = ops[k->op].operand;

	return o == OPERAND_HERE_LIST || o == OPERAND_HERE_FORMS ||
	       o == OPERAND_HERE_BRANCH || o == OPERAND_HERE_DEPENDENT ||
	       o == OPERAND_HERE_CHOICES;
}

static bool
refers(const struct keyword *k)
{
	return k->op == OP_REF || k->op == OP_DYNAMIC_REF;
}

static void
add_schema(struct walk *w, struct schema_file *f, struct node n, unsigned by)
{
	unsigned char *byte;

	if (!node_is(n, NODE_OBJECT) || f->pub.builtin)
		return;
	byte = byte_of(f, n);
	if ((*byte & by) == by)
		return;
	*byte = (unsigned char)(*byte | by);
	w->stack = grow(w->stack, &w->cap, w->n + 1, sizeof(*w->stack));
	w->stack[w->n++] = (struct heard_schema){f, n, by};
}

static void
add_within(void *arg, struct node n)
{
	struct walk *w = arg;

	add_schema(w, w->from.file, n, w->from.by);
}

/* Wherever $dynamicRef, or $recursiveRef without a name, may lead. */
static void
add_dynamic(struct walk *w, struct str anchor)
{
	for (struct schema_file *f = w->store->files; f != NULL; f = f->next) {
		for (size_t i = 0; i < f->nresources; i++) {
			const struct resource *r = f->resources[i];
			const struct anchor *a = resource_anchor(r, anchor);

			if (a != NULL && a->dynamic)
				add_schema(w, f, a->node, w->from.by);
			if (anchor.len == 0 && r->recursive_anchor)
				add_schema(w, f, r->root, w->from.by);
		}
	}
}

static void
add_target(struct walk *w, struct node member)
{
	struct target t = store_resolve(
	    w->store, store_resource_of(w->from.file, member), node_string(member));

	if (t.problem == RESOLVED)
		add_schema(w, t.resource->file, t.node, w->from.by);
	if (!str_is(node_key(member), "$ref"))
		add_dynamic(w,
			    uri_fragment_decoded(node_string(member), w->store->arena));
}

static void
walk_all(struct walk *w)
{
	while (w->n != 0) {
		w->from = w->stack[--w->n];
		NODE_EACH(member, w->from.node)
		{
			const struct keyword *k = keyword_in(w->from.file, member);

			if (k == NULL)
				continue;
			if (in_place(k))
				resources_each(k->shape, member, add_within, w);
			else if (refers(k) && node_is(member, NODE_STRING))
				add_target(w, member);
		}
	}
}

/* What a keyword of the schema asks about; k is NULL: it is none. */
static unsigned
asks(const struct keyword *k)
{
	if (k == NULL)
		return 0;
	return k->op == OP_UNEVALUATED_PROPERTIES ? HEARD_PROPERTIES
	       : k->op == OP_UNEVALUATED_ITEMS    ? HEARD_ITEMS
						  : 0u;
}

static void
add_asking(struct walk *w, struct schema_file *f)
{
	for (size_t at = 0; at < f->pub.doc.ncells; at++) {
		struct node n = {&f->pub.doc, at};
		unsigned by = 0;

		if ((f->schemas[at / 64] >> (at % 64) & 1) == 0 ||
		    !node_is(n, NODE_OBJECT))
			continue;
		NODE_EACH(member, n)
		{
			by |= asks(keyword_in(f, member));
		}
		if (by != 0)
			add_schema(w, f, n, by);
	}
}

void
annotated_find(struct store *s)
{
	struct walk w = {.store = s};

	if (s->heard_files == s->nfiles)
		return;
	for (struct schema_file *f = s->files; f != NULL; f = f->next) {
		if (!f->pub.stray && !f->pub.builtin && store_read(f))
			add_asking(&w, f);
	}
	walk_all(&w);
	mem_free(w.stack);
	s->heard_files = s->nfiles;
}

/* What a keyword evaluates by itself, as its annotation says; an empty one nothing. */
static unsigned
evaluated_by(const struct keyword *k, struct node member, enum dialect d)
{
	const struct op_info *op = &ops[k->op];

	if (refers(k))
		return HEARD_PROPERTIES | HEARD_ITEMS;
	if (op->note == note_none || (k->op == OP_CONTAINS && d < DIALECT_2020_12) ||
	    (k->shape == SHAPE_MAP && node_count(member) == 0))
		return 0;
	return op->subject == NODE_OBJECT  ? HEARD_PROPERTIES
	       : op->subject == NODE_ARRAY ? HEARD_ITEMS
					   : 0u;
}

struct evaluated {
	struct schema_file *file;
	unsigned what;
};

static void
evaluated_within(void *arg, struct node n)
{
	struct evaluated *e = arg;

	e->what |= annotated_evaluated(e->file, n);
}

unsigned
annotated_evaluated(struct schema_file *f, struct node n)
{
	struct evaluated e = {f, 0};
	unsigned char *byte = byte_of(f, n);

	if ((*byte & KNOWN) != 0)
		return *byte >> EVALUATED & (HEARD_PROPERTIES | HEARD_ITEMS);
	NODE_EACH(member, n)
	{
		const struct keyword *k = keyword_in(f, member);

		if (k == NULL)
			continue;
		e.what |= evaluated_by(k, member,
				       store_resource_of(f, member)->dialect->dialect);
		if (in_place(k))
			resources_each(k->shape, member, evaluated_within, &e);
	}
	*byte = (unsigned char)(*byte | KNOWN | e.what << EVALUATED);
	return e.what;
}
