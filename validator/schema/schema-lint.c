/* schema-lint: what a valid schema says, but hardly means. */
#include "schema/schema-lint.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "load/pointers.h"
#include "load/text.h"
#include "regex/regex.h"
#include "schema/annotated.h"
#include "schema/equal.h"
#include "schema/op.h"
#include "schema/resources.h"
#include "schema/schema-lint-names.h"

static void advise_schema(struct advice *a, struct node n);

static struct diag *
advise(struct advice *a, const struct rule_info *rule, struct node at, struct span span,
       const char *sentence)
{
	struct diag *d = diag_add(a->ds, rule, span, "%s", sentence);

	d->pointer = node_pointer(at, a->ds->arena);
	return d;
}

const struct dialect_info *
advice_dialect(struct advice *a, struct node n)
{
	return store_resource_of(a->file, n)->dialect;
}

/* ---- keywords without effect ---- */

static const struct {
	const char *keyword, *needs, *sentence;
} companions[] = {
    {"then", "if", "'then' without 'if' has no effect"},
    {"else", "if", "'else' without 'if' has no effect"},
    {"minContains", "contains", "'minContains' without 'contains' has no effect"},
    {"maxContains", "contains", "'maxContains' without 'contains' has no effect"},
    {"contentSchema", "contentMediaType",
     "'contentSchema' without 'contentMediaType' has no effect"},
};

/* There may be one elsewhere, in a schema that refers to this one. */
static void
note_annotations(struct advice *a, struct diag *d, struct node branch)
{
	if ((advice_dialect(a, branch)->vocabularies & VOCABULARY_UNEVALUATED) != 0 &&
	    advice_dialect(a, branch)->dialect >= DIALECT_2019_09 &&
	    annotated_evaluated(a->file, branch) != 0)
		diag_note(a->ds, d,
			  "what it evaluates would count for an 'unevaluated...' "
			  "of a schema that refers to this one");
}

static void
advise_if(struct advice *a, struct node n)
{
	struct node condition = node_member(n, "if");

	if (node_exists(condition) && !node_exists(node_member(n, "then")) &&
	    !node_exists(node_member(n, "else")) &&
	    keyword_find(a->file->store->keywords, STR("if"), advice_dialect(a, n)) !=
		NULL &&
	    !annotated_counts(a->file, n, condition))
		note_annotations(a,
				 advise(a, RULE_IGNORED_KEYWORD, condition,
					node_key_span(condition),
					"'if' without 'then' or 'else' has no effect"),
				 condition);
}

static bool
type_allows(struct node type, const char *wanted)
{
	if (node_is(type, NODE_ARRAY)) {
		NODE_EACH(one, type)
		{
			if (type_allows(one, wanted))
				return true;
		}
		return false;
	}
	return str_is(node_string(type), wanted) ||
	       (strcmp(wanted, "number") == 0 && str_is(node_string(type), "integer"));
}

/* Whether no value that the schema allows is of the type. */
static bool
rules_out(struct node n, const char *type)
{
	struct node allowed = node_member(n, "type");

	return node_exists(allowed) && !type_allows(allowed, type);
}

static bool
accepts_all(struct node schema)
{
	return node_is(schema, NODE_TRUE) ||
	       (node_is(schema, NODE_OBJECT) && node_count(schema) == 0);
}

static void
advise_companions(struct advice *a, struct node n)
{
	const struct dialect_info *d = advice_dialect(a, n);
	const struct keyword_table *t = a->file->store->keywords;

	for (size_t i = 0; i < sizeof(companions) / sizeof(companions[0]); i++) {
		struct node member = node_member(n, companions[i].keyword);

		if (node_exists(member) &&
		    !node_exists(node_member(n, companions[i].needs)) &&
		    keyword_find(t, str_from(companions[i].keyword), d) != NULL)
			advise(a, RULE_IGNORED_KEYWORD, member, node_key_span(member),
			       companions[i].sentence);
	}
	if (node_exists(node_member(n, "additionalItems")) &&
	    !accepts_all(node_member(n, "additionalItems")) &&
	    !node_is(node_member(n, "items"), NODE_ARRAY) &&
	    d->dialect < DIALECT_2020_12 && !rules_out(n, "array"))
		advise(a, RULE_IGNORED_KEYWORD, node_member(n, "additionalItems"),
		       node_key_span(node_member(n, "additionalItems")),
		       "'additionalItems' has no effect unless 'items' is an array");
}

/* A keyword that would change nothing anyway, as "items": {}. */
static bool
asks_nothing(struct node member)
{
	struct str name = node_key(member);

	return accepts_all(member) && !str_is(name, "not") && !str_is(name, "contains");
}

static bool
identifies(struct node member)
{
	return str_is(node_key(member), "$id") || str_is(node_key(member), "id");
}

enum { REFS = 8 /* followed to see what type they lead to */ };

/* A type that what the $ref leads to has, too: generators write it for readers. */
static bool
repeats_type(struct advice *a, struct node ref, struct node type)
{
	struct store *s = a->file->store;

	for (unsigned i = 0; i < REFS && node_is(ref, NODE_STRING); i++) {
		struct target t =
		    store_resolve(s, store_resource_of(a->file, ref), node_string(ref));
		struct node there;

		if (t.problem != RESOLVED || t.resource->file != a->file)
			return false;
		there = node_member(t.node, "type");
		if (node_exists(there))
			return node_equal(there, type);
		ref = node_member(t.node, "$ref");
	}
	return false;
}

/* Whether a reference in the document does not begin with its '#'. */
static bool
refers_by_name(const struct schema_file *f)
{
	for (size_t at = 0; at < f->pub.doc.ncells; at++) {
		struct node n = {&f->pub.doc, at};

		if (node_is(n, NODE_STRING) && str_is(node_key(n), "$ref") &&
		    !str_starts(node_string(n), STR("#")))
			return true;
	}
	return false;
}

/* Whether something is lost with a member beside $ref. */
static bool
is_missed(struct advice *a, struct node n, struct node ref, struct node member)
{
	if (identifies(member)) /* who refers to it by that name is told, too */
		return n.at != 0 || refers_by_name(a->file);
	return !asks_nothing(member) &&
	       !(str_is(node_key(member), "type") && repeats_type(a, ref, member));
}

/* Before 2019-09 everything beside $ref is ignored (draft 7 core, 8.3). */
static void
advise_ref_siblings(struct advice *a, struct node n, const struct dialect_info *d)
{
	struct node ref = node_member(n, "$ref");

	NODE_EACH(member, n)
	{
		const struct keyword *k =
		    keyword_of(a->file->store->keywords, member, d);

		if (k == NULL || member.at == ref.at ||
		    (k->compile == NULL && !identifies(member)) ||
		    k->vocabulary == VOCABULARY_METADATA ||
		    !is_missed(a, n, ref, member))
			continue;
		struct diag *diag = diag_add(
		    a->ds, RULE_IGNORED_KEYWORD, node_key_span(member),
		    "'%s' is ignored: in %s nothing beside '$ref' counts",
		    diag_quote(a->ds, node_key(member)), dialect_name(d->dialect));
		diag->pointer = node_pointer(member, a->ds->arena);
		diag_related(a->ds, diag, node_key_span(ref), "the '$ref' is here");
		diag_help(a->ds, diag,
			  "put %s into an 'allOf', or use 2019-09 or later",
			  identifies(member) ? "the '$ref'" : "both");
	}
}

/* The type of value that a keyword is about, as a name; NULL: any. */
static const char *
type_of_keyword(struct str name)
{
	const struct keyword *k;

	for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
		enum node_type subject = ops[k->op].subject;

		if (str_is(name, k->name))
			return subject != NODE_NONE ? node_type_name(subject) : NULL;
	}
	return NULL;
}

static void
advise_types(struct advice *a, struct node n)
{
	struct node type = node_member(n, "type");

	if (!node_exists(type))
		return;
	NODE_EACH(member, n)
	{
		const char *about = type_of_keyword(node_key(member));

		if (about == NULL || !rules_out(n, about))
			continue;
		struct diag *d =
		    diag_add(a->ds, RULE_IGNORED_KEYWORD, node_key_span(member),
			     "'%s' says nothing about a value of this type",
			     diag_quote(a->ds, node_key(member)));
		d->pointer = node_pointer(member, a->ds->arena);
		diag_related(a->ds, d, node_span(type), "the type is given here");
	}
}

/* ---- values, names, branches ---- */

/* As "enumDescriptions", whose elements belong to those of list one by one. */
static bool
has_parallel(struct node n, struct node list)
{
	NODE_EACH(member, n)
	{
		if (member.at != list.at && node_is(member, NODE_ARRAY) &&
		    node_count(member) == node_count(list))
			return true;
	}
	return false;
}

static void
advise_repeated(struct advice *a, struct node n, const char *keyword)
{
	struct node list = node_member(n, keyword), first, second;
	struct diag *d;

	if (!node_is(list, NODE_ARRAY) || !node_repeated(list, &first, &second))
		return;
	d = diag_add(a->ds, RULE_REPEATED_VALUE, node_span(second),
		     "the same value stands twice in '%s'", keyword);
	d->pointer = node_pointer(second, a->ds->arena);
	diag_related(a->ds, d, node_span(first), "it is first here");
	text_remove(a->ds,
		    diag_fix(a->ds, d, has_parallel(n, list) ? FIX_SUGGESTED : FIX_SAFE,
			     "remove it"),
		    second);
}

enum { PATTERNS_MAX = 32 };

/* The patterns of "patternProperties", once a name has to be asked of them. */
struct patterns {
	struct node keyword;
	struct regex *regex[PATTERNS_MAX];
	size_t n;
	struct regex_scratch *scratch;
	bool unknown; /* too many, or one that cannot be run: any name may fit */
};

static void
patterns_compile(struct patterns *p)
{
	p->scratch = regex_scratch_new();
	NODE_EACH(pattern, p->keyword)
	{
		struct regex_error err;

		p->regex[p->n] = p->n < PATTERNS_MAX - 1
				     ? regex_compile(node_key(pattern), &err)
				     : NULL;
		p->unknown = p->regex[p->n] == NULL;
		if (p->unknown)
			break;
		p->n++;
	}
}

static bool
patterns_match(struct patterns *p, struct str name)
{
	if (!node_is(p->keyword, NODE_OBJECT))
		return false;
	if (p->scratch == NULL)
		patterns_compile(p);
	for (size_t i = 0; i < p->n; i++) {
		if (regex_match(p->regex[i], name, p->scratch) != REGEX_NO)
			return true;
	}
	return p->unknown;
}

static void
patterns_release(struct patterns *p)
{
	for (size_t i = 0; i < p->n; i++)
		regex_free(p->regex[i]);
	regex_scratch_free(p->scratch);
}

/* Whether a schema that is applied to the same object defines the property. */
static bool
is_defined_around(const struct advice *a, struct str name)
{
	for (const struct around *o = a->around; o != NULL; o = o->outer) {
		if (node_exists(
			node_member_str(node_member(o->schema, "properties"), name)))
			return true;
	}
	return false;
}

static void
advise_required(struct advice *a, struct node n)
{
	struct node properties = node_member(n, "properties");
	struct patterns patterns = {.keyword = node_member(n, "patternProperties")};
	bool closed = node_is(node_member(n, "additionalProperties"), NODE_FALSE);

	if (!node_is(properties, NODE_OBJECT) || rules_out(n, "object"))
		return; /* there, nothing counts: advise_types() */
	NODE_EACH(name, node_member(n, "required"))
	{
		struct suggest near;
		struct diag *d;

		if (!node_is(name, NODE_STRING) ||
		    node_exists(node_member_str(properties, node_string(name))) ||
		    patterns_match(&patterns, node_string(name)) ||
		    (!closed && is_defined_around(a, node_string(name))))
			continue;
		d = closed ? diag_add_as(
				 a->ds, RULE_UNDEFINED_PROPERTY, SEV_WARNING,
				 node_span(name),
				 "'%s' is required but not allowed: no object is valid",
				 diag_quote(a->ds, node_string(name)))
			   : diag_add(a->ds, RULE_UNDEFINED_PROPERTY, node_span(name),
				      "'%s' is required but not among 'properties'",
				      diag_quote(a->ds, node_string(name)));
		d->pointer = node_pointer(name, a->ds->arena);
		suggest_init(&near, node_string(name));
		if (!diags_may_compare(a->ds, node_count(properties)))
			continue;
		NODE_EACH(property, properties)
		{
			suggest_offer(&near, node_key(property));
		}
		if (near.best.s != NULL)
			diag_help(a->ds, d, "a similar property exists: '%s'",
				  diag_quote(a->ds, near.best));
	}
	patterns_release(&patterns);
}

static struct diag *
unreachable(struct advice *a, struct node branch, struct node because,
	    const char *sentence, const char *why)
{
	struct span span = node_span(branch);
	struct diag *d;

	if (node_is(branch, NODE_OBJECT))
		span.end = span.start + 1;
	d = advise(a, RULE_UNREACHABLE_BRANCH, branch, span, sentence);
	if (node_exists(because)) {
		span = node_span(because);
		span.end = node_is(because, NODE_OBJECT) ? span.start + 1 : span.end;
		diag_related(a->ds, d, span, "%s", why);
	}
	return d;
}

static void
advise_branch(struct advice *a, struct node n, struct node list, struct node branch)
{
	struct node own = node_member(branch, "type"), type = node_member(n, "type");

	NODE_EACH(other, list)
	{
		if (other.at == branch.at)
			break;
		if (node_equal(other, branch)) {
			unreachable(a, branch, other,
				    "this branch is the same as another",
				    "as this one");
			return;
		}
		if (str_is(node_key(list), "anyOf") && accepts_all(other) &&
		    !annotated_counts(a->file, n, branch)) {
			note_annotations(a,
					 unreachable(a, branch, other,
						     "this branch is never asked",
						     "this one accepts everything"),
					 branch);
			return;
		}
	}
	if (node_is(branch, NODE_FALSE))
		unreachable(a, branch, NODE_ABSENT, "this branch accepts nothing",
			    NULL);
	if (node_is(own, NODE_STRING) && node_exists(type) &&
	    !type_allows(type, node_string(own).len < 16
				   ? arena_strndup(a->ds->arena, node_string(own).s,
						   node_string(own).len)
				   : "") &&
	    !(str_is(node_string(own), "integer") && type_allows(type, "number")))
		unreachable(a, own, type,
			    "this branch is of a type that is not allowed",
			    "the types are given here");
}

static void
advise_branches(struct advice *a, struct node n)
{
	static const char *const names[] = {"anyOf", "oneOf"};

	for (size_t i = 0; i < 2; i++) {
		struct node list = node_member(n, names[i]);
		size_t asked = 0;

		NODE_EACH(branch, list)
		{
			if (asked++ < 64) /* each is compared with those before it */
				advise_branch(a, n, list, branch);
		}
	}
}

/* ---- the walk ---- */

static void
advise_within(void *arg, struct node n)
{
	advise_schema(arg, n);
}

/* What believes the values, not only the names. */
static void
advise_values(struct advice *a, struct node n)
{
	advise_if(a, n);
	advise_types(a, n);
	advise_repeated(a, n, "enum");
	advise_required(a, n);
	advise_branches(a, n);
}

static void
advise_schema(struct advice *a, struct node n)
{
	const struct dialect_info *d;
	struct around here = {n, a->around};

	if (!node_is(n, NODE_OBJECT))
		return;
	d = advice_dialect(a, n);
	if (d->dialect <= DIALECT_DRAFT7 &&
	    node_is(node_member(n, "$ref"), NODE_STRING)) {
		if (!a->unsound)
			advise_ref_siblings(a, n, d);
	} else if (a->all) {
		advise_companions(a, n);
		if (!a->unsound)
			advise_values(a, n);
	}
	NODE_EACH(member, n)
	{
		const struct keyword *k =
		    keyword_of(a->file->store->keywords, member, d);

		if (k == NULL) {
			advice_unknown(a, member);
			continue;
		}
		a->around = ops[k->op].operand >= OPERAND_HERE_SCHEMA ? &here : NULL;
		resources_each(k->shape, member, advise_within, a);
	}
	a->around = here.outer;
}

void
schema_lint_all(struct store *s)
{
	annotated_find(s);
	for (struct schema_file *f = s->files; f != NULL; f = f->next) {
		if (f->whole && !f->advised) {
			f->advised = true;
			schema_lint_document(f);
		}
	}
}

void
schema_lint_document(struct schema_file *f)
{
	struct advice a = {.file = f,
			   .ds = f->pub.diags,
			   .all = f->store->config.lint,
			   .unsound = !f->sound || f->pub.invalid};

	store_indexed(f, true);
	advise_schema(&a, doc_root(&f->pub.doc));
	store_indexed(f, false);
}
