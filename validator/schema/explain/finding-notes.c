/*
 * finding-notes: what is added to a finding about an instance.
 *
 * Which form was taken and why, what was probably meant, where the other half of
 * the problem stands.
 */
#include "schema/explain/to-finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "load/text.h"
#include "schema/equal.h"
#include "schema/eval.h"
#include "schema/explain/finding-place.h"
#include "schema/explain/meant.h"
#include "schema/explain/phrases.h"
#include "schema/explain/schema-fix.h"

static void
add_selector(const struct emit *e, struct diag *d, const struct selection *s)
{
	const char *name = diag_quote(e->ds, node_key(s->selector));

	/* a message of the schema says itself why */
	if (s->selector.at == e->p->instance.at ||
	    (s->by == SELECTED_BY_PRESENCE && node_exists(emit_hint(e, "message"))))
		return;
	if (s->by != SELECTED_BY_VALUE)
		diag_related(e->ds, d, span_value(s->selector), "because of '%s' here",
			     name);
	else
		diag_related(e->ds, d, span_value(s->selector),
			     "'%s' selects this form, one of %s", name, s->forms);
}

/* Of what the forms are, if the finding is about a part of it. */
static const char *
whose(const struct emit *e, const struct selection *s)
{
	struct node holder;

	if (s->of.at == e->p->instance.at || node_exists(e->p->misspelt))
		return "";
	if (node_cell(s->of)->key != 0)
		return arena_printf(e->ds->arena, " of '%s'",
				    diag_quote(e->ds, node_key(s->of)));
	holder = node_parent(s->of);
	if (!node_exists(holder))
		return " of the document";
	return node_cell(holder)->key == 0
		   ? ""
		   : arena_printf(e->ds->arena, " of an element of '%s'",
				  diag_quote(e->ds, node_key(holder)));
}

void
details_selection(const struct emit *e, struct diag *d)
{
	const struct selection *s = e->p->selection;

	if (s == NULL)
		return;
	if (s->by == SELECTED_NOT)
		diag_note(e->ds, d, "as %s, one of %zu forms%s", s->forms, s->n,
			  whose(e, s));
	else if (s->by == SELECTED_AS_NEAREST)
		diag_note(e->ds, d,
			  "of %zu forms%s the nearest is %s; see all with "
			  "--all-branches",
			  s->n, whose(e, s), s->forms != NULL ? s->forms : "shown");
	else
		add_selector(e, d, s);
}

/* The values or names that the problem is about, or the pattern, which is at *pattern. */
static struct values
expected_of(const struct problem *p, struct node *pattern)
{
	if (p->nvalues != 0)
		return (struct values){p->values, p->nvalues};
	if (p->kind == PROBLEM_KEYWORD && p->unit->instr->op == OP_PATTERN) {
		*pattern = p->unit->at;
		return (struct values){pattern, 1};
	}
	return problem_values(p);
}

/* Whether the sentence of the finding has room for all of them, whole. */
static bool
are_said_whole(struct values v)
{
	if (v.n > CHOICE_WHOLE)
		return false;
	for (size_t i = 0; i < v.n; i++) {
		if (node_text(v.list[i]).len > DIAG_QUOTE_MAX)
			return false;
	}
	return true;
}

void
details_expected(const struct emit *e, struct diag *d)
{
	struct node pattern;
	struct values v = expected_of(e->p, &pattern);
	size_t bytes = 0;

	if (are_said_whole(v) || !diag_may_expect(e->ds, d, v.n))
		return;
	for (size_t i = 0; i < v.n; i++)
		bytes += node_text(v.list[i]).len;
	if (!diag_expect(e->ds, d, v.n, bytes))
		return;
	for (size_t i = 0; i < v.n; i++)
		d->expected[i] = diag_whole(e->ds, node_plain(v.list[i]));
}

static void
suggest_name(const struct emit *e, struct diag *d)
{
	struct suggest near = problem_meant(e->ps, e->p);

	if (near.best.s != NULL)
		remedy_rename(e->ds, d, e->p->instance, near.best, FIX_SUGGESTED);
}

static void
add_value_fix(const struct emit *e, struct diag *d, struct node value)
{
	const char *name = diag_quote(
	    e->ds, node_is(value, NODE_STRING) ? node_string(value) : node_text(value));
	struct fix *f;

	f = diag_fix(e->ds, d, FIX_SUGGESTED, "a similar value exists: '%s'", name);
	fix_edit(e->ds, f, node_span(e->p->instance), node_text(value));
}

/* "date" is no type: it is a string of that format. */
static bool
add_format_fix(const struct emit *e, struct diag *d, struct node type)
{
	struct node n = e->p->instance;
	struct type_word meant = problem_type_meant(e->p);
	struct fix *f;

	if (meant.format == NULL || !str_is(node_string(type), meant.type) ||
	    node_cell(n)->key == 0 ||
	    node_exists(node_member(node_parent(n), "format")))
		return false;
	f = diag_fix(e->ds, d, FIX_SUGGESTED,
		     "it is a format: write \"%s\" with \"format\": \"%s\"", meant.type,
		     meant.format);
	fix_edit(e->ds, f, node_span(n),
		 str_from(arena_printf(e->ds->arena, "\"%s\", \"format\": \"%s\"",
				       meant.type, meant.format)));
	return true;
}

static void
suggest_value(const struct emit *e, struct diag *d)
{
	unsigned distance;
	struct node meant = problem_value_meant(e->ps, e->p, &distance);

	if (node_exists(meant) && !add_format_fix(e, d, meant))
		add_value_fix(e, d, meant);
}

/* The name that x-hookvet wants for a member, if the object has it as well. */
static const char *
taken_name(const struct emit *e)
{
	struct node name = node_member(emit_hint(e, "fix"), "rename");
	struct node object;

	if (!node_exists(name))
		return NULL;
	object = unit_container(e->p->unit, e->p->instance);
	return node_exists(node_member_str(object, node_string(name)))
		   ? diag_quote(e->ds, node_string(name))
		   : NULL;
}

/* What x-hookvet wants as help and as a fix. */
void
details_help(const struct emit *e, struct diag *d)
{
	struct str help = node_string(emit_hint(e, "help"));
	const char *taken = taken_name(e);

	if (taken != NULL)
		diag_help(e->ds, d, "remove it: '%s' is there as well", taken);
	else if (help.len != 0)
		diag_help(e->ds, d, "%s", emit_fill(e, help));
}

void
details_fix(const struct emit *e, struct diag *d)
{
	bool safe = str_is(node_string(emit_hint(e, "applicability")), "safe");

	if (taken_name(e) == NULL)
		remedy_add(e->ds, d, e->p->instance, emit_hint(e, "fix"),
			   safe ? FIX_SAFE : FIX_SUGGESTED);
}

/* A number in quotes, where a number is wanted. */
bool
details_unquotes(const struct emit *e)
{
	struct node n = e->p->instance;
	struct str s = node_string(n);
	size_t i = s.len != 0 && s.s[0] == '-';

	if (!node_is(emit_hint(e, "numberAsString"), NODE_TRUE) || s.len == i ||
	    s.len > 18 || !node_is(n, NODE_STRING) || (s.len > i + 1 && s.s[i] == '0'))
		return false;
	for (; i < s.len; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
	}
	return true;
}

void
details_unquote(const struct emit *e, struct diag *d)
{
	struct fix *f = diag_fix(e->ds, d, FIX_SAFE, "drop the quotes");

	fix_edit(e->ds, f, node_span(e->p->instance), node_string(e->p->instance));
}

static void
add_first_of_repeated(const struct emit *e, struct diag *d)
{
	struct node first, second;

	if (node_repeated(e->p->instance, &first, &second))
		diag_related(e->ds, d, span_value(first), "it is first here");
}

enum {
	FORMS_SHOWN = 3, /* of those that are equally near */
	REACH = 8,       /* references and allOf to look through for names */
	KEYWORDS = 2048, /* of their schemas, for one finding */
	BRACKETED = 4096 /* bytes of a value that is put in brackets, at most */
};

/* What is first wrong with each of the forms that might be meant. */
static void
add_forms(const struct emit *e, struct diag *d)
{
	const struct problem *p = e->p;

	for (size_t i = 0; i < p->nforms && i < FORMS_SHOWN; i++) {
		const struct unit *form = p->forms[i];
		const struct problem *first = problems_of(e->ps, form);
		struct emit one = {.ps = e->ps, .ds = e->ds, .p = first};

		if (first != NULL)
			diag_note(e->ds, d, "%s: %s",
				  problems_form_name(e->ps, p->unit, form->schema),
				  emit_sentence(&one));
	}
	if (p->nforms > FORMS_SHOWN)
		diag_note(e->ds, d, "and %zu more; see all with --all-branches",
			  p->nforms - FORMS_SHOWN);
}

/* No more schemas are looked at than *left. */
static bool requires(const struct schema *s, struct str name, unsigned reach,
		     unsigned *left)
{
	for (size_t i = 0; i < s->ncode && reach != 0 && *left != 0; i++) {
		const struct instr *in = &s->code[i];

		--*left;
		if (in->op == OP_REQUIRED &&
		    table_find_name(&in->u.properties, name) != NULL)
			return true;
		if (in->op == OP_REF && requires(in->u.schema, name, reach - 1, left))
			return true;
		for (size_t k = 0;
		     in->op == OP_ALL_OF && k < in->u.list.n && *left != 0; k++) {
			if (requires(in->u.list.items[k], name, reach - 1, left))
				return true;
		}
	}
	return false;
}

/* The member that only the first of two forms needs, if there is one. */
static void
add_needed(const struct emit *e, struct diag *d, const struct schema *only,
	   const struct schema *other, unsigned *left)
{
	const struct unit *u = e->p->unit;

	NODE_EACH(m, u->instance)
	{
		if (!requires(only, node_key(m), REACH, left) ||
		    requires(other, node_key(m), REACH, left))
			continue;
		diag_related(e->ds, d, node_key_span(m), "only %s needs '%s'",
			     problems_form_name(e->ps, u, only),
			     diag_quote(e->ds, node_key(m)));
		return;
	}
}

/* oneOf: which two forms match, and the members that part them. */
static void
add_matches(const struct emit *e, struct diag *d)
{
	const struct unit *u = e->p->unit;
	const struct schema *a = u->matched[0], *b = u->matched[1];
	unsigned left = KEYWORDS;

	diag_note(e->ds, d, "it matches %s and %s", problems_form_name(e->ps, u, a),
		  problems_form_name(e->ps, u, b));
	add_needed(e, d, a, b, &left);
	add_needed(e, d, b, a, &left);
}

/* Whether the text is a JSON number, an integer where only these are wanted. */
static bool
is_number_text(struct str s, unsigned types)
{
	struct str digits = s.len != 0 && s.s[0] == '-' ? str_slice(s, 1, s.len) : s;
	size_t points = 0;

	if (digits.len == 0 || digits.len > 18 || digits.s[0] == '.' ||
	    digits.s[digits.len - 1] == '.' ||
	    (digits.len > 1 && digits.s[0] == '0' && digits.s[1] != '.'))
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		points += digits.s[i] == '.';
		if (digits.s[i] != '.' && (digits.s[i] < '0' || digits.s[i] > '9'))
			return false;
	}
	return (types & TYPE_NUMBER) != 0 ? points <= 1
					  : (types & TYPE_INTEGER) != 0 && points == 0;
}

/* Whether the array that a schema wants has elements of the type of n, as far as is known. */
static bool
is_element(const struct schema *s, struct node n)
{
	const struct schema *element = NULL;

	for (size_t i = 0; i < s->ncode; i++) {
		if (s->code[i].op == OP_ITEMS && s->code[i].u.items.from == 0)
			element = s->code[i].u.items.schema;
	}
	for (unsigned i = 0; i < REACH && element != NULL && element->types == 0 &&
			     element->ncode == 1 && element->code[0].op == OP_REF;
	     i++)
		element = element->code[0].u.schema;
	return element != NULL &&
	       (element->types == 0 || eval_type_quick(element->types, n));
}

/* One value instead of many, or an array of one instead of it. */
static void
suggest_brackets(const struct emit *e, struct diag *d, unsigned types)
{
	struct node n = e->p->instance, only = node_first(n);
	struct fix *f;

	if (node_is(n, NODE_ARRAY) && node_count(n) == 1 &&
	    eval_type_quick(types, only)) {
		f = diag_fix(e->ds, d, FIX_SUGGESTED, "take it out of the brackets");
		fix_edit(e->ds, f, node_span(n), node_text(only));
	} else if ((types & TYPE_ARRAY) != 0 && is_element(e->p->unit->schema, n) &&
		   node_text(n).len <= BRACKETED) {
		struct buf text = BUF_INIT;

		buf_putc(&text, '[');
		buf_put(&text, node_text(n));
		buf_putc(&text, ']');
		f = diag_fix(e->ds, d, FIX_SUGGESTED, "put it in brackets");
		fix_edit(e->ds, f, node_span(n), buf_str(&text));
		buf_release(&text);
	}
}

/* The same value in the type that is wanted: quotes or brackets dropped or put around it. */
static void
suggest_type(const struct emit *e, struct diag *d, unsigned types)
{
	struct node n = e->p->instance;
	struct str s = node_string(n);
	struct fix *f;

	if (node_is(n, NODE_STRING) &&
	    (is_number_text(s, types) || ((types & TYPE_BOOLEAN) != 0 &&
					  (str_is(s, "true") || str_is(s, "false"))))) {
		f = diag_fix(e->ds, d, FIX_SUGGESTED, "drop the quotes");
		fix_edit(e->ds, f, node_span(n), s);
	} else if ((types & TYPE_STRING) != 0 &&
		   (node_is(n, NODE_NUMBER) || node_is(n, NODE_TRUE) ||
		    node_is(n, NODE_FALSE)) &&
		   node_text(n).len <= 64) {
		f = diag_fix(e->ds, d, FIX_SUGGESTED, "put it in quotes");
		fix_edit(e->ds, f, node_span(n),
			 str_from(arena_printf(e->ds->arena, "\"%.*s\"",
					       STR_ARG(node_text(n)))));
	} else {
		suggest_brackets(e, d, types);
	}
}

/* "required": true beside the type of a property, as draft 3 has it. */
static void
explain_required_flag(const struct emit *e, struct diag *d)
{
	struct node n = e->p->instance, property;

	if ((!node_is(n, NODE_TRUE) && !node_is(n, NODE_FALSE)) ||
	    (e->p->unit->instr->u.types & TYPE_ARRAY) == 0 ||
	    !str_is(node_key(n), "required"))
		return;
	property = node_parent(n);
	if (!str_is(node_key(node_parent(property)), "properties"))
		return;
	if (node_is(n, NODE_TRUE))
		diag_help(
		    e->ds, d,
		    "name it in the object that has the properties: \"required\": "
		    "[\"%s\"]",
		    diag_quote(e->ds, node_key(property)));
	else
		diag_help(e->ds, d,
			  "remove it: a property is not required unless "
			  "the object names it");
}

/* Another form may have been meant, and its name. */
static bool
is_guess(const struct problem *p)
{
	return p->selection != NULL && p->selection->by == SELECTED_AS_NEAREST;
}

void
details_add(const struct emit *e, struct diag *d)
{
	const struct problem *p = e->p;

	if (node_exists(p->misspelt) && p->open) {
		remedy_rename(e->ds, d, p->misspelt, p->name, FIX_SUGGESTED);
	} else if (node_exists(p->misspelt)) {
		diag_note(e->ds, d,
			  "the required property '%s' is missing because of it",
			  diag_quote(e->ds, p->name));
		remedy_rename(e->ds, d, p->misspelt, p->name,
			      p->slip || is_guess(p) ? FIX_SUGGESTED : FIX_SAFE);
	} else if (p->kind == PROBLEM_UNKNOWN) {
		suggest_name(e, d);
	} else if (problem_values(p).n != 0) {
		suggest_value(e, d);
	} else if (p->kind == PROBLEM_TYPES) {
		suggest_type(e, d, p->types);
	} else if (p->kind == PROBLEM_KEYWORD && p->unit->instr->op == OP_TYPE) {
		suggest_type(e, d, p->unit->instr->u.types);
		explain_required_flag(e, d);
	} else if (p->kind == PROBLEM_SELECTOR) {
		diag_note(e->ds, d, "it selects the form, one of %s",
			  words_choice(e->ds, e->p->values, e->p->nvalues));
	} else if (p->kind == PROBLEM_KEYWORD &&
		   p->unit->instr->op == OP_UNIQUE_ITEMS) {
		add_first_of_repeated(e, d);
	} else if (p->kind == PROBLEM_FORMS || p->kind == PROBLEM_EITHER) {
		add_forms(e, d);
	} else if (p->kind == PROBLEM_KEYWORD && p->unit->instr->op == OP_ONE_OF &&
		   p->unit->matched[1] != NULL) {
		add_matches(e, d);
	}
}
