/* schema-lint-names: see the header. */
#include "schema/schema-lint-names.h"

#include "base/suggest.h"
#include "load/pointers.h"
#include "load/text.h"
#include "schema/compile.h"
#include "schema/defined.h"
#include "schema/op.h"
#include "schema/resources.h"

/* The row of that name in any dialect, or NULL. */
static const struct keyword *
keyword_anywhere(struct str name)
{
	const struct keyword *k;

	for (size_t i = 0; (k = keyword_at(i)) != NULL && !str_is(name, k->name);)
		i++;
	return k;
}

/*
 * An annotation of a later dialect is read by editors and people, and never checks
 * anything: one word about each name, and only who looks at the schema itself wants it.
 */
static bool
is_told(struct advice *a, struct str name)
{
	const struct keyword *k = keyword_anywhere(name);

	if (k == NULL || k->op != OP_ANNOTATION)
		return false;
	for (size_t i = 0; i < a->ntold; i++) {
		if (str_equal(a->told[i], name))
			return true;
	}
	if (a->all && a->ntold < ANNOTATIONS)
		a->told[a->ntold++] = name;
	return !a->all;
}

static void
advise_other_dialect(struct advice *a, struct node member, enum dialect other)
{
	const struct dialect_info *d = advice_dialect(a, member);
	struct diag *diag;

	/* a place for definitions checks nothing; a meta-schema may leave some out;
	   that the dialect is wrong was said of what is not valid in it */
	if (str_is(node_key(member), "$defs") || (d->dialect >= other && !a->all) ||
	    (a->unsound && !a->file->declared) || is_told(a, node_key(member)))
		return;
	diag = diag_add(a->ds, RULE_UNKNOWN_KEYWORD, node_key_span(member),
			"'%s' is not a keyword of %s: it checks nothing",
			diag_quote(a->ds, node_key(member)), dialect_name(d->dialect));
	diag->pointer = node_pointer(member, a->ds->arena);
	diag_note(a->ds, diag, "it is one of %s", dialect_name(other));
}

enum {
	MISSPELT = 4 /* in the measure of suggest.h: two letters, no whole word */
};

/* Annotations that editors have brought into use. */
static bool
known_to_editors(struct str name)
{
	static const char *const names[] = {
	    "markdownDescription", "enumDescriptions",   "markdownEnumDescriptions",
	    "defaultSnippets",     "deprecationMessage", "errorMessage",
	    "patternErrorMessage", "doNotSuggest",       "suggestSortText",
	    "allowComments",       "allowTrailingCommas"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_is(name, names[i]))
			return true;
	}
	return str_starts(name, STR("x-")) || str_is(name, "$comment");
}

static bool
known_as_strange(struct advice *a, struct str name, const struct dialect_info *d)
{
	if (a->strange_in != d)
		a->nstrange = 0;
	a->strange_in = d;
	for (size_t i = 0; i < STRANGE && i < a->nstrange; i++) {
		if (str_equal(a->strange[i], name))
			return true;
	}
	return false;
}

/* Whether the value may be one of the keyword's. */
static bool
may_be_value(const struct keyword *k, struct node value)
{
	bool object = node_is(value, NODE_OBJECT), array = node_is(value, NODE_ARRAY);
	bool schema = object || node_is(value, NODE_TRUE) || node_is(value, NODE_FALSE);

	if (k->shape != SHAPE_PLAIN)
		return k->shape == SHAPE_SCHEMA || k->shape == SHAPE_SCHEMA_OR_ARRAY
			   ? schema || (array && k->shape != SHAPE_SCHEMA)
		       : k->shape == SHAPE_ARRAY ? array
						 : object;
	if (k->op == OP_TYPE)
		return array || type_named(node_string(value)) != 0;
	if (k->op == OP_ENUM || k->op == OP_REQUIRED)
		return array;
	if (k->op >= OP_MAX_LENGTH && k->op <= OP_EXCLUSIVE_MINIMUM)
		return node_is(value, NODE_NUMBER);
	if (k->op == OP_PATTERN || k->op == OP_FORMAT || k->op == OP_REF ||
	    k->op == OP_DYNAMIC_REF || k->name[0] == '$')
		return node_is(value, NODE_STRING);
	return true;
}

/* The keyword of the dialect that the member is a misspelling of; s is NULL: none. */
static struct str
similar_keyword(struct advice *a, struct node member, const struct dialect_info *d)
{
	const struct keyword *k, *best = NULL;
	struct str name = node_key(member);
	struct suggest near;

	suggest_init(&near, name);
	if (known_as_strange(a, name, d) || diags_full(a->ds))
		return near.best;
	for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
		const char *before = near.best.s;

		if ((k->dialects & DIALECT_BIT(d->dialect)) != 0)
			suggest_offer(&near, str_from(k->name));
		best = near.best.s != before ? k : best;
	}
	if (near.distance > MISSPELT)
		near.best.s = NULL;
	if (near.best.s == NULL)
		a->strange[a->nstrange++ % STRANGE] = name;
	else if (best != NULL && !may_be_value(best, member))
		near.best.s = NULL;
	return near.best;
}

/*
 * Whether a reference leads into the value: then what is there checks something.  In what
 * is not valid references were not followed: a name like no other may be a place for them.
 */
static bool
holds_schemas(const struct advice *a, struct node value, bool similar)
{
	const struct schema_file *f = a->file;
	size_t end = node_cell(value)->next;

	if (a->unsound && !similar)
		return node_is(value, NODE_OBJECT) || node_is(value, NODE_ARRAY);
	for (size_t i = value.at; f->compiled != NULL && i < end; i++) {
		if (f->compiled[i] != NULL)
			return true;
	}
	return false;
}

enum { META_REACH = 4, META_SCHEMAS = 64 };

/* Whether the meta-schema of a dialect that is not one of ours says what it is. */
static bool
is_of_dialect(struct advice *a, struct str name, const struct dialect_info *d)
{
	unsigned left = META_SCHEMAS;
	const struct resource *meta;

	if (str_is(d->uri, dialect_uri(d->dialect)))
		return false;
	meta = store_find(a->file->store, d->uri);
	return meta != NULL && meta->file->compiled != NULL &&
	       defined_by(meta->file->compiled[meta->root.at], name, META_REACH, &left);
}

void
advice_unknown(struct advice *a, struct node member)
{
	const struct dialect_info *d = advice_dialect(a, member);
	struct str name = node_key(member), near;
	enum dialect other = keyword_dialect(a->file->store->keywords, name);
	struct diag *diag;

	if (other != DIALECT_COUNT) {
		advise_other_dialect(a, member, other);
		return;
	}
	if (known_to_editors(name) || is_of_dialect(a, name, d))
		return;
	near = similar_keyword(a, member, d);
	if ((near.s == NULL && !a->all) || holds_schemas(a, member, near.s != NULL))
		return;
	diag = diag_add(a->ds, RULE_UNKNOWN_KEYWORD, node_key_span(member),
			"unknown keyword '%s': it checks nothing",
			diag_quote(a->ds, name));
	diag->pointer = node_pointer(member, a->ds->arena);
	if (near.s == NULL) {
		if (str_is(name, "nullable"))
			diag_help(
			    a->ds, diag,
			    "it is one of OpenAPI 3.0: make 'null' one of the types");
		return;
	}
	text_set_key(a->ds,
		     diag_fix(a->ds, diag, FIX_SUGGESTED,
			      "a similar keyword exists: '%s'",
			      diag_quote(a->ds, near)),
		     member, near);
}
