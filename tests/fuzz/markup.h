/*
 * markup: is it well-formed, and is all of its markup ours?
 *
 * XML 1.0 as far as reports use it: a declaration, elements, attributes in quotes,
 * the five entities.  HTML is the same with its doctype, elements without end,
 * attributes without value, and a style and a script that must be the ones built
 * in.  A name that is not in the list of a format came from an input.
 */
#ifndef TESTS_FUZZ_MARKUP_H
#define TESTS_FUZZ_MARKUP_H

#include "fuzz.h"
#include "report/html-parts.h"

struct markup {
	const char *declaration;
	const char *elements,
	    *attributes;   /* names, each with a blank before and behind */
	const char *empty; /* elements without end tag */
	bool html;
};

static const struct markup markup_junit = {
    .declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    .elements = " testsuites testsuite testcase failure error skipped system-out ",
    .attributes =
	" name file tests failures errors skipped time classname type message ",
    .empty = "",
};

static const struct markup markup_checkstyle = {
    .declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    .elements = " checkstyle file error ",
    .attributes = " version name line column severity message source ",
    .empty = "",
};

static const struct markup markup_html = {
    .declaration = "<!DOCTYPE html>\n",
    .elements =
	" html head meta title style body header h1 h2 h3 p code main form fieldset "
	"legend label input select option output section article span a pre mark ins "
	"strong figure figcaption svg desc line circle text details summary ul li "
	"script br div rect ",
    .attributes =
	" lang charset http-equiv content name id hidden aria-label aria-live type "
	"checked value class data-severity data-rule href role viewBox width height "
	"xmlns x1 x2 y1 y2 cx cy r x y stroke stroke-width fill fill-opacity "
	"text-anchor font-size ",
    .empty = " meta input br ",
    .html = true,
};

enum { MARKUP_DEPTH = 32 };

struct markup_reader {
	const struct markup *form;
	struct str text;
	size_t at;
	struct str open[MARKUP_DEPTH];
	size_t depth;
	struct str counted;
	size_t count;
};

static inline bool
markup_sees(const struct markup_reader *r, const char *what)
{
	return str_starts(str_slice(r->text, r->at, r->text.len), str_from(what));
}

static inline void
markup_take(struct markup_reader *r, const char *what)
{
	MUST(markup_sees(r, what));
	r->at += strlen(what);
}

/* The byte at hand; there must be one. */
static inline char
markup_byte(const struct markup_reader *r)
{
	MUST(r->at < r->text.len);
	return r->text.s[r->at];
}

static inline struct str
markup_name(struct markup_reader *r, const char *known)
{
	size_t from = r->at;
	struct str name;
	char padded[64];

	while (strchr(" =/>\n\"", markup_byte(r)) == NULL)
		r->at++;
	name = str_slice(r->text, from, r->at);
	MUST(name.len != 0 && name.len < 32);
	snprintf(padded, sizeof(padded), " %.*s ", STR_ARG(name));
	MUST(strstr(known, padded) != NULL);
	return name;
}

/* One character of text or of a value, which may be an entity. */
static inline void
markup_character(struct markup_reader *r)
{
	static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;",
					       "&apos;"};
	size_t i;

	MUST(markup_byte(r) != '<');
	if (markup_byte(r) != '&') {
		r->at++;
		return;
	}
	for (i = 0; i < 5 && !markup_sees(r, entities[i]); i++)
		;
	MUST(i < 5);
	r->at += strlen(entities[i]);
}

static inline void
markup_attributes(struct markup_reader *r)
{
	while (markup_byte(r) == ' ') {
		r->at++;
		(void)markup_name(r, r->form->attributes);
		if (r->form->html && markup_byte(r) != '=')
			continue;
		markup_take(r, "=\"");
		while (markup_byte(r) != '"')
			markup_character(r);
		r->at++;
	}
}

/* What a style or script element holds is ours to the byte. */
static inline void
markup_raw(struct markup_reader *r, struct str name)
{
	if (r->form->html && str_is(name, "style"))
		markup_take(r, html_style);
	else if (r->form->html && str_is(name, "script"))
		markup_take(r, html_script);
}

static inline void
markup_tag(struct markup_reader *r)
{
	bool end = markup_sees(r, "</");
	char padded[64];
	struct str name;

	r->at += end ? 2 : 1;
	name = markup_name(r, r->form->elements);
	if (end) {
		MUST(r->depth != 0 && str_equal(r->open[--r->depth], name));
		markup_take(r, ">");
		return;
	}
	r->count += str_equal(name, r->counted);
	markup_attributes(r);
	snprintf(padded, sizeof(padded), " %.*s ", STR_ARG(name));
	if (markup_byte(r) == '/') {
		markup_take(r, "/>");
	} else {
		markup_take(r, ">");
		if (strstr(r->form->empty, padded) == NULL) {
			MUST(r->depth < MARKUP_DEPTH);
			r->open[r->depth++] = name;
			markup_raw(r, name);
		}
	}
}

/* Aborts if text is not of that form; the number of elements of that name. */
static inline size_t
markup_read(struct str text, const struct markup *form, const char *element)
{
	struct markup_reader r = {
	    .form = form, .text = text, .counted = str_from(element)};

	markup_take(&r, form->declaration);
	do {
		if (markup_byte(&r) == '<')
			markup_tag(&r);
		else
			markup_character(&r);
	} while (r.depth != 0);
	MUST(str_is(str_slice(text, r.at, text.len), "\n"));
	return r.count;
}

#endif
