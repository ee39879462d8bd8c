/*
 * json: documents within a JSON document.
 *
 * Files of some programs are known by their outermost names, and hold documents at known
 * places: as values, or as JSON in strings.  In others a document may be wrapped in a few
 * objects and arrays.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/pointer.h"
#include "base/utf8.h"
#include "load/index.h"
#include "load/reader.h"
#include "load/text.h"
#include "part/form.h"
#include "service/kind.h"
#include "service/mention.h"

enum {
	WRAPPINGS = 8,   /* around a document, one in the other */
	PATTERNS = 4,    /* of a file's kind */
	TOKENS_MOST = 64 /* '**' stands for so many at most */
};

/* A kind of file: it has both members, the second may be NULL. */
static const struct {
	const char *member, *beside;
	const char *patterns[PATTERNS];
} files[] = {
    /* Postman collections, 2.0 and 2.1 */
    {"item",
     "info",
     {"/item/**/request/body/raw", "/item/**/originalRequest/body/raw",
      "/item/**/response/*/body"}},
    {"openapi", NULL, {"/**/example", "/**/examples/*", "/**/examples/*/value"}},
    {"swagger", NULL, {"/**/example", "/**/examples/*"}},
    {"asyncapi", NULL, {"/**/example", "/**/examples/*", "/**/examples/*/payload"}},
    /* HTTP Archive, 1.2 */
    {"log",
     NULL,
     {"/log/entries/*/request/postData/text", "/log/entries/*/response/content/text"}},
};

struct search {
	const struct part *outer;
	struct arena *arena;
	bool parse;
	struct part **found;
	size_t n, cap;
};

static bool
encode(const struct part *p, struct str text, struct buf *out)
{
	struct arena *a = arena_new();

	(void)p;
	buf_put(out, text_json(text, a));
	arena_free(a);
	return true;
}

/* What the string stands for: each escape is a unit. */
static struct part *
build_string(struct search *s, struct node n)
{
	struct str text = n.doc->text;
	struct span span = node_span(n);
	struct part_builder b;
	struct part *p;
	char bytes[4];
	uint32_t c;

	part_begin(&b, s->arena);
	for (size_t at = span.start + 1, end = span.end - 1, next; at < end;
	     at = next) {
		const char *escape = memchr(text.s + at, '\\', end - at);
		size_t len = 0, written;

		next = escape != NULL ? (size_t)(escape - text.s) : end;
		part_copy(&b, text, at, next);
		if (escape == NULL)
			break;
		len = escape_decode(escape, text.s + end, &c);
		if (len == 0)
			return NULL;
		written = utf8_encode(c, bytes);
		part_unit(&b, next, next + len, (struct str){bytes, written});
		next += len;
	}
	p = part_end(&b, s->outer);
	p->encode = encode;
	return p;
}

/* A document may stand there, or in the text of a string: a script, a request. */
static void
take(struct search *s, struct node n)
{
	const struct form *form = form_json;
	struct part_builder b;
	struct part *p = NULL;
	struct cutting c;

	if (node_is(n, NODE_OBJECT) || node_is(n, NODE_ARRAY)) {
		part_begin(&b, s->arena);
		part_copy(&b, n.doc->text, node_span(n).start, node_span(n).end);
		p = part_end(&b, s->outer);
	} else if (s->parse && node_is(n, NODE_STRING)) {
		form = form_of_file(node_key(n)); /* in a ConfigMap */
		if (form == NULL)
			form = form_of_text(node_string(n));
		p = form != NULL ? build_string(s, n) : NULL;
	}
	if (p == NULL)
		return;
	cutting_init(&c, s->arena);
	cutting_take(&c, p, form);
	for (p = c.head; p != NULL; p = p->next) {
		s->found = arena_grow(s->arena, s->found, &s->cap, s->n + 1,
				      sizeof(*s->found));
		s->found[s->n++] = p;
	}
}

static void
match(struct search *s, struct node n, struct str pattern, unsigned tokens)
{
	struct str rest = pattern, token;
	size_t index;

	if (pattern.len == 0) {
		take(s, n);
		return;
	}
	token = pointer_next(&rest);
	if (str_is(token, "**")) {
		match(s, n, rest, 0);
		NODE_EACH(inner, n)
		if (tokens < TOKENS_MOST)
			match(s, inner, pattern, tokens + 1);
	} else if (str_is(token, "*")) {
		NODE_EACH(inner, n)
		match(s, inner, rest, 0);
	} else if (node_is(n, NODE_OBJECT)) {
		n = node_member_str(n, pointer_name(token, s->arena));
		if (node_exists(n))
			match(s, n, rest, 0);
	} else if (pointer_index(token, &index)) {
		n = node_element(n, index);
		if (node_exists(n))
			match(s, n, rest, 0);
	}
}

/* Whether a string may hold a document; "{webhookUrl: 1}" and "{{x}}" are of others. */
static bool
may_hold(struct str string)
{
	size_t at = skip_space(string, 0), next = skip_space(string, at + 1);

	if (opens_json(string, at) && next < string.len &&
	    strchr(string.s[at] == '[' ? "\"{[" : "\"", string.s[next]) == NULL)
		return false;
	return mention_found(string, true);
}

/* What would be a document but for what is around it. */
static void
unwrap(struct search *s, struct node n, unsigned wrappings)
{
	NODE_EACH(inner, n)
	{
		if (node_is(inner, NODE_STRING)
			? s->parse && may_hold(node_string(inner))
			: kind_is_inside(inner))
			take(s, inner);
		else if (wrappings > 1)
			unwrap(s, inner, wrappings - 1);
	}
}

static void
search(struct search *s, struct node root)
{
	s->parse = true;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		if (!node_exists(node_member(root, files[i].member)) ||
		    (files[i].beside != NULL &&
		     !node_exists(node_member(root, files[i].beside))))
			continue;
		for (size_t k = 0; k < PATTERNS && files[i].patterns[k] != NULL; k++)
			match(s, root, str_from(files[i].patterns[k]), 0);
		return;
	}
	/* 15 MB of strings take three times as long if each is looked through */
	s->parse = mention_anywhere(root.doc->text);
	if (root.doc->members != 0 || root.doc->member_find == NULL || s->parse)
		unwrap(s, root, WRAPPINGS);
}

static size_t
start_of(const struct part *p)
{
	return part_span(p, (struct span){0, 0}).start;
}

static size_t
end_of(const struct part *p)
{
	return part_span(p, (struct span){0, p->text.len}).end;
}

static int
by_place(const void *left, const void *right)
{
	size_t a = start_of(*(const struct part *const *)left),
	       b = start_of(*(const struct part *const *)right);

	return (a > b) - (a < b);
}

/* In the order of the text, without what holds another one: {"value": {...}}. */
static struct part *
in_order(struct search *s)
{
	struct part *first = NULL, **tail = &first;

	if (s->n != 0)
		qsort(s->found, s->n, sizeof(*s->found), by_place);
	for (size_t i = 0; i < s->n; i++) {
		struct part *p = s->found[i];

		if (i + 1 < s->n && start_of(s->found[i + 1]) < end_of(p))
			continue;
		*tail = p;
		tail = &p->next;
	}
	return first;
}

struct part *
json_documents(struct node root, const struct part *outer, struct str pattern,
	       bool parse, struct arena *a)
{
	struct search s = {.outer = outer, .arena = a, .parse = parse};

	if (pattern.len != 0)
		match(&s, root, pattern, 0);
	else if (node_is(root, NODE_OBJECT) || node_is(root, NODE_ARRAY))
		search(&s, root);
	return in_order(&s);
}

struct part *
json_documents_of(const struct part *outer, struct str pattern, bool parse,
		  struct arena *a)
{
	struct doc doc = {
	    .name = "", .index = index_new(a), .text = outer->text, .first_line = 1};

	if (!reader_read(&doc, NULL, a) || doc.ncells == 0)
		return NULL;
	return json_documents(doc_root(&doc), outer, pattern, parse, a);
}
