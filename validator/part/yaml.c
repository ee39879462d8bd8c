/* yaml: see the header. */
#include "part/yaml.h"

#include "base/arena.h"
#include "finding/rule.h"
#include "part/part.h"

#ifdef HAVE_YAML
#include <yaml.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "load/scan.h"
#include "load/text.h"
#include "part/form.h"
#include "part/number.h"
#include "part/yaml-error.h"
#include "part/yaml-scalar.h"

enum {
	/* libyaml compares each %TAG with all before it: 30,000 take 1.6 s. */
	TAG_LINES = 100,
	/* What aliases may add to a document of any length; to longer ones MORE times it. */
	ADDED_BYTES = 1 << 20,
	MORE = 2
};

/* A node that aliases can stand for: bytes of the JSON text. */
struct anchor {
	struct str name; /* first: the key of the map */
	size_t from, to;
	bool open; /* its end has not been read */
};

/* A collection that is open. */
struct open {
	bool map, bracket; /* it has brackets of its own */
	size_t nodes;      /* in it, so far */
	size_t from;       /* where its JSON begins */
	struct str anchor;
};

struct stream {
	yaml_parser_t parser;
	yaml_event_t event;
	struct part_builder b;
	struct arena *arena;
	struct str text;
	size_t mark;         /* length of its byte order mark */
	size_t at;           /* of the text: the end of what was written */
	size_t chars, bytes; /* the same place in both, for marks */
	struct open stack[YAML_DEPTH + 1]; /* the first one is around the document */
	size_t depth;
	struct map anchors;
	size_t documents; /* so far */
	size_t added;     /* by aliases */
	/* A list that a template stands for: */
	size_t passed;       /* open collections of it */
	struct span foreign; /* its tag */
	size_t foreign_end;  /* so far */
	const char *foreign_anchor;
	struct part_trouble *troubles, **last_trouble; /* of the document */
	struct part_trouble *why;                      /* the stream is broken */
};

static struct part_trouble *
trouble_new(struct arena *a, const struct rule_info *rule, struct span span,
	    const char *message, const char *help)
{
	struct part_trouble *t = arena_alloc(a, sizeof(*t));

	*t = (struct part_trouble){NULL, rule, span, message, help};
	return t;
}

/* The stream is broken there; false, for the caller to return. */
static bool
refuse(struct stream *y, struct span at, const char *message, const char *help)
{
	y->why = trouble_new(y->arena, RULE_INVALID_JSON, at, message, help);
	return false;
}

static const char no_name[] = "a name in JSON is a string, which this is not";

/* --- places -------------------------------------------------------------------- */

/* libyaml counts characters.  Marks go on, or back by little. */
static size_t
place(struct stream *y, const yaml_mark_t *mark)
{
	for (; y->chars < mark->index && y->bytes < y->text.len; y->chars++) {
		y->bytes++;
		while (y->bytes < y->text.len && utf8_continues(y->text.s[y->bytes]))
			y->bytes++;
	}
	for (; y->chars > mark->index && y->bytes > y->mark; y->chars--) {
		while (utf8_continues(y->text.s[--y->bytes]) && y->bytes > y->mark)
			;
	}
	return y->bytes;
}

static void
write(struct stream *y, size_t from, size_t to, struct str json)
{
	from = from > y->at ? from : y->at;
	to = to > from ? to : from;
	if (str_equal(str_slice(y->text, from, to), json))
		part_copy(&y->b, y->text, from, to);
	else
		part_unit(&y->b, from, to, json);
	y->at = to;
}

/* Moves at behind the anchor and the tag at its beginning, up to most; where the tag is. */
static struct span
skip_properties(const struct stream *y, struct span *at, size_t most)
{
	const char *s = y->text.s;
	size_t p = at->start, from;
	struct span tag = {p, p};

	while (p < most && (s[p] == '&' || s[p] == '!')) {
		for (from = p; p < most && !scan_is(s[p], SCAN_SPACE); p++)
			;
		if (s[from] == '!')
			tag = (struct span){from, p};
		while (p < most && (scan_is(s[p], SCAN_SPACE) || s[p] == '#')) {
			if (s[p++] != '#')
				continue;
			while (p < most && s[p] != '\n')
				p++;
		}
	}
	at->start = p > y->at ? p : y->at;
	at->end = at->end > at->start ? at->end : at->start;
	return tag;
}

/* What another program makes of a value that has a tag of its own: a template. */
static bool
is_foreign(const yaml_char_t *tag)
{
	return tag != NULL && yaml_tag((const char *)tag).len == 0;
}

static bool
refuse_tag(struct stream *y, struct span tag)
{
	return refuse(y, tag, "this tag is none of YAML's core schema that fits here",
		      "leave it out");
}

/* --- nodes --------------------------------------------------------------------- */

/* Whether the next node is the name of a member. */
static bool
is_name(const struct stream *y)
{
	const struct open *o = &y->stack[y->depth];

	return o->map && o->nodes % 2 == 0;
}

static void
separate(struct stream *y, size_t at)
{
	struct open *o = &y->stack[y->depth];

	if (y->depth != 0 && o->nodes++ != 0)
		write(y, at, at, o->map && o->nodes % 2 == 0 ? STR(":") : STR(","));
}

/* The node whose JSON begins at from has an anchor; NULL: it has none. */
static struct anchor *
define(struct stream *y, const char *name, size_t from)
{
	struct anchor *a;

	if (name == NULL)
		return NULL;
	a = map_put_str(&y->anchors, str_from(arena_strdup(y->arena, name)));
	*a = (struct anchor){a->name, from, y->b.len, false};
	return a;
}

static bool
alias(struct stream *y, struct span at)
{
	const char *name = (const char *)y->event.data.alias.anchor;
	const struct anchor *a = map_find_str(&y->anchors, str_from(name));
	size_t len;

	if (a == NULL)
		return refuse(y, at, "no anchor before this alias has its name", NULL);
	if (a->open)
		return refuse(y, at, "this alias stands within its own anchor", NULL);
	len = a->to - a->from;
	if (is_name(y) && y->b.text[a->from] != '"')
		return refuse(y, at, no_name, NULL);
	y->added += len;
	if (y->added > ADDED_BYTES && y->added > MORE * y->text.len)
		return refuse(y, at, "aliases make this document too long",
			      "write out what they stand for");
	separate(y, at.start);
	part_room(&y->b, len);
	write(y, at.start, at.end, (struct str){y->b.text + a->from, len});
	return true;
}

/* JSON has nothing for it but null. */
static void
not_finite(struct stream *y)
{
	struct span null = {y->b.len - 4, y->b.len};

	*y->last_trouble =
	    trouble_new(y->arena, RULE_NUMBER_OUT_OF_RANGE, null,
			"JSON has neither infinite numbers nor NaN", "write a number");
	y->last_trouble = &(*y->last_trouble)->next;
}

/* "${Ref}" in place of "!Ref ...", up to end. */
static void
write_template(struct stream *y, struct span tag, size_t end, const char *anchor)
{
	size_t from;

	separate(y, tag.start);
	from = y->b.len;
	part_unit(&y->b, tag.start, tag.start, STR("\""));
	part_template(&y->b, str_slice(y->text, tag.start, tag.end), tag.start, end);
	part_unit(&y->b, end, end, STR("\""));
	y->at = end;
	(void)define(y, anchor, from);
}

static bool
write_scalar(struct stream *y, struct span at, struct str value, enum yaml_type type)
{
	const char *end = value.s + value.len;
	struct str json = STR("null");
	bool integer;

	if (type == YAML_STRING) {
		yaml_string(&y->b, y->text, at.start, at.end, value);
		y->at = at.end;
		return true;
	}
	if (type == YAML_BOOLEAN) {
		json = (*value.s | 0x20) == 't' ? STR("true") : STR("false");
	} else if (type == YAML_INTEGER || type == YAML_FLOAT) {
		json = value;
		if (scan_number(value.s, end, &integer) != end)
			json = number_json(value, y->arena);
		if (json.len == 0)
			return refuse(y, at, "this number has more than 64 bits", NULL);
	}
	write(y, at.start, at.end, json);
	if (type == YAML_NOT_FINITE)
		not_finite(y);
	return true;
}

/* A plain scalar as a name: YAML 1.2 knows no merge keys, and JSON nothing but strings. */
static bool
check_name(struct stream *y, struct span at, struct str value, enum yaml_type type)
{
	if (str_is(value, "<<"))
		return refuse(y, at, "YAML 1.2 has no merge keys",
			      "write out the members that are to be merged");
	if (value.len == 0 ||
	    (type != YAML_STRING && y->event.data.scalar.anchor != NULL))
		return refuse(y, at, no_name, NULL);
	return true;
}

static bool
scalar(struct stream *y, struct span at)
{
	const yaml_char_t *tag_name = y->event.data.scalar.tag;
	struct str value = {(const char *)y->event.data.scalar.value,
			    y->event.data.scalar.length};
	bool plain = y->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	enum yaml_type type = yaml_resolve(value);
	struct span tag = skip_properties(y, &at, at.end);
	bool foreign = is_foreign(tag_name);
	size_t from;

	if (tag_name != NULL && !foreign &&
	    !yaml_type_by_tag(yaml_tag((const char *)tag_name), &type))
		return refuse_tag(y, tag);
	if (foreign || (tag_name == NULL && !plain))
		type = YAML_STRING;
	if (foreign && !is_name(y) && text_template(value).len == 0) {
		write_template(y, tag, at.end,
			       (const char *)y->event.data.scalar.anchor);
		return true;
	}
	if (is_name(y)) {
		if (plain && !check_name(y, at, value, type))
			return false;
		type = YAML_STRING;
	}
	separate(y, at.start);
	from = y->b.len;
	if (!write_scalar(y, at, value, type))
		return false;
	(void)define(y, (const char *)y->event.data.scalar.anchor, from);
	return true;
}

/* False, and refused, if one more collection would be too many. */
static bool
check_depth(struct stream *y, struct span at)
{
	if (y->depth + y->passed < YAML_DEPTH)
		return true;
	(void)refuse(y, at, "too many collections lie in each other", NULL);
	y->why->rule = RULE_NESTING_TOO_DEEP;
	return false;
}

/* An event within a list that a template stands for, or at its end. */
static bool
pass_over(struct stream *y, struct span at)
{
	switch (y->event.type) {
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		y->passed++;
		return check_depth(y, at);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		/* that of a block is where the next token begins */
		if (at.end > at.start)
			y->foreign_end = at.end;
		if (--y->passed == 0)
			write_template(y, y->foreign, y->foreign_end,
				       y->foreign_anchor);
		return true;
	default:
		y->foreign_end = at.end;
		return true;
	}
}

static bool
collection(struct stream *y, struct span at, bool map, const char *anchor,
	   const yaml_char_t *tag)
{
	struct span tag_at = skip_properties(y, &at, y->text.len);
	bool foreign = is_foreign(tag);
	struct open *o;
	struct anchor *a;

	if (tag != NULL && !foreign &&
	    !str_is(yaml_tag((const char *)tag), map ? "map" : "seq") &&
	    !str_is(yaml_tag((const char *)tag), "!"))
		return refuse_tag(y, tag_at);
	if (is_name(y))
		return refuse(y, at, no_name, NULL);
	if (!check_depth(y, at))
		return false;
	if (foreign && !map) { /* an object is one, whoever makes it */
		y->passed = 1;
		y->foreign = tag_at;
		y->foreign_end = tag_at.end;
		y->foreign_anchor =
		    anchor != NULL ? arena_strdup(y->arena, anchor) : NULL;
		return true;
	}
	separate(y, at.start);
	o = &y->stack[++y->depth];
	*o = (struct open){.map = map, .from = y->b.len};
	o->bracket = at.start < y->text.len && y->text.s[at.start] == (map ? '{' : '[');
	write(y, at.start, at.start + o->bracket, map ? STR("{") : STR("["));
	a = define(y, anchor, o->from);
	if (a != NULL) {
		a->open = true;
		o->anchor = a->name;
	}
	return true;
}

static bool
collection_end(struct stream *y, size_t from)
{
	const struct open *o = &y->stack[y->depth--];
	struct anchor *a = map_find_str(&y->anchors, o->anchor);

	from = o->bracket ? from : y->at;
	write(y, from, from + o->bracket, o->map ? STR("}") : STR("]"));
	/* within it there may be another of that name */
	if (a != NULL && a->from == o->from) {
		a->to = y->b.len;
		a->open = false;
	}
	return true;
}

/* --- the stream ---------------------------------------------------------------- */

/* Handles the event; false: there is no next one. */
static bool
event(struct stream *y, struct part ***list, const struct part *outer)
{
	const yaml_event_t *e = &y->event;
	struct span at = {place(y, &e->start_mark), 0};

	at.end = place(y, &e->end_mark);
	if (y->passed != 0)
		return pass_over(y, at);
	switch (e->type) {
	case YAML_STREAM_END_EVENT:
		return false;
	case YAML_DOCUMENT_START_EVENT:
		if (y->documents++ == YAML_DOCUMENTS)
			return refuse(y, at, "this file has too many documents", NULL);
		part_begin(&y->b, y->arena);
		map_clear(&y->anchors);
		y->added = 0;
		y->troubles = NULL;
		y->last_trouble = &y->troubles;
		return true;
	case YAML_DOCUMENT_END_EVENT:
		**list = part_end(&y->b, outer);
		(**list)->no_fixes = true;
		(**list)->troubles = y->troubles;
		*list = &(**list)->next;
		return true;
	case YAML_ALIAS_EVENT:
		return alias(y, at);
	case YAML_SCALAR_EVENT:
		return scalar(y, at);
	case YAML_SEQUENCE_START_EVENT:
		return collection(y, at, false,
				  (const char *)e->data.sequence_start.anchor,
				  e->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return collection(y, at, true,
				  (const char *)e->data.mapping_start.anchor,
				  e->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return collection_end(y, at.start);
	default:
		return true;
	}
}

/* What libyaml could not read, and where. */
static void
explain(struct stream *y)
{
	const yaml_parser_t *p = &y->parser;
	const struct yaml_error *e = yaml_error_find(p->problem);
	bool in_context = e->in_context && p->context != NULL;
	size_t at = place(y, in_context ? &p->context_mark : &p->problem_mark), to;
	const char *message, *help;

	if (p->error == YAML_MEMORY_ERROR)
		out_of_memory();
	if (p->error == YAML_READER_ERROR)
		at = p->problem_offset + y->mark;
	at = at < y->text.len ? at : y->text.len;
	if (at < y->text.len && y->text.s[at] == '\t')
		e = yaml_error_find("found a tab character that violates indentation");
	for (to = at; to < y->text.len && (to == at || utf8_continues(y->text.s[to]));
	     to++)
		;
	message = e->message;
	help = e->help;
	if (message == NULL)
		message = arena_printf(y->arena, "this is no YAML: %s", p->problem);
	if (help == NULL && p->context != NULL && !in_context &&
	    p->context_mark.line < p->problem_mark.line)
		help = arena_printf(y->arena, "what is not finished begins in line %zu",
				    p->context_mark.line + 1);
	(void)refuse(y, (struct span){at, to}, message, help);
	if (e->encoding)
		y->why->rule = RULE_INVALID_ENCODING;
}

/* What is no YAML may be so as a template of another program (Helm, Jinja) stands there. */
static void
explain_template(struct stream *y)
{
	size_t at = y->why->span.start, from = at;
	struct str template;

	while (from > 0 && y->text.s[from - 1] != '\n')
		from--;
	template = text_template(str_slice(y->text, from, line_end(y->text, at)));
	if (template.len == 0 || *template.s == '$')
		return;
	y->why->span.start = (size_t)(template.s - y->text.s);
	y->why->span.end = y->why->span.start + template.len;
	y->why->message = "a template outside quotes is no YAML";
	y->why->help = "check the file that comes of it, or put it in quotes";
}

/* False: libyaml would take too long for it, or read it otherwise. */
static bool
is_readable(struct stream *y)
{
	const char *at = y->text.s, *end = at + y->text.len;
	struct str text = y->text, four = {at, text.len < 4 ? text.len : 4};
	size_t n = 0;

	if (str_starts(text, STR("\xff\xfe")) || str_starts(text, STR("\xfe\xff")) ||
	    memchr(four.s, '\0', four.len) != NULL) {
		(void)refuse(y, (struct span){0, four.len}, "this is UTF-16 or UTF-32",
			     "save it as UTF-8");
		y->why->rule = RULE_INVALID_ENCODING;
		return false;
	}
	while (n <= TAG_LINES &&
	       (at = memmem(at, (size_t)(end - at), "%TAG", 4)) != NULL) {
		at += 4;
		n++;
	}
	return n <= TAG_LINES ||
	       refuse(y, (struct span){0, 0}, "this text has too many %TAG", NULL);
}

static struct part *
read_stream(struct stream *y, const struct part *outer)
{
	struct part *first = NULL, **list = &first;
	bool more = true;

	if (yaml_parser_initialize(&y->parser) == 0)
		out_of_memory();
	yaml_parser_set_encoding(&y->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&y->parser,
				     (const yaml_char_t *)y->text.s + y->mark,
				     y->text.len - y->mark);
	while (more && yaml_parser_parse(&y->parser, &y->event)) {
		more = event(y, &list, outer);
		yaml_event_delete(&y->event);
	}
	if (more)
		explain(y);
	if (y->why != NULL) {
		if (y->why->rule == RULE_INVALID_JSON)
			explain_template(y);
		*list = part_broken(y->text, outer, y->why, y->arena);
	} else if (first == NULL) {
		part_begin(&y->b, y->arena);
		first = part_end(&y->b, outer);
	}
	yaml_parser_delete(&y->parser);
	return first;
}

struct part *
yaml_documents(struct str text, const struct part *outer, struct arena *a)
{
	struct stream y = {.arena = a,
			   .text = text,
			   .mark = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0,
			   .anchors = MAP(struct anchor, NULL, a)};

	if (text.len > PART_SYNTAX_MAX)
		return part_too_long(outer, a);
	if (!is_readable(&y))
		return part_broken(text, outer, y.why, a);
	y.bytes = y.mark;
	return read_stream(&y, outer);
}

#else
struct part *
yaml_documents(struct str text, const struct part *outer, struct arena *a)
{
	struct part_trouble *why = arena_calloc(a, 1, sizeof(*why));

	if (text.len > PART_SYNTAX_MAX)
		return part_too_long(outer, a);
	why->rule = RULE_INVALID_JSON;
	why->message = "this hookvet was built without libyaml and reads no YAML";
	return part_broken(text, outer, why, a);
}
#endif
