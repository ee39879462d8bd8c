/*
 * message: what a failed keyword has to say, in one sentence.
 *
 * Lower case, no full stop, what is there and what was expected; the unit of a
 * number comes from x-hookvet.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "schema/branches.h"
#include "schema/equal.h"
#include "schema/explain/exclusion.h"
#include "schema/explain/phrases.h"
#include "schema/explain/trace.h"
#include "schema/format.h"
#include "schema/op.h"

struct sentence {
	const struct unit *u;
	const struct instr *in;
	struct diags *ds;
	struct buf out;
};

/* What a value is called: a member by its key, else by what it is. */
static const char *
name_of(struct sentence *s, struct node n)
{
	struct node parent;

	if (node_exists(unit_key(s->u)))
		return arena_printf(s->ds->arena, "the name '%s'",
				    diag_quote(s->ds, node_key(unit_key(s->u))));
	if (node_cell(n)->key != 0)
		return arena_printf(s->ds->arena, "'%s'",
				    diag_quote(s->ds, node_key(n)));
	parent = unit_container(s->u, n);
	if (!node_exists(parent))
		return "the document";
	if (node_cell(parent)->key == 0)
		return "this element";
	return arena_printf(s->ds->arena, "this element of '%s'",
			    diag_quote(s->ds, node_key(parent)));
}

static const char *
subject(struct sentence *s)
{
	return name_of(s, s->u->instance);
}

static const char *
unit_of_measure(struct sentence *s)
{
	struct str unit = node_string(node_member(schema_hint(s->u->schema), "unit"));

	return unit.len != 0 ? arena_printf(s->ds->arena, " (%.*s)", STR_ARG(unit))
			     : "";
}

void
say_type(struct sentence *s)
{
	unsigned types = s->in->u.types;
	const char *is = words_type(s->u->instance);

	/* 1.5 where an integer is wanted: "a number" would say nothing */
	if (node_is(s->u->instance, NODE_NUMBER))
		is = diag_quote(s->ds, node_text(s->u->instance));
	buf_printf(&s->out, "%s is %s; the schema wants %s%s", subject(s), is,
		   words_types(types, s->ds->arena), unit_of_measure(s));
}

/* The values of const or enum, in the order of the schema. */
static const char *
allowed(struct sentence *s, const struct instr *in)
{
	return words_choice(s->ds, in->u.set.values, in->u.set.n);
}

void
say_values(struct sentence *s)
{
	buf_printf(&s->out, "%s is not allowed%s%s", words_value(s->ds, s->u->instance),
		   s->in->u.set.n != 0 ? "; expected " : "", allowed(s, s->in));
}

static void
say_limit(struct sentence *s, const char *before, const char *after)
{
	buf_printf(&s->out, "%s is %s; it must be %s%s%s%s", subject(s),
		   diag_quote(s->ds, node_text(s->u->instance)), before,
		   diag_quote(s->ds, s->in->u.number.lexeme), after,
		   unit_of_measure(s));
}

void
say_maximum(struct sentence *s)
{
	say_limit(s, "", " or less");
}

void
say_minimum(struct sentence *s)
{
	say_limit(s, "", " or more");
}

void
say_exclusive_maximum(struct sentence *s)
{
	say_limit(s, "less than ", "");
}

void
say_exclusive_minimum(struct sentence *s)
{
	say_limit(s, "more than ", "");
}

void
say_multiple_of(struct sentence *s)
{
	say_limit(s, "a multiple of ", "");
}

void
say_length(struct sentence *s)
{
	enum op op = s->in->op;
	bool most =
	    op == OP_MAX_LENGTH || op == OP_MAX_ITEMS || op == OP_MAX_PROPERTIES;
	const char *thing = "element";
	size_t n = node_count(s->u->instance);

	if (op == OP_MAX_LENGTH || op == OP_MIN_LENGTH) {
		struct str text = node_string(s->u->instance);

		thing = "character";
		n = utf8_count(text.s, text.len);
	} else if (op == OP_MAX_PROPERTIES || op == OP_MIN_PROPERTIES) {
		thing = "property";
	}
	if (n == 0)
		buf_printf(&s->out, "%s is empty; at least %s %s wanted", subject(s),
			   words_count(s->ds, s->in->u.count, thing),
			   s->in->u.count == 1 ? "is" : "are");
	else
		buf_printf(&s->out, "%s has %s; at %s %zu %s %s", subject(s),
			   words_count(s->ds, n, thing), most ? "most" : "least",
			   s->in->u.count, s->in->u.count == 1 ? "is" : "are",
			   most ? "allowed" : "wanted");
}

void
say_pattern(struct sentence *s)
{
	buf_printf(&s->out, "%s does not match the pattern '%s'",
		   node_exists(unit_key(s->u)) ? subject(s)
					       : words_value(s->ds, s->u->instance),
		   diag_quote(s->ds, node_string(s->u->at)));
}

static void
say_gave_up(struct sentence *s)
{
	static const char *const why[] = {
	    [BUDGET_REGEX] = "it needs too much time for this value",
	    [BUDGET_DEPTH] = "the schema leads too deep here",
	    [BUDGET_MEMORY] = "what has been evaluated takes more memory than there is "
			      "for it",
	    [BUDGET_STEPS] = "the branches or patterns of the schema multiply, and too "
			     "many would have to be tried",
	    [BUDGET_CIRCLE] = "the references of the schema go round in a circle here"};

	buf_puts(&s->out, "gave up");
	if (s->u->gave_up == BUDGET_REGEX && s->in != NULL && s->in->op == OP_PATTERN)
		buf_printf(&s->out, " matching the pattern '%s'",
			   diag_quote(s->ds, node_string(s->u->at)));
	else if (s->u->gave_up == BUDGET_REGEX)
		buf_puts(&s->out, " matching a pattern");
	buf_printf(&s->out, ": %s", why[s->u->gave_up]);
}

struct missing {
	struct sentence *s;
	size_t n;
};

static bool
say_missing(void *arg, struct str name, struct node at)
{
	struct missing *m = arg;

	(void)at;
	buf_printf(&m->s->out, "%s'%s'", m->n++ != 0 ? ", " : "",
		   diag_quote(m->s->ds, name));
	return true;
}

void
say_required(struct sentence *s)
{
	struct missing m = {s, 0};

	buf_puts(&s->out, "required but missing: ");
	unit_each_missing(s->u, say_missing, &m);
}

void
say_format(struct sentence *s)
{
	buf_printf(&s->out, "%s is not %s", words_value(s->ds, s->u->instance),
		   s->in->u.format.kind->meaning);
}

void
say_dependent(struct sentence *s)
{
	for (size_t i = 0; i < s->in->u.dependencies.n; i++) {
		const struct dependency *d = &s->in->u.dependencies.items[i];
		const struct property *p = missing_dependency(d, s->u->instance);

		if (p == NULL)
			continue;
		buf_printf(&s->out, "'%s' needs the property '%s' beside it",
			   diag_quote(s->ds, d->name), diag_quote(s->ds, p->name));
		return;
	}
}

void
say_contains(struct sentence *s)
{
	const struct instr *only = branches_only_values(s->in->u.contains.schema);
	struct str name = unit_keyword(s->u);
	bool most = str_is(name, "maxContains");

	if (most || str_is(name, "minContains"))
		buf_printf(&s->out,
			   "%s has too %s elements of the wanted form: at %s %s",
			   subject(s), most ? "many" : "few", most ? "most" : "least",
			   diag_quote(s->ds, node_text(s->u->at)));
	else if (only != NULL && node_exists(only->value))
		buf_printf(&s->out, "%s has no element that is %s", subject(s),
			   allowed(s, only));
	else
		buf_printf(&s->out, "%s has no element of the wanted form", subject(s));
}

void
say_one_of(struct sentence *s)
{
	if (s->u->matched[1] != NULL)
		buf_printf(&s->out,
			   "%s matches more than one of %zu forms, and must match one",
			   subject(s), s->in->u.list.n);
	else
		buf_printf(&s->out, "%s matches none of %zu forms", subject(s),
			   s->in->u.list.n);
}

void
say_unique(struct sentence *s)
{
	struct node first, second;

	if (node_repeated(s->u->instance, &first, &second))
		buf_printf(&s->out, "%s is in %s twice", words_value(s->ds, second),
			   subject(s));
}

static void
say_excluded_members(struct sentence *s, struct node names)
{
	size_t n = node_count(names), i = 0;

	buf_puts(&s->out, n == 1 ? "property" : "properties");
	NODE_EACH(name, names)
	{
		buf_printf(&s->out, "%s '%s'",
			   i == 0 ? "" : (i + 1 == n ? " and" : ","),
			   diag_quote(s->ds, node_string(name)));
		i++;
	}
	buf_puts(&s->out, n == 1 ? " must not be here" : " must not be here together");
}

/* What must not be, where that can be said. */
void
say_not(struct sentence *s)
{
	struct str title = node_string(node_member(s->u->at, "title"));
	struct exclusion x;

	if (!exclusion_find(s->in->u.schema, s->u->instance, &x)) {
		buf_printf(&s->out, "%s matches what is excluded", subject(s));
		if (title.len != 0)
			buf_printf(&s->out, ": '%s'", diag_quote(s->ds, title));
		return;
	}
	if (x.in->op == OP_REQUIRED) {
		say_excluded_members(s, x.in->value);
		return;
	}
	buf_printf(&s->out, "%s must not ", name_of(s, x.node));
	if (x.in->op == OP_PATTERN)
		buf_printf(&s->out, "match the pattern '%s'",
			   diag_quote(s->ds, node_string(x.in->value)));
	else
		buf_printf(&s->out, "be %s",
			   x.in->op == OP_TYPE
			       ? words_types(x.in->u.types, s->ds->arena)
			   : x.in->op == OP_FORMAT ? x.in->u.format.kind->meaning
						   : allowed(s, x.in));
}

void
say_properties(struct sentence *s)
{
	buf_printf(&s->out, "%s has properties that are not defined", subject(s));
}

void
say_elements(struct sentence *s)
{
	buf_printf(&s->out, "%s has elements that are not defined", subject(s));
}

void
say_names(struct sentence *s)
{
	buf_printf(&s->out, "%s has property names that are not allowed", subject(s));
}

void
say_mismatch(struct sentence *s)
{
	buf_printf(&s->out, "%s does not match '%.*s' of the schema", subject(s),
		   STR_ARG(unit_keyword(s->u)));
}

const char *
unit_sentence(const struct unit *u, struct diags *ds)
{
	struct sentence s = {u, u->instr, ds, BUF_INIT};

	if (u->gave_up != BUDGET_NONE)
		say_gave_up(&s);
	else
		ops[s.in->op].say(&s);
	return buf_keep(&s.out, ds->arena).s;
}

void
unit_each_missing(const struct unit *u,
		  bool (*f)(void *arg, struct str name, struct node at), void *arg)
{
	const struct property_table *t = &u->instr->u.properties;
	bool *found = xcalloc(t->mask + 1, sizeof(*found));

	NODE_EACH(name, u->at)
	{
		const struct property *p = node_is(name, NODE_STRING)
					       ? table_find_name(t, node_string(name))
					       : NULL;

		if (p == NULL || found[p - t->slots])
			continue;
		found[p - t->slots] = true; /* a name that stands there twice: once */
		if (!has_member(u->instance, p->name, p->hash) &&
		    !f(arg, node_string(name), name))
			break;
	}
	mem_free(found);
}
