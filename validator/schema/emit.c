/*
 * emit: makes a finding of a problem.
 *
 * The keyword gives the rule, the sentence and the place; the x-hookvet of its
 * schema may say otherwise, for all its keywords or for one.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/suggest.h"
#include "load/text.h"
#include "schema/equal.h"
#include "schema/eval.h"
#include "schema/findings.h"
#include "schema/remedy.h"
#include "schema/words.h"

struct emit {
	struct problems *ps;
	struct diags *ds;
	const struct problem *p;
	struct node hint, keyword_hint; /* x-hookvet; its entry for the keyword */
	const char *rule;               /* replaces every other, or NULL */
};

/* A setting of x-hookvet: of the keyword, else of the schema. */
static struct node
hint(const struct emit *e, const char *name)
{
	struct node n = node_member(e->keyword_hint, name);

	return node_exists(n) ? n : node_member(e->hint, name);
}

static const char *
rule_of_keyword(enum op op)
{
	switch (op) {
	case OP_TYPE:
		return "wrong-type";
	case OP_CONST:
	case OP_ENUM:
		return "value-not-allowed";
	case OP_PATTERN:
		return "pattern-mismatch";
	case OP_FORMAT:
		return "invalid-format";
	case OP_MAXIMUM:
	case OP_MINIMUM:
	case OP_EXCLUSIVE_MAXIMUM:
	case OP_EXCLUSIVE_MINIMUM:
	case OP_MULTIPLE_OF:
		return "out-of-range";
	case OP_MAX_LENGTH:
	case OP_MIN_LENGTH:
	case OP_MAX_ITEMS:
	case OP_MIN_ITEMS:
	case OP_MAX_PROPERTIES:
	case OP_MIN_PROPERTIES:
		return "wrong-length";
	case OP_REQUIRED:
		return "missing-field";
	case OP_ADDITIONAL_PROPERTIES:
	case OP_UNEVALUATED_PROPERTIES:
		return "unknown-field";
	default:
		return "schema-mismatch";
	}
}

static const char *
default_rule(const struct problem *p)
{
	switch (p->kind) {
	case PROBLEM_MISSING:
	case PROBLEM_SELECTOR:
		return "missing-field";
	case PROBLEM_VALUES:
		return "value-not-allowed";
	case PROBLEM_TYPES:
		return "wrong-type";
	case PROBLEM_FORMS:
		return p->unit->gave_up != BUDGET_NONE ? "gave-up" : "schema-mismatch";
	case PROBLEM_UNKNOWN:
		return node_cell(p->instance)->key != 0 ? "unknown-field"
							: "schema-mismatch";
	case PROBLEM_KEYWORD:
		break;
	}
	return p->unit->gave_up != BUDGET_NONE ? "gave-up"
					       : rule_of_keyword(p->unit->instr->op);
}

/* A container is marked by its bracket: it may have many lines. */
static struct span
value_span(struct node n)
{
	struct span span = node_span(n);

	if (node_is(n, NODE_OBJECT) || node_is(n, NODE_ARRAY))
		span.end = span.start + 1;
	return span;
}

/* Where an object is named: its key, or its bracket. */
static struct span
name_span(struct node n)
{
	return node_cell(n)->key != 0 ? node_key_span(n) : value_span(n);
}

static struct span
keyword_span(const struct problem *p)
{
	struct node first, second, n = p->instance;
	size_t count = 0;

	switch (p->unit->instr->op) {
	case OP_UNIQUE_ITEMS:
		return node_repeated(n, &first, &second) ? value_span(second)
							 : value_span(n);
	case OP_MAX_ITEMS:
		NODE_EACH(element, n)
		{
			if (count++ == p->unit->instr->u.count)
				return value_span(element);
		}
		return value_span(n);
	case OP_DEPENDENT_REQUIRED:
		for (size_t i = 0; i < p->unit->instr->u.dependencies.n; i++) {
			const struct dependency *d =
			    &p->unit->instr->u.dependencies.items[i];

			if (missing_dependency(d, n) != NULL)
				return node_key_span(node_member_str(n, d->name));
		}
		return name_span(n);
	case OP_MIN_ITEMS:
	case OP_MIN_PROPERTIES:
	case OP_MAX_PROPERTIES:
	case OP_NOT:
	case OP_CONTAINS:
		return node_count(n) != 0 || node_is(n, NODE_OBJECT) ? name_span(n)
								     : value_span(n);
	default:
		return value_span(n);
	}
}

static struct span
place(const struct emit *e)
{
	const struct problem *p = e->p;
	struct str at = node_string(hint(e, "at"));

	if (p->unknown != NULL)
		return node_key_span(p->unknown->instance);
	if (str_is(at, "key"))
		return name_span(p->instance);
	if (str_is(at, "value"))
		return value_span(p->instance);
	switch (p->kind) {
	case PROBLEM_MISSING:
	case PROBLEM_SELECTOR:
	case PROBLEM_UNKNOWN:
		return name_span(p->instance);
	case PROBLEM_KEYWORD:
		return keyword_span(p);
	default:
		return value_span(p->instance);
	}
}

/* ---- sentences ---- */

static const char *
unknown_sentence(const struct emit *e)
{
	struct node n = e->p->instance;

	if (node_cell(n)->key != 0)
		return arena_printf(e->ds->arena, "property '%s' is not defined here",
				    diag_quote(e->ds, node_key(n)));
	if (node_exists(unit_container(e->p->unit, n)))
		return "this element is one too many: none is allowed here";
	return "the schema allows no document at all";
}

static const char *
default_sentence(const struct emit *e)
{
	const struct problem *p = e->p;
	struct arena *a = e->ds->arena;

	switch (p->kind) {
	case PROBLEM_MISSING:
	case PROBLEM_SELECTOR:
		return arena_printf(a, "the required property '%s' is missing",
				    diag_quote(e->ds, p->name));
	case PROBLEM_UNKNOWN:
		return unknown_sentence(e);
	case PROBLEM_VALUES:
		return arena_printf(a, "%s is not allowed; expected %s",
				    words_value(e->ds, p->instance),
				    words_choice(e->ds, e->p->values, e->p->nvalues));
	case PROBLEM_TYPES:
		return arena_printf(
		    a, "%s is %s; the schema wants %s",
		    node_cell(p->instance)->key != 0
			? arena_printf(a, "'%s'",
				       diag_quote(e->ds, node_key(p->instance)))
			: "this value",
		    words_type(p->instance), words_types(p->types, a));
	case PROBLEM_FORMS:
		if (!unit_is_keyword(p->unit))
			return p->unit->gave_up != BUDGET_NONE
				   ? unit_sentence(p->unit, e->ds)
				   : "the schema allows no document at all";
		break;
	case PROBLEM_KEYWORD:
		break;
	}
	return unit_sentence(p->unit, e->ds);
}

static const char *
placeholder(const struct emit *e, struct str name)
{
	struct node n = e->p->instance;

	if (str_is(name, "value"))
		return node_is(n, NODE_STRING) ? diag_quote(e->ds, node_string(n))
					       : words_value(e->ds, n);
	if (str_is(name, "property") && e->p->name.s != NULL)
		return diag_quote(e->ds, e->p->name);
	if (str_is(name, "key") || str_is(name, "property"))
		return diag_quote(e->ds, node_key(n));
	if (str_is(name, "type"))
		return words_type(n);
	if (str_is(name, "expected") && e->p->kind == PROBLEM_VALUES)
		return words_choice(e->ds, e->p->values, e->p->nvalues);
	if (str_is(name, "expected"))
		return diag_quote(e->ds, node_text(e->p->unit->at));
	return NULL;
}

/* A sentence of x-hookvet with {value}, {property} and so on filled in. */
static const char *
fill(const struct emit *e, struct str template)
{
	struct buf out = BUF_INIT;
	const char *text;

	for (size_t i = 0; i < template.len; i++) {
		const char *close = template.s[i] == '{'
					? memchr(template.s + i, '}', template.len - i)
					: NULL;
		size_t end = close != NULL ? (size_t)(close - template.s) : 0;

		text = close != NULL ? placeholder(e, str_slice(template, i + 1, end))
				     : NULL;
		if (text != NULL) {
			buf_puts(&out, text);
			i = end;
		} else {
			buf_putc(&out, template.s[i]);
		}
	}
	text = arena_strndup(e->ds->arena, buf_str(&out).s, out.len);
	buf_release(&out);
	return text;
}

/* ---- what is added to a finding ---- */

static void
add_selector(const struct emit *e, struct diag *d, const struct selection *s)
{
	const char *name = diag_quote(e->ds, node_key(s->selector));

	if (s->selector.at == e->p->instance.at)
		return;
	if (s->by == SELECTED_BY_CONDITION)
		diag_related(e->ds, d, value_span(s->selector), "because of '%s' here",
			     name);
	else
		diag_related(e->ds, d, value_span(s->selector),
			     "'%s' selects this form, one of %s", name, s->forms);
}

static void
add_selection(const struct emit *e, struct diag *d)
{
	const struct selection *s = e->p->selection;

	if (s == NULL)
		return;
	if (s->by == SELECTED_NOT)
		diag_note(e->ds, d, "as %s, one of %zu forms", s->forms, s->n);
	else if (s->by == SELECTED_AS_NEAREST && s->forms != NULL)
		diag_note(e->ds, d,
			  "of %zu forms the nearest is %s; see all with --all-branches",
			  s->n, s->forms);
	else if (s->by == SELECTED_AS_NEAREST)
		diag_note(e->ds, d,
			  "of %zu forms the nearest is shown; see all with "
			  "--all-branches",
			  s->n);
	else
		add_selector(e, d, s);
}

static void
add_rename(const struct emit *e, struct diag *d, struct node member, struct str name,
	   enum applicability how)
{
	struct fix *f =
	    diag_fix(e->ds, d, how, "rename it to '%s'", diag_quote(e->ds, name));
	struct span key = node_key_span(member);

	key.start++;
	key.end--;
	fix_edit(e->ds, f, key, text_json(name, e->ds->arena));
}

static void
suggest_name(const struct emit *e, struct diag *d)
{
	struct suggest near = problem_meant(e->ps, e->p);

	if (near.best.s != NULL)
		add_rename(e, d, e->p->instance, near.best, FIX_SUGGESTED);
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

static void
suggest_value(const struct emit *e, struct diag *d)
{
	const struct value_set *set = &e->p->unit->instr->u.set;
	bool merged = e->p->kind == PROBLEM_VALUES;
	size_t n = merged ? e->p->nvalues : set->n;
	struct node best = NODE_ABSENT;
	struct suggest near;

	if (!node_is(e->p->instance, NODE_STRING))
		return;
	suggest_init(&near, node_string(e->p->instance));
	for (size_t i = 0; i < n; i++) {
		struct node v = merged ? e->p->values[i] : set->values[i];
		const char *before = near.best.s;

		suggest_offer(&near, node_string(v));
		if (near.best.s != before)
			best = v;
	}
	if (node_exists(best))
		add_value_fix(e, d, best);
}

/* The name that x-hookvet wants for a member, if the object has it as well. */
static const char *
taken_name(const struct emit *e)
{
	struct node name = node_member(hint(e, "fix"), "rename");
	struct node object = unit_container(e->p->unit, e->p->instance);

	return node_exists(node_member_str(object, node_string(name)))
		   ? diag_quote(e->ds, node_string(name))
		   : NULL;
}

/* What x-hookvet wants as help and as a fix. */
static void
add_hinted_help(const struct emit *e, struct diag *d)
{
	struct str help = node_string(hint(e, "help"));
	const char *taken = taken_name(e);

	if (taken != NULL)
		diag_help(e->ds, d, "remove it: '%s' is there as well", taken);
	else if (help.len != 0)
		diag_help(e->ds, d, "%s", fill(e, help));
}

static void
add_hinted_fix(const struct emit *e, struct diag *d)
{
	bool safe = str_is(node_string(hint(e, "applicability")), "safe");

	if (taken_name(e) == NULL)
		remedy_add(e->ds, d, e->p->instance, hint(e, "fix"),
			   safe ? FIX_SAFE : FIX_SUGGESTED);
}

/* A number in quotes, where a number is wanted. */
static bool
number_in_quotes(const struct emit *e)
{
	struct node n = e->p->instance;
	struct str s = node_string(n);
	size_t i = s.len != 0 && s.s[0] == '-';

	if (!node_is(hint(e, "numberAsString"), NODE_TRUE) || s.len == i ||
	    s.len > 18 || !node_is(n, NODE_STRING) || (s.len > i + 1 && s.s[i] == '0'))
		return false;
	for (; i < s.len; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
	}
	return true;
}

static void
add_unquote(const struct emit *e, struct diag *d)
{
	struct fix *f = diag_fix(e->ds, d, FIX_SAFE, "drop the quotes");

	fix_edit(e->ds, f, node_span(e->p->instance), node_string(e->p->instance));
}

static void
add_first_of_repeated(const struct emit *e, struct diag *d)
{
	struct node first, second;

	if (node_repeated(e->p->instance, &first, &second))
		diag_related(e->ds, d, value_span(first), "it is first here");
}

static void
add_details(const struct emit *e, struct diag *d)
{
	const struct problem *p = e->p;

	if (p->unknown != NULL) {
		diag_note(e->ds, d,
			  "the required property '%s' is missing because of it",
			  diag_quote(e->ds, p->name));
		add_rename(e, d, p->unknown->instance, p->name, FIX_SAFE);
	} else if (p->kind == PROBLEM_UNKNOWN) {
		suggest_name(e, d);
	} else if (p->kind == PROBLEM_VALUES ||
		   (p->kind == PROBLEM_KEYWORD && (p->unit->instr->op == OP_ENUM ||
						   p->unit->instr->op == OP_CONST))) {
		suggest_value(e, d);
	} else if (p->kind == PROBLEM_SELECTOR) {
		diag_note(e->ds, d, "it selects the form, one of %s",
			  words_choice(e->ds, e->p->values, e->p->nvalues));
	} else if (p->kind == PROBLEM_KEYWORD &&
		   p->unit->instr->op == OP_UNIQUE_ITEMS) {
		add_first_of_repeated(e, d);
	}
}

static enum severity
hinted_severity(const struct emit *e, const char *rule, bool *given)
{
	enum severity severity = SEV_ERROR;

	*given = severity_parse(node_string(hint(e, "severity")), &severity);
	/* a misspelt name is worth a warning even if the right one is optional */
	if (*given && e->p->unknown != NULL && severity == SEV_INFO)
		severity = SEV_WARNING;
	/* a user's "additionalProperties": false means it */
	if (!*given && strcmp(rule, "unknown-field") == 0 &&
	    !node_exists(hint(e, "rule")))
		*given = true;
	return severity;
}

static struct diag *
open_finding(const struct emit *e, const char *rule, const char *sentence)
{
	bool given;
	enum severity severity = hinted_severity(e, rule, &given);

	if (given)
		return diag_add_as(e->ds, rule, severity, place(e), "%s", sentence);
	return diag_add(e->ds, rule, place(e), "%s", sentence);
}

static const char *
chosen_rule(const struct emit *e)
{
	struct str rule = node_string(hint(e, "rule"));

	if (e->rule != NULL)
		return e->rule;
	if (rule.len != 0)
		return arena_strndup(e->ds->arena, rule.s, rule.len);
	return default_rule(e->p);
}

static void
emit(const struct emit *e)
{
	const struct problem *p = e->p;
	struct str message = node_string(hint(e, "message"));
	bool unquote = number_in_quotes(e) && p->kind == PROBLEM_KEYWORD &&
		       p->unit->instr->op == OP_TYPE;
	const char *rule = unquote ? "number-as-string" : chosen_rule(e), *sentence;
	struct diag *d;

	if (p->unknown != NULL)
		sentence =
		    arena_printf(e->ds->arena, "property '%s' is not defined here",
				 diag_quote(e->ds, node_key(p->unknown->instance)));
	else if (message.len != 0 && !unquote)
		sentence = fill(e, message);
	else
		sentence = default_sentence(e);
	d = unquote ? diag_add(e->ds, rule, place(e), "%s", sentence)
		    : open_finding(e, rule, sentence);
	d->pointer = places_pointer(
	    &e->ps->places, p->unknown != NULL ? p->unknown->instance : p->instance);
	if (p->kind == PROBLEM_MISSING && p->unknown == NULL)
		d->fold_key =
		    arena_printf(e->ds->arena, "missing:%.*s", STR_ARG(p->name));
	add_selection(e, d);
	if (unquote) {
		add_unquote(e, d);
		return;
	}
	if (p->unknown == NULL)
		add_hinted_help(e, d);
	if (node_exists(hint(e, "fix")) && p->unknown == NULL)
		add_hinted_fix(e, d);
	else
		add_details(e, d);
}

void
problem_emit(struct problems *ps, const struct problem *p, const char *rule)
{
	struct emit e = {ps, ps->diags, p, NODE_ABSENT, NODE_ABSENT, rule};

	e.hint = p->unit->schema->hint;
	if (unit_is_keyword(p->unit))
		e.keyword_hint = node_member_str(node_member(e.hint, "keywords"),
						 unit_keyword(p->unit));
	emit(&e);
}
