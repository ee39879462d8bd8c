/*
 * to-finding: makes a finding of a problem.
 *
 * The keyword gives the rule, the sentence and the place; the x-hookvet of its
 * schema may say otherwise, for all its keywords or for one.
 */
#include "schema/explain/to-finding.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "load/pointers.h"
#include "schema/explain/finding-place.h"
#include "schema/explain/phrases.h"
#include "schema/op.h"

/* A setting of x-hookvet: of the keyword, else of the schema. */
struct node
emit_hint(const struct emit *e, const char *name)
{
	struct node n = node_member(e->keyword_hint, name);

	return node_exists(n) ? n : node_member(e->hint, name);
}

static const struct rule_info *
default_rule(const struct problem *p)
{
	switch (p->kind) {
	case PROBLEM_MISSING:
	case PROBLEM_EITHER:
	case PROBLEM_SELECTOR:
		return RULE_MISSING_FIELD;
	case PROBLEM_VALUES:
		return RULE_VALUE_NOT_ALLOWED;
	case PROBLEM_TYPES:
		return RULE_WRONG_TYPE;
	case PROBLEM_FORMS:
		return p->unit->gave_up != BUDGET_NONE ? RULE_GAVE_UP
						       : RULE_SCHEMA_MISMATCH;
	case PROBLEM_UNKNOWN:
		return node_cell(p->instance)->key != 0 ? RULE_UNKNOWN_FIELD
							: RULE_SCHEMA_MISMATCH;
	case PROBLEM_KEYWORD:
		break;
	}
	return p->unit->gave_up != BUDGET_NONE ? RULE_GAVE_UP
					       : ops[p->unit->instr->op].rule;
}

static struct span
place_of_finding(const struct emit *e)
{
	const struct problem *p = e->p;
	struct str at = node_string(emit_hint(e, "at"));

	if (node_exists(p->misspelt))
		return node_key_span(p->misspelt);
	if (str_is(at, "key"))
		return span_name(p->instance);
	if (str_is(at, "value"))
		return span_value(p->instance);
	switch (p->kind) {
	case PROBLEM_MISSING:
	case PROBLEM_EITHER:
	case PROBLEM_SELECTOR:
	case PROBLEM_UNKNOWN:
		return span_name(p->instance);
	case PROBLEM_KEYWORD:
		return ops[p->unit->instr->op].place(p);
	default:
		return span_value(p->instance);
	}
}

/* Named in the schema as what must not be there, not merely left out. */
static bool
is_forbidden(const struct unit *u)
{
	for (; u != NULL; u = u->parent) {
		if (u->instr != NULL && u->instr->op != OP_NOT)
			return u->instr->op == OP_PROPERTIES ||
			       u->instr->op == OP_PROPERTY_NAMES ||
			       u->instr->op == OP_PATTERN_PROPERTIES;
	}
	return false;
}

static const char *
unknown_sentence(const struct emit *e)
{
	struct node n = e->p->instance;

	if (node_cell(n)->key != 0)
		return arena_printf(e->ds->arena, "property '%s' is not %s here",
				    diag_quote(e->ds, node_key(n)),
				    is_forbidden(e->p->unit) ? "allowed" : "defined");
	if (node_exists(unit_container(e->p->unit, n)))
		return "this element is one too many: none is allowed here";
	return "the schema allows no document at all";
}

static const char *
or_pattern(const struct emit *e)
{
	if (e->p->also == NULL)
		return "";
	return arena_printf(e->ds->arena, ", or a string that matches '%s'",
			    diag_quote(e->ds, node_string(e->p->also->at)));
}

const char *
emit_sentence(const struct emit *e)
{
	const struct problem *p = e->p;
	struct arena *a = e->ds->arena;

	switch (p->kind) {
	case PROBLEM_MISSING:
	case PROBLEM_SELECTOR:
		return arena_printf(a, "the required property '%s' is missing",
				    diag_quote(e->ds, p->name));
	case PROBLEM_EITHER:
		return arena_printf(a, "a required property is missing: %s",
				    words_choice(e->ds, p->values, p->nvalues));
	case PROBLEM_UNKNOWN:
		return unknown_sentence(e);
	case PROBLEM_VALUES:
		return arena_printf(a, "%s is not allowed; expected %s",
				    words_value(e->ds, p->instance),
				    words_choice(e->ds, e->p->values, e->p->nvalues));
	case PROBLEM_TYPES:
		return arena_printf(
		    a, "%s is %s; the schema wants %s%s",
		    node_cell(p->instance)->key != 0
			? arena_printf(a, "'%s'",
				       diag_quote(e->ds, node_key(p->instance)))
			: "this value",
		    words_type(p->instance), words_types(p->types, a), or_pattern(e));
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
const char *
emit_fill(const struct emit *e, struct str template)
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
	return buf_keep(&out, e->ds->arena).s;
}

static enum severity
hinted_severity(const struct emit *e, const struct rule_info *rule)
{
	enum severity severity = SEV_ERROR;
	bool given;

	given = severity_parse(node_string(emit_hint(e, "severity")), &severity);
	/* a misspelt name is worth a warning even if the right one is optional */
	if (given && node_exists(e->p->misspelt) && severity == SEV_INFO)
		return SEV_WARNING;
	/* a user's "additionalProperties": false means it */
	if (!given && (rule != RULE_UNKNOWN_FIELD || node_exists(emit_hint(e, "rule"))))
		return rule->severity;
	return severity;
}

static const struct rule_info *
chosen_rule(const struct emit *e)
{
	struct str rule = node_string(emit_hint(e, "rule"));

	if (e->ps->rule != NULL)
		return e->ps->rule;
	if (rule.len != 0)
		return diags_rule(e->ds, rule);
	return default_rule(e->p);
}

/* A number in quotes has a rule of its own, and no words of the schema. */
static bool
is_quoted_number(const struct emit *e)
{
	return e->p->kind == PROBLEM_KEYWORD && e->p->unit->instr->op == OP_TYPE &&
	       details_unquotes(e);
}

/* The rule, and how severe it is here. */
static const struct rule_info *
judge_rule(const struct emit *e, enum severity *severity)
{
	const struct rule_info *rule = RULE_NUMBER_AS_STRING;

	*severity = rule->severity;
	if (is_quoted_number(e))
		return rule;
	rule = chosen_rule(e);
	*severity = hinted_severity(e, rule);
	return rule;
}

static struct diag *
open_finding(const struct emit *e, const char *sentence)
{
	enum severity severity;
	const struct rule_info *rule = judge_rule(e, &severity);

	return diag_add_as(e->ds, rule, severity, place_of_finding(e), "%s", sentence);
}

/* A missing name alike; a long one by its hash, for there may be very many of it. */
static const char *
fold_key(const struct emit *e, struct str name)
{
	enum { SHORT = 64 };

	if (name.len <= SHORT)
		return arena_printf(e->ds->arena, "missing:%.*s", STR_ARG(name));
	return arena_printf(e->ds->arena, "missing:%.*s %zu %u", SHORT, name.s,
			    name.len, (unsigned)hash_bytes(name.s, name.len));
}

/* Where the schema is open it is not wrong in itself, but for what is missing. */
static const char *
misspelt_sentence(const struct emit *e)
{
	const char *name = diag_quote(e->ds, node_key(e->p->misspelt));

	if (!e->p->open)
		return arena_printf(e->ds->arena, "property '%s' is not defined here",
				    name);
	return arena_printf(e->ds->arena,
			    "the required property '%s' is missing; '%s' is not known",
			    diag_quote(e->ds, e->p->name), name);
}

static struct diag *
emit(const struct emit *e)
{
	const struct problem *p = e->p;
	struct str message = node_string(emit_hint(e, "message"));
	bool unquote = is_quoted_number(e), misspelt = node_exists(p->misspelt);
	const char *sentence;
	struct node at;
	struct diag *d;

	if (node_exists(p->misspelt))
		sentence = misspelt_sentence(e);
	else if (message.len != 0 && !unquote)
		sentence = emit_fill(e, message);
	else
		sentence = emit_sentence(e);
	d = open_finding(e, sentence);
	if (diags_full(e->ds))
		return d;
	at = misspelt ? p->misspelt : p->instance;
	d->pointer = pointers_below(&e->ps->pointers, doc_root(at.doc), at);
	if (p->kind == PROBLEM_MISSING && !misspelt)
		d->fold_key = fold_key(e, p->name);
	details_selection(e, d);
	details_expected(e, d);
	if (unquote) {
		details_unquote(e, d);
		return d;
	}
	if (!misspelt)
		details_help(e, d);
	if (node_exists(emit_hint(e, "fix")) && !misspelt)
		details_fix(e, d);
	else
		details_add(e, d);
	return d;
}

static struct emit
emit_of(struct problems *ps, const struct problem *p)
{
	struct emit e = {ps, ps->diags, p, NODE_ABSENT, NODE_ABSENT};

	e.hint = schema_hint(p->unit->schema);
	if (unit_is_keyword(p->unit))
		e.keyword_hint = node_member_str(node_member(e.hint, "keywords"),
						 unit_keyword(p->unit));
	return e;
}

bool
problem_is_off(struct problems *ps, const struct problem *p)
{
	struct emit e = emit_of(ps, p);
	enum severity severity;
	const struct rule_info *rule = judge_rule(&e, &severity);

	return diags_level(ps->diags, rule, severity) == SEV_OFF;
}

void
problem_emit(struct problems *ps, const struct problem *p)
{
	struct emit e = emit_of(ps, p);
	struct diag *d = emit(&e), *before;

	d->unit = p->unit;
	/* under one rule all are suppressed together */
	if (!ps->diags->provisional || diags_full(ps->diags) || ps->rule != NULL)
		return;
	before = diags_aside(ps->diags, d);
	for (const struct problem *i = p->hides; i != NULL; i = i->beside)
		problem_emit(ps, i);
	(void)diags_aside(ps->diags, before);
}
