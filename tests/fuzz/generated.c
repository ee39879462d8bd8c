/*
 * Fuzzing the schema engine with schemas that mean something: input is a script,
 * each byte a choice, from which a schema and an instance are made.
 *
 * Checking and explaining must agree, and so must a schema and others that say the
 * same: the schema in allOf, anyOf, oneOf, twice in not, as the condition of an if,
 * behind a reference, of the only member or element of a container; and the
 * instance with its members turned around and its strings and numbers in another
 * spelling.  What gave up has no verdict.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/pool.h"
#include "fuzz.h"
#include "lint/lint.h"
#include "load/reader.h"
#include "schema/eval.h"
#include "schema/explain/trace.h"

struct script {
	const uint8_t *data;
	size_t left;
};

enum {
	DEPTH = 5,
	NAMES = 4,
	STORE_SCHEMAS = 300 /* in one store */
};

/* A choice among n; the first when there is nothing left to read. */
static unsigned
choose(struct script *s, unsigned n)
{
	if (s->left == 0)
		return 0;
	s->left--;
	return *s->data++ % n;
}

static const char *
name(struct script *s)
{
	static const char *const names[NAMES] = {"a", "b", "ab", "\xc3\xa9"};

	return names[choose(s, NAMES)];
}

/* --- the instance ------------------------------------------------------------ */

enum spelling { USUAL, OTHER };

static void
put_string(struct buf *b, const char *text, enum spelling how)
{
	if (how == USUAL)
		buf_printf(b, "\"%s\"", text);
	else if (strcmp(text, "\xc3\xa9") == 0)
		buf_puts(b, "\"\\u00E9\"");
	else if (*text == '\0')
		buf_puts(b, "\"\"");
	else
		buf_printf(b, "\"\\u%04x%s\"", (unsigned char)text[0], text + 1);
}

static void
put_number(struct buf *b, unsigned which, enum spelling how)
{
	static const char *const numbers[][2] = {
	    {"0", "-0.0"},
	    {"1", "1.0"},
	    {"-1", "-10e-1"},
	    {"2", "0.2e1"},
	    {"1.5", "15E-1"},
	    {"3", "3.000"},
	    {"1e2", "100"},
	    {"0.1", "1e-1"},
	    {"9007199254740993", "9007199254740993.0"},
	    {"10", "1.0e1"},
	    {"4.5e0", "45e-001"}};

	buf_puts(b, numbers[which % 11][how]);
}

static void
put_value(struct buf *b, struct script *s, unsigned depth, enum spelling how);

/* Members have different names; OTHER writes the last first. */
static void
put_object(struct buf *b, struct script *s, unsigned depth, enum spelling how)
{
	static const char *const names[] = {"a", "b", "ab", "\xc3\xa9"};
	struct buf members[NAMES] = {{0}};
	unsigned have = choose(s, 1 << NAMES), n = 0;

	for (unsigned i = 0; i < NAMES; i++) {
		if ((have >> i & 1) == 0)
			continue;
		put_string(&members[n], names[i], how);
		buf_puts(&members[n], how == OTHER ? " : " : ":");
		put_value(&members[n++], s, depth + 1, how);
	}
	buf_putc(b, '{');
	for (unsigned i = 0; i < n; i++) {
		if (i != 0)
			buf_putc(b, ',');
		buf_put(b, buf_str(&members[how == OTHER ? n - 1 - i : i]));
	}
	buf_putc(b, '}');
	for (unsigned i = 0; i < n; i++)
		buf_release(&members[i]);
}

static void
put_value(struct buf *b, struct script *s, unsigned depth, enum spelling how)
{
	static const char *const strings[] = {"",         "a",          "ab", "aab",
					      "\xc3\xa9", "2026-01-01", "b1"};
	static const char *const words[] = {"null", "true", "false"};
	unsigned n;

	switch (choose(s, depth < DEPTH ? 8 : 4)) {
	case 0:
		buf_puts(b, words[choose(s, 3)]);
		break;
	case 1:
	case 2:
		put_number(b, choose(s, 11), how);
		break;
	case 3:
		put_string(b, strings[choose(s, 7)], how);
		break;
	case 4:
	case 5:
		n = choose(s, 5);
		buf_puts(b, how == OTHER ? "[ " : "[");
		for (unsigned i = 0; i < n; i++) {
			if (i != 0)
				buf_putc(b, ',');
			put_value(b, s, depth + 1, how);
		}
		buf_puts(b, "]");
		break;
	default:
		put_object(b, s, depth, how);
		break;
	}
}

/* --- the schema ---------------------------------------------------------------- */

static void put_schema(struct buf *b, struct script *s, unsigned depth);

static void
put_schemas(struct buf *b, struct script *s, unsigned depth)
{
	unsigned n = 1 + choose(s, 3);

	for (unsigned i = 0; i < n; i++) {
		buf_putc(b, i == 0 ? '[' : ',');
		put_schema(b, s, depth + 1);
	}
	buf_putc(b, ']');
}

/* { NAME: schema, ... } */
static void
put_map(struct buf *b, struct script *s, unsigned depth, bool patterns)
{
	static const char *const all[] = {"^a", "b$", ".", "^[ab]*$"};
	unsigned n = 1 + choose(s, 3), first = choose(s, NAMES);
	static const char *const names[] = {"a", "b", "ab", "\xc3\xa9"};

	for (unsigned i = 0; i < n; i++) {
		unsigned at = (first + i) % NAMES;

		buf_printf(b, "%c\"%s\":", i == 0 ? '{' : ',',
			   patterns ? all[at] : names[at]);
		put_schema(b, s, depth + 1);
	}
	buf_putc(b, '}');
}

static void
put_constants(struct buf *b, struct script *s, bool several)
{
	unsigned n = several ? 1 + choose(s, 3) : 1;

	for (unsigned i = 0; i < n; i++) {
		if (several)
			buf_putc(b, i == 0 ? '[' : ',');
		put_value(b, s, DEPTH - 1, USUAL);
	}
	if (several)
		buf_putc(b, ']');
}

enum form {
	SCHEMA,
	SCHEMAS,
	MAP,
	PATTERNS,
	COUNT,
	NUMBER,
	CONSTANT,
	CONSTANTS,
	FLAG,
	WORDS,
	WORD_LISTS,
	TYPE,
	PATTERN,
	FORMAT,
	REFERENCE,
	DYNAMIC
};

/* clang-format off */
static const struct { const char *name; enum form form; } keywords[] = {
	{ "type", TYPE }, { "properties", MAP }, { "items", SCHEMA }, { "required", WORDS },
	{ "allOf", SCHEMAS }, { "anyOf", SCHEMAS }, { "oneOf", SCHEMAS }, { "not", SCHEMA },
	{ "if", SCHEMA }, { "then", SCHEMA }, { "else", SCHEMA },
	{ "const", CONSTANT }, { "enum", CONSTANTS }, { "$ref", REFERENCE },
	{ "additionalProperties", SCHEMA }, { "patternProperties", PATTERNS },
	{ "propertyNames", SCHEMA }, { "prefixItems", SCHEMAS }, { "contains", SCHEMA },
	{ "minContains", COUNT }, { "maxContains", COUNT },
	{ "unevaluatedProperties", SCHEMA }, { "unevaluatedItems", SCHEMA },
	{ "minProperties", COUNT }, { "maxProperties", COUNT }, { "minItems", COUNT },
	{ "maxItems", COUNT }, { "uniqueItems", FLAG }, { "minLength", COUNT },
	{ "maxLength", COUNT }, { "minimum", NUMBER }, { "maximum", NUMBER },
	{ "exclusiveMinimum", NUMBER }, { "exclusiveMaximum", NUMBER },
	{ "pattern", PATTERN }, { "format", FORMAT }, { "dependentRequired", WORD_LISTS },
	{ "dependentSchemas", MAP }, { "$dynamicRef", DYNAMIC }, { "multipleOf", NUMBER },
};
/* clang-format on */

enum { KEYWORDS = sizeof(keywords) / sizeof(*keywords) };

static void
put_words(struct buf *b, struct script *s)
{
	const char *one = name(s), *two = name(s);

	buf_printf(b, strcmp(one, two) == 0 ? "[\"%s\"]" : "[\"%s\",\"%s\"]", one, two);
}

static void
put_keyword(struct buf *b, struct script *s, unsigned depth, unsigned which)
{
	static const char *const types[] = {"\"object\"",
					    "\"array\"",
					    "\"string\"",
					    "\"number\"",
					    "\"integer\"",
					    "\"null\"",
					    "\"boolean\"",
					    "[\"object\",\"integer\"]",
					    "[\"array\",\"string\",\"null\"]"};
	static const char *const patterns[] = {
	    "^a", "b$", "a+b", "^(a|b)*$", "(a)\\\\1", "\\\\p{L}", "^.{2}$", "[^a]"};
	static const char *const formats[] = {"date", "uuid", "regex", "uri"};
	static const char *const references[] = {"#", "#/$defs/d", "#/$defs/e", "#here",
						 "s"};
	static const char *const steps[] = {"1", "0.5", "2", "0.1", "1e1"};

	buf_printf(b, "\"%s\":", keywords[which].name);
	switch (keywords[which].form) {
	case SCHEMA:
		put_schema(b, s, depth + 1);
		break;
	case SCHEMAS:
		put_schemas(b, s, depth);
		break;
	case MAP:
	case PATTERNS:
		put_map(b, s, depth, keywords[which].form == PATTERNS);
		break;
	case COUNT:
		buf_printf(b, "%u", choose(s, 4));
		break;
	case NUMBER:
		if (strcmp(keywords[which].name, "multipleOf") == 0)
			buf_puts(b, steps[choose(s, 5)]);
		else
			put_number(b, choose(s, 11), USUAL);
		break;
	case CONSTANT:
	case CONSTANTS:
		put_constants(b, s, keywords[which].form == CONSTANTS);
		break;
	case FLAG:
		buf_puts(b, choose(s, 2) == 0 ? "true" : "false");
		break;
	case WORDS:
		put_words(b, s);
		break;
	case WORD_LISTS:
		buf_printf(b, "{\"%s\":", name(s));
		put_words(b, s);
		buf_putc(b, '}');
		break;
	case TYPE:
		buf_puts(b, types[choose(s, 9)]);
		break;
	case PATTERN:
		buf_printf(b, "\"%s\"", patterns[choose(s, 8)]);
		break;
	case FORMAT:
		buf_printf(b, "\"%s\"", formats[choose(s, 4)]);
		break;
	case REFERENCE:
		buf_printf(b, "\"%s\"", references[choose(s, 5)]);
		break;
	case DYNAMIC:
		buf_puts(b, choose(s, 2) == 0 ? "\"#node\"" : "\"#\"");
		break;
	}
}

/* A schema without braces: each keyword at most once. */
static void
put_keywords(struct buf *b, struct script *s, unsigned depth)
{
	unsigned n = choose(s, depth < DEPTH ? 5 : 2);
	uint64_t used = 0;
	bool first = true;

	for (unsigned i = 0; i < n; i++) {
		unsigned which = choose(s, KEYWORDS);

		if (depth >= DEPTH) /* what holds no further schemas */
			which = 0;
		if ((used >> which & 1) != 0)
			continue;
		used |= UINT64_C(1) << which;
		if (!first)
			buf_putc(b, ',');
		first = false;
		put_keyword(b, s, depth, which);
	}
	if (first)
		buf_puts(b, "\"title\":\"t\"");
}

static void
put_schema(struct buf *b, struct script *s, unsigned depth)
{
	unsigned what = choose(s, 12);

	if (what <= 1) {
		buf_puts(b, what == 0 ? "true" : "false");
		return;
	}
	buf_putc(b, '{');
	if (what == 2)
		buf_puts(b, "\"$dynamicAnchor\":\"node\",");
	put_keywords(b, s, depth);
	buf_putc(b, '}');
}

/* A resource of its own, so that it means the same wherever it stands. */
static void
put_root(struct buf *b, struct script *s)
{
	buf_puts(b, "{\"$id\":\"s\",\"$defs\":{\"d\":");
	put_schema(b, s, DEPTH - 2);
	buf_puts(b, ",\"e\":{\"$anchor\":\"here\",");
	put_keywords(b, s, DEPTH - 2);
	buf_puts(b, "}},");
	put_keywords(b, s, 0);
	buf_putc(b, '}');
}

/* --- verdicts -------------------------------------------------------------------- */

enum answer { NO, YES, UNKNOWN };

struct judge {
	struct arena *a;
	struct eval *eval;
};

static struct node
read_instance(struct judge *j, struct str text)
{
	struct doc *d = arena_calloc(j->a, 1, sizeof(*d));

	*d = (struct doc){.name = "instance", .first_line = 1, .text = text};
	MUST(reader_read(d, NULL, j->a));
	return doc_root(d);
}

static enum answer
explained(struct judge *j, const struct program *p, struct node instance, bool all)
{
	struct eval_options opt = {.annotations = all};
	struct unit *u;
	struct diags ds;
	enum answer checked;

	checked = schema_check(j->eval, p, instance, &opt) ? YES : NO;
	if (j->eval->gave_up != 0)
		checked = UNKNOWN;
	u = schema_explain(j->eval, p, instance, &opt, j->a);
	if (j->eval->gave_up != 0 || checked == UNKNOWN)
		return UNKNOWN;
	MUST(u->valid == (checked == YES));
	diags_init(&ds, j->a, NULL, instance.doc->text);
	schema_findings(&ds, p, u);
	MUST((ds.head == NULL && !diags_full(&ds)) == (checked == YES));
	fuzz_places(&ds);
	return checked;
}

/*
 * A store that has checked schemas before: meta-schemas take longer than all the
 * rest.  Each schema has a base of its own, so that all may have one $id.
 */
static struct store *
used_store(struct judge *j, const char **base)
{
	static const struct store_config config = {.dialect = DIALECT_2020_12};
	static struct store *s;
	static unsigned n;

	if (++n % STORE_SCHEMAS == 0) {
		store_free(s);
		s = NULL;
	}
	s = s != NULL ? s : store_new(&config);
	*base = arena_printf(j->a, "https://x.example/%u/root", n);
	return s;
}

static enum answer
verdict(struct judge *j, struct str schema, struct node instance)
{
	const char *base;
	struct store *s = used_store(j, &base);
	const struct program *p =
	    store_compile(s, store_add(s, schema, "schema", str_from(base)), STR(""));
	enum answer answer, again;

	if (p == NULL)
		return UNKNOWN;
	answer = explained(j, p, instance, false);
	again = explained(j, p, instance, true);
	MUST(answer == UNKNOWN || again == UNKNOWN || again == answer);
	return answer;
}

static struct str
wrapped(struct judge *j, const char *before, const struct buf *inner, const char *after)
{
	char *text = arena_printf(j->a, "%s%s%s", before, inner->s, after);

	return str_from(text);
}

static void
agree(enum answer expected, enum answer got)
{
	MUST(expected == UNKNOWN || got == UNKNOWN || expected == got);
}

/* One of the schemas that say the same, as the script has it. */
static void
other_schema(struct judge *j, unsigned which, const struct buf *schema,
	     const struct buf *value, enum answer expected)
{
	static const struct {
		const char *before, *after;
		const char *open, *close; /* around the instance */
	} ways[] = {
	    {"{\"allOf\":[", "]}", "", ""},
	    {"{\"anyOf\":[", "]}", "", ""},
	    {"{\"anyOf\":[false,", "]}", "", ""},
	    {"{\"oneOf\":[false,", "]}", "", ""},
	    {"{\"not\":{\"not\":", "}}", "", ""},
	    {"{\"if\":", ",\"then\":true,\"else\":false}", "", ""},
	    {"{\"$ref\":\"s\",\"$defs\":{\"q\":", "}}", "", ""},
	    {"{\"$ref\":\"#/$defs/q\",\"$defs\":{\"q\":", "}}", "", ""},
	    {"{\"properties\":{\"p\":", "}}", "{\"p\":", "}"},
	    {"{\"additionalProperties\":", "}", "{\"p\":", "}"},
	    {"{\"patternProperties\":{\"p\":", "}}", "{\"p\":", "}"},
	    {"{\"unevaluatedProperties\":", "}", "{\"p\":", "}"},
	    {"{\"items\":", "}", "[", "]"},
	    {"{\"prefixItems\":[", "]}", "[", "]"},
	    {"{\"contains\":", "}", "[", "]"},
	    {"{\"unevaluatedItems\":", "}", "[", "]"},
	    {"{\"dependentSchemas\":{\"p\":{\"properties\":{\"p\":", "}}}}",
	     "{\"p\":", "}"},
	};
	unsigned n = sizeof(ways) / sizeof(*ways);

	which %= n;
	agree(expected,
	      verdict(j, wrapped(j, ways[which].before, schema, ways[which].after),
		      read_instance(
			  j, wrapped(j, ways[which].open, value, ways[which].close))));
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	(void)pool_stack_enough();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = {data, size}, of_value;
	struct buf schema = BUF_INIT, value = BUF_INIT, other = BUF_INIT;
	struct judge j = {arena_new(), eval_new()};
	unsigned way = choose(&script, 256);
	enum answer answer;

	of_value = script;
	put_value(&value, &script, 0, USUAL);
	put_value(&other, &of_value, 0, OTHER);
	put_root(&schema, &script);
	answer = verdict(&j, buf_str(&schema), read_instance(&j, buf_str(&value)));
	if (answer != UNKNOWN) {
		agree(answer, verdict(&j, buf_str(&schema),
				      read_instance(&j, buf_str(&other))));
		other_schema(&j, way, &schema, &value, answer);
	}
	if (getenv("FUZZ_SHOW") != NULL)
		fprintf(stderr, "%s\n%s\n%s\n%d\n", schema.s, value.s, other.s,
			(int)answer);
	buf_release(&schema);
	buf_release(&value);
	buf_release(&other);
	eval_free(j.eval);
	arena_free(j.a);
	return 0;
}
