/* schema-editor: see the header. */
#include "cli/schema-editor.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/embed.h"
#include "cli/schema-suggest.h"
#include "finding/rule.h"
#include "schema/op.h"
#include "service/catalogue.h"

#define ENDING    ".schema.json"
#define OF_EVENTS "eventsOfProduct"

struct editor {
	struct catalogue *catalogue;
	json_t *files;   /* by name: the documents that were read */
	json_t *defs;    /* those of the result */
	json_t *origins; /* of them: file and pointer, by name */
};

/* A schema of a file, and the name of the member that it is of. */
struct where {
	const char *file;
	json_t *schema;
	const char *key;
};

static json_t *convert(struct editor *e, struct where p);

static bool
is_one_of(const char *name, const char *const *names)
{
	while (*names != NULL && strcmp(name, *names) != 0)
		names++;
	return *names != NULL;
}

/* -- where references lead */

static json_t *
document(struct editor *e, const char *name)
{
	const struct embedded *f = embed_find(name);
	json_t *root = json_object_get(e->files, name);

	if (root == NULL && f != NULL) {
		root = json_loadb(f->text, f->len, 0, NULL);
		json_object_set_new(e->files, name, root);
	}
	return root;
}

/* The value at a pointer of our own schemas: of two members, nothing escaped; or all. */
static json_t *
at_pointer(json_t *root, const char *pointer)
{
	const char *last = strrchr(pointer, '/');

	if (last == NULL)
		return root;
	return json_object_get(
	    json_object_get(root, last == pointer + 6 ? "$defs" : "properties"),
	    last + 1);
}

/* What a reference of p leads to; its key is that of p. */
static struct where
follow(struct editor *e, struct where p, const char *reference)
{
	const char *hash = strchr(reference, '#'), *slash = strrchr(p.file, '/');
	size_t len = hash != NULL ? (size_t)(hash - reference) : strlen(reference);
	struct buf name = BUF_INIT;

	if (len != 0) {
		buf_add(&name, p.file, (size_t)(slash + 1 - p.file));
		buf_add(&name, reference, len);
		p.file = embed_find(name.s)->name;
		buf_release(&name);
	}
	p.schema = at_pointer(document(e, p.file), hash != NULL ? hash + 1 : "");
	return p;
}

/* -- what is less than an error */

static enum severity
rule_severity(const char *name, enum severity otherwise)
{
	const struct rule_info *rule =
	    name != NULL ? rule_find(&rule_table, str_from(name)) : NULL;

	return rule != NULL ? rule->severity : otherwise;
}

/* A setting of x-hookvet: of the keyword, else of the schema. */
static const char *
hint_of(const json_t *schema, const char *keyword, const char *name)
{
	json_t *hint = json_object_get(schema, "x-hookvet");
	json_t *own = json_object_get(json_object_get(hint, "keywords"), keyword);
	json_t *value = json_object_get(own, name);

	return json_string_value(value != NULL ? value : json_object_get(hint, name));
}

static bool
is_error(const json_t *schema, const char *keyword)
{
	const char *severity = hint_of(schema, keyword, "severity");
	enum severity s;

	if (severity == NULL || !severity_parse(str_from(severity), &s))
		s = rule_severity(hint_of(schema, keyword, "rule"),
				  keyword_severity(keyword));
	return s == SEV_ERROR;
}

/* -- sentences */

/* A sentence of x-hookvet; {key} and, as nobody knows it here, {value} filled in. */
static json_t *
sentence(const char *template, const char *key)
{
	struct buf out = BUF_INIT;
	json_t *text;

	for (const char *s = template; *s != '\0'; s++) {
		if (strncmp(s, "'{value}'", 9) == 0) {
			buf_puts(&out, "the value");
			s += 8;
		} else if (strncmp(s, "{key}", 5) == 0) {
			buf_puts(&out, key);
			s += 4;
		} else {
			buf_putc(&out, *s);
		}
	}
	text = memchr(buf_str(&out).s, '{', out.len) == NULL
		   ? json_stringn(buf_str(&out).s, out.len)
		   : NULL;
	buf_release(&out);
	return text; /* NULL: it says what only a document shows */
}

/* What is said instead of what an editor would say itself. */
static void
put_message(json_t *to, const char *name, const char *message, const char *key)
{
	json_t *text = message != NULL ? sentence(message, key) : NULL;

	if (text != NULL)
		json_object_set_new(to, name, text);
}

/* What is never to be written: secrets have no x-hookvet, a rule speaks of them. */
static void
put_deprecation(json_t *to, const json_t *schema, const char *key)
{
	const char *message = hint_of(schema, "", "message");
	const char *help = hint_of(schema, "", "help");
	json_t *text =
	    sentence(message != NULL ? message : RULE_SECRET_IN_DOCUMENT->summary, key);

	json_object_set_new(to, "deprecationMessage",
			    help != NULL
				? json_sprintf("%s; %s", json_string_value(text), help)
				: json_incref(text));
	json_object_set_new(to, "doNotSuggest", json_true());
	json_decref(text);
}

static void
put_code(struct buf *out, const char *what, const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

	if (value != NULL)
		buf_printf(out, "\n\n%s: `%s`", what, text);
	free(text);
}

/* Snippets lie apart from the schemas, which each run reads. */
static void
put_snippets(struct editor *e, json_t *to, const json_t *schema)
{
	const char *name = hint_of(schema, "", "snippets");
	json_t *all = document(e, "hookvet/snippets.json");

	if (name != NULL)
		json_object_set(to, "defaultSnippets", json_object_get(all, name));
}

static void
put_markdown(json_t *to, const json_t *schema)
{
	const char *about = json_string_value(json_object_get(schema, "description"));
	const char *unit = hint_of(schema, "", "unit");
	struct buf out = BUF_INIT;

	if (about == NULL)
		return;
	buf_puts(&out, about);
	if (unit != NULL)
		buf_printf(&out, "\n\nUnit: %s", unit);
	put_code(&out, "Default", json_object_get(schema, "default"));
	put_code(&out, "Example",
		 json_array_get(json_object_get(schema, "examples"), 0));
	json_object_set_new(to, "markdownDescription", json_string(out.s));
	buf_release(&out);
}

/* -- suggestions */

static void
merge(json_t *to, json_t *members)
{
	json_object_update(to, members);
	json_decref(members);
}

static const char *
suggests(const json_t *schema)
{
	const char *what = hint_of(schema, "", "suggest"); /* NULL: a list */

	return what != NULL ? what : "";
}

/* Values that are compared with, and not offered. */
static void
hide_values(json_t *to, const char *keyword)
{
	json_t *values = json_object_get(to, keyword);

	if (values == NULL || json_object_get(to, "not") != NULL)
		return;
	merge(to, schema_unseen(json_pack("{s:O}", keyword, values)));
	json_object_del(to, keyword);
}

/* Some of the values that are allowed; the others, aliases, are allowed out of sight. */
static void
put_values(json_t *to, const json_t *schema, json_t *values)
{
	const char *message = hint_of(schema, "enum", "message");

	hide_values(to, "enum");
	put_message(to, "errorMessage", message, "");
	json_object_del(to, "examples");
	json_object_set_new(to, "anyOf", json_pack("[{s:O}, {}]", "enum", values));
}

static void
put_suggestions(struct editor *e, json_t *to, const json_t *schema)
{
	const char *what = suggests(schema);
	json_t *values =
	    json_object_get(json_object_get(schema, "x-hookvet"), "suggest");

	if (json_is_array(values))
		put_values(to, schema, values);

	if (*what != '\0')
		json_object_del(to, "examples"); /* they would be one more suggestion */
	if (strcmp(what, "products") == 0)
		merge(to, schema_products(e->catalogue));
	else if (strcmp(what, "rules") == 0 && json_object_get(to, "type") != NULL &&
		 json_object_get(schema, "additionalProperties") == NULL)
		merge(to, schema_rules());
	else if (strcmp(what, "rules") == 0)
		json_object_set_new(
		    to, "properties",
		    schema_rule_members(json_object_get(to, "additionalProperties")));
}

/* Whether the member of an object schema suggests such names. */
static bool
member_suggests(struct editor *e, struct where p, const char *member, const char *what)
{
	json_t *m = json_object_get(json_object_get(p.schema, "properties"), member);
	const char *reference = json_string_value(json_object_get(m, "$ref"));

	if (reference != NULL)
		m = follow(e, p, reference).schema;
	return strcmp(suggests(m), what) == 0;
}

/* -- schemas */

static void
append_all_of(json_t *to, json_t *schema)
{
	json_t *all = json_object_get(to, "allOf");

	if (all == NULL) {
		all = json_array();
		json_object_set_new(to, "allOf", all);
	}
	json_array_append_new(all, schema);
}

static json_t *
reference_to(const char *name)
{
	return json_pack("{s:o}", "$ref", json_sprintf("#/$defs/%s", name));
}

/* A reference alone needs no allOf, which before 2019-09 keeps it from its siblings. */
static void
unwrap_reference(json_t *to)
{
	json_t *all = json_object_get(to, "allOf");
	json_t *only = json_array_get(all, 0);

	if (json_object_size(to) != 1 || json_array_size(all) != 1 ||
	    json_object_get(only, "$ref") == NULL)
		return;
	json_object_update(to, only);
	json_object_del(to, "allOf");
}

/* The name of a definition: its own or, of a whole document, that of the file. */
static json_t *
definition_name(struct editor *e, struct where p, const char *reference)
{
	const char *slash = strrchr(reference, '/'), *base = strrchr(p.file, '/') + 1;
	size_t len = strlen(base) - strlen(ENDING);
	json_t *name = strchr(reference, '#') != NULL ? json_string(slash + 1)
						      : json_stringn(base, len);
	json_t *origin = json_object_get(e->origins, json_string_value(name));

	if (origin != NULL && strcmp(json_string_value(origin), p.file) != 0) {
		json_decref(name);
		name = json_sprintf("%.*s-%s", (int)len, base, slash + 1);
	}
	json_object_set_new(e->origins, json_string_value(name), json_string(p.file));
	return name;
}

/* A reference; what is deprecated names the member, so it is no definition. */
static void
put_reference(struct editor *e, json_t *to, struct where p, const char *reference)
{
	struct where target = follow(e, p, reference);
	json_t *name, *definition;

	if (json_is_true(json_object_get(target.schema, "deprecated"))) {
		merge(to, convert(e, target));
		return;
	}
	name = definition_name(e, target, reference);
	definition = json_object_get(e->defs, json_string_value(name));
	if (definition == NULL) {
		json_object_set_new(e->defs, json_string_value(name), json_true());
		target.key = json_string_value(name);
		definition = convert(e, target);
		json_object_set_new(e->defs, json_string_value(name), definition);
	}
	if (json_object_size(definition) != 0 || json_is_true(definition))
		append_all_of(to, reference_to(json_string_value(name)));
	else /* it has nothing to say that is an error */
		json_object_del(e->defs, json_string_value(name));
	json_decref(name);
}

static json_t *
convert_map(struct editor *e, struct where p, json_t *map)
{
	json_t *to = json_object(), *schema;
	const char *name;

	json_object_foreach(map, name, schema)
	{
		json_object_set_new(to, name,
				    convert(e, (struct where){p.file, schema, name}));
	}
	return to;
}

/* The schemas of an allOf that say something. */
static void
put_all_of(struct editor *e, json_t *to, struct where p, json_t *all)
{
	json_t *schema;
	size_t i;

	json_array_foreach(all, i, schema)
	{
		json_t *part = convert(e, (struct where){p.file, schema, p.key});

		if (json_object_size(part) != 0)
			append_all_of(to, part);
		else
			json_decref(part);
	}
}

/* A condition, or what must not be: as it is, without words of ours or suggestions. */
static json_t *
condition(json_t *value)
{
	json_t *copy = json_deep_copy(value), *member;
	const char *name;
	void *next;

	json_object_del(copy, "x-hookvet");
	json_object_foreach_safe(copy, next, name, member)
	{
		json_object_set_new(copy, name, condition(member));
	}
	hide_values(copy, "enum");
	hide_values(copy, "const");
	return copy;
}

/* A branch of an "if", if it says something. */
static void
put_branch(struct editor *e, json_t *to, struct where p, const char *name)
{
	json_t *branch = json_object_get(p.schema, name);
	json_t *part = convert(e, (struct where){p.file, branch, p.key});

	if (branch != NULL && (!json_is_object(part) || json_object_size(part) != 0))
		json_object_set(to, name, part);
	json_decref(part);
}

/* A condition is taken as it is: it asserts nothing. */
static void
put_if(struct editor *e, json_t *to, struct where p)
{
	put_branch(e, to, p, "then");
	put_branch(e, to, p, "else");
	if (json_object_get(to, "then") != NULL || json_object_get(to, "else") != NULL)
		json_object_set_new(to, "if",
				    condition(json_object_get(p.schema, "if")));
}

/* A number may stand in quotes: that is no error. */
static void
put_type(json_t *to, const json_t *schema, json_t *type)
{
	json_t *hint = json_object_get(schema, "x-hookvet");

	if (!json_is_true(json_object_get(hint, "numberAsString"))) {
		json_object_set(to, "type", type);
		return;
	}
	json_object_set_new(to, "type", json_pack("[O, s]", type, "string"));
	json_object_set_new(to, "pattern", json_string("^[0-9]+$"));
}

static json_t *
convert_list(struct editor *e, struct where p, json_t *list)
{
	json_t *to = json_array(), *schema;
	size_t i;

	json_array_foreach(list, i, schema)
	{
		json_array_append_new(
		    to, convert(e, (struct where){p.file, schema, p.key}));
	}
	return to;
}

/* Whether a keyword is no assertion itself; then it is there whatever its x-hookvet says. */
static bool
is_kept(const char *name, const json_t *value)
{
	static const char *const kept[] = {
	    "title", "description", "default", "examples", "properties",
	    "items", "allOf",       "if",      "$ref",     NULL};

	return is_one_of(name, kept) ||
	       (strcmp(name, "additionalProperties") == 0 && !json_is_false(value));
}

static void
put_keyword(struct editor *e, json_t *to, struct where p, const char *name,
	    json_t *value)
{
	static const char *const nothing[] = {"$schema", "$id",       "$comment",
					      "$defs",   "x-hookvet", "deprecated",
					      "then",    "else",      NULL};
	static const char *const schemas[] = {"items", "additionalProperties", NULL};
	static const char *const lists[] = {"anyOf", "oneOf", NULL};
	static const char *const conditions[] = {"not", "propertyNames", NULL};

	if (is_one_of(name, nothing) ||
	    (!is_kept(name, value) && !is_error(p.schema, name)))
		return;
	if (strcmp(name, "$ref") == 0)
		put_reference(e, to, p, json_string_value(value));
	else if (strcmp(name, "if") == 0)
		put_if(e, to, p);
	else if (strcmp(name, "allOf") == 0)
		put_all_of(e, to, p, value);
	else if (strcmp(name, "properties") == 0)
		json_object_set_new(to, name, convert_map(e, p, value));
	else if (is_one_of(name, schemas))
		json_object_set_new(to, name,
				    convert(e, (struct where){p.file, value, p.key}));
	else if (is_one_of(name, lists))
		json_object_set_new(to, name, convert_list(e, p, value));
	else if (strcmp(name, "type") == 0)
		put_type(to, p.schema, value);
	else if (strcmp(name, "dependentRequired") == 0)
		json_object_set(to, "dependencies", value); /* draft 7, 6.5.7 */
	else
		json_object_set_new(to, name,
				    is_one_of(name, conditions) ? condition(value)
								: json_incref(value));
}

/* What is said of an error; what is less says it where it is deprecated. */
static void
put_messages(json_t *to, struct where p)
{
	if (json_object_get(to, "pattern") != NULL)
		put_message(to, "patternErrorMessage",
			    hint_of(p.schema, "pattern", "message"), p.key);
	if (is_error(p.schema, ""))
		put_message(to, "errorMessage", hint_of(p.schema, "", "message"),
			    p.key);
}

static json_t *
convert(struct editor *e, struct where p)
{
	json_t *to, *value;
	const char *name;

	if (!json_is_object(p.schema))
		return json_incref(p.schema);
	to = json_object();
	json_object_foreach(p.schema, name, value)
	{
		put_keyword(e, to, p, name, value);
	}
	put_markdown(to, p.schema);
	put_snippets(e, to, p.schema);
	put_messages(to, p);
	put_suggestions(e, to, p.schema);
	if (json_is_true(json_object_get(p.schema, "deprecated")) &&
	    json_object_get(to, "deprecationMessage") == NULL)
		put_deprecation(to, p.schema, p.key);
	if (member_suggests(e, p, "productId", "products") &&
	    member_suggests(e, p, "eventTypes", "events")) {
		if (json_object_get(e->defs, OF_EVENTS) == NULL)
			json_object_set_new(e->defs, OF_EVENTS,
					    schema_events(e->catalogue));
		append_all_of(to, reference_to(OF_EVENTS));
	}
	unwrap_reference(to);
	return to;
}

static json_t *
document_of(struct editor *e, const struct embedded *f, json_t *root)
{
	json_t *out = json_pack("{s:s, s:s%}", "$schema",
				"http://json-schema.org/draft-07/schema#", "$id",
				f->id.s, f->id.len);

	merge(out, convert(e, (struct where){f->name, root, ""}));
	if (json_object_size(e->defs) != 0)
		json_object_set(out, "$defs", e->defs);
	return out;
}

/* Meta-schemas and data are none that a document of a user has. */
static bool
is_of_documents(const struct embedded *f)
{
	return str_ends(str_from(f->name), STR(ENDING));
}

json_t *
schema_for_editors(const struct embedded *f)
{
	struct editor e;
	json_t *out;

	if (!is_of_documents(f))
		return NULL;
	e = (struct editor){catalogue_new(), json_object(), json_object(),
			    json_object()};
	out = document_of(&e, f, document(&e, f->name));
	catalogue_free(e.catalogue);
	json_decref(e.files);
	json_decref(e.defs);
	json_decref(e.origins);
	return out;
}
