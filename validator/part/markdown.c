/*
 * markdown: see the header.
 *
 * A line is taken apart as appendix A of the specification has it: what continues the
 * blocks that are open, then what opens new ones.  Only blocks that decide whether a
 * fence is one are told apart.  What a line of a fenced block has in front, for the
 * lists and quotes around it, is no part of the text; each line end is one with what
 * stands before the next line.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "part/form.h"
#include "part/markdown.h"

enum {
	OPEN_MOST = 32, /* lists and quotes within each other */
	TAB = 4,
	CODE = 4 /* columns that make a line code */
};

enum leaf { LEAF_NONE, LEAF_PARAGRAPH, LEAF_FENCE, LEAF_HTML };

/* A block that holds blocks: an item of a list, or a quote. */
struct holder {
	bool quote;
	bool empty;    /* an item that has nothing yet but a blank line */
	size_t indent; /* columns that lines of an item have in front */
};

struct markdown {
	struct arena *arena;
	const struct part *outer;
	void (*take)(void *to, struct part *p, struct str language);
	void *to;
	struct str text;
	/* the line at hand */
	size_t at, column, end;
	struct holder open[OPEN_MOST];
	size_t nopen;
	enum leaf leaf;
	const char *html_end; /* what ends an HTML block; NULL: a blank line */
	/* the fence that is open */
	char mark;
	size_t length, indent;
	struct str language; /* of the block; or empty */
	struct part_builder block;
	size_t line_end;    /* where the last line of it ended, */
	bool lines;         /* if it has any */
	const char *prefix; /* of its first line */
};

/* --- the line --------------------------------------------------------------------- */

static size_t
width_at(const struct markdown *m)
{
	return m->text.s[m->at] == '\t' ? TAB - m->column % TAB : 1;
}

/* Columns of white space from here on. */
static size_t
indent_of(const struct markdown *m)
{
	struct markdown ahead = {.text = m->text, .at = m->at, .column = m->column};

	while (ahead.at < m->end &&
	       (m->text.s[ahead.at] == ' ' || m->text.s[ahead.at] == '\t')) {
		ahead.column += width_at(&ahead);
		ahead.at++;
	}
	return ahead.column - m->column;
}

static void
skip_columns(struct markdown *m, size_t columns)
{
	size_t to = m->column + columns;

	while (m->column < to && m->at < m->end &&
	       (m->text.s[m->at] == ' ' || m->text.s[m->at] == '\t')) {
		if (m->column + width_at(m) > to) { /* the rest of a tab counts */
			m->column = to;
			return;
		}
		m->column += width_at(m);
		m->at++;
	}
}

static struct str
rest_of(const struct markdown *m)
{
	return str_slice(m->text, m->at, m->end);
}

/* What follows the white space. */
static struct str
content_of(const struct markdown *m)
{
	struct str rest = rest_of(m);

	while (rest.len != 0 && (*rest.s == ' ' || *rest.s == '\t'))
		rest = str_slice(rest, 1, rest.len);
	return rest;
}

static bool
is_blank(const struct markdown *m)
{
	return content_of(m).len == 0;
}

static size_t
run_of(struct str s, char c)
{
	size_t n = 0;

	while (n < s.len && s.s[n] == c)
		n++;
	return n;
}

/* --- fenced blocks ---------------------------------------------------------------- */

/* Line ends of an edit get what lines have in front there. */
static bool
encode(const struct part *p, struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		buf_putc(out, text.s[i]);
		if (text.s[i] == '\n')
			buf_puts(out, p->prefix);
	}
	return true;
}

/* The first word of an info string, up to what may follow a language. */
static struct str
language(struct str info)
{
	size_t n = 0;

	while (info.len != 0 && strchr(" \t{.", *info.s) != NULL && *info.s != '\0')
		info = str_slice(info, 1, info.len);
	while (n < info.len && strchr(" \t{},:=", info.s[n]) == NULL)
		n++;
	return str_slice(info, 0, n);
}

static bool
opens_fence(const struct markdown *m, struct str *info)
{
	struct str line = content_of(m);
	size_t n = line.len != 0 ? run_of(line, *line.s) : 0;

	if (n < 3 || (*line.s != '`' && *line.s != '~'))
		return false;
	*info = str_slice(line, n, line.len);
	return *line.s == '~' || memchr(info->s, '`', info->len) == NULL;
}

static void
open_fence(struct markdown *m, struct str info)
{
	struct str line = content_of(m);

	m->leaf = LEAF_FENCE;
	m->mark = *line.s;
	m->length = run_of(line, *line.s);
	m->indent = indent_of(m);
	m->language = language(info);
	m->lines = false;
	part_begin(&m->block, m->arena);
}

static bool
closes_fence(const struct markdown *m)
{
	struct str line = content_of(m);
	size_t n = run_of(line, m->mark);

	while (line.len > n && strchr(" \t", line.s[line.len - 1]) != NULL)
		line.len--;
	return indent_of(m) < CODE && n >= m->length && n == line.len;
}

/* The line end before, with all that this line has in front; then its text. */
static void
add_line(struct markdown *m, size_t line_start)
{
	struct part_builder *b = &m->block;
	struct arena *a = m->arena;

	skip_columns(m, m->indent);
	if (!m->lines) {
		m->prefix =
		    arena_strndup(a, m->text.s + line_start, m->at - line_start);
	} else if (m->at == line_start) {
		part_copy(b, m->text, m->line_end, line_start);
	} else {
		part_unit(b, m->line_end, m->at,
			  str_slice(m->text, m->line_end, line_start));
	}
	part_copy(b, m->text, m->at, m->end);
	m->lines = true;
	m->line_end = m->end;
}

static void
close_fence(struct markdown *m)
{
	size_t end = m->line_end;
	struct part *p;

	m->leaf = LEAF_NONE;
	if (m->lines)
		part_copy(&m->block, m->text, end, line_next(m->text, end));
	p = part_end(&m->block, m->outer);
	if (m->lines && *m->prefix != '\0') {
		p->encode = encode;
		p->prefix = m->prefix;
	}
	m->take(m->to, p, m->language);
}

/* --- HTML blocks (4.6) ------------------------------------------------------------- */

/* Whether a tag of one of these names begins there. */
static bool
is_tag(struct str line, const char *names)
{
	size_t from = line.len > 1 && line.s[1] == '/' ? 2 : 1, n = from;
	char name[16] = " ";
	size_t len = 1;

	while (n < line.len && (str_is_letter(line.s[n]) || str_is_digit(line.s[n])) &&
	       len < sizeof(name) - 2)
		name[len++] = str_lower(line.s[n++]);
	name[len++] = ' ';
	name[len] = '\0';
	return n > from && (n == line.len || strchr(" \t>/", line.s[n]) != NULL) &&
	       strstr(names, name) != NULL;
}

/* One tag, and nothing behind it. */
static bool
is_tag_alone(struct str line)
{
	size_t n = line.len > 1 && line.s[1] == '/' ? 2 : 1;
	char quote = '\0';

	if (n >= line.len || !str_is_letter(line.s[n]))
		return false;
	while (n < line.len && (str_is_letter(line.s[n]) || str_is_digit(line.s[n]) ||
				line.s[n] == '-'))
		n++;
	if (n < line.len && strchr(" \t>/", line.s[n]) == NULL)
		return false;
	for (; n < line.len && (quote != '\0' || line.s[n] != '>'); n++) {
		if (quote != '\0')
			quote = line.s[n] == quote ? '\0' : quote;
		else if (line.s[n] == '"' || line.s[n] == '\'')
			quote = line.s[n];
		else if (line.s[n] == '<')
			return false;
	}
	for (n++; n < line.len; n++) {
		if (line.s[n] != ' ' && line.s[n] != '\t')
			return false;
	}
	return n == line.len;
}

static bool
opens_html(struct markdown *m)
{
	static const char blocks[] =
	    " address article aside base basefont blockquote body caption center col "
	    "colgroup dd details dialog dir div dl dt fieldset figcaption figure "
	    "footer "
	    "form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend "
	    "li "
	    "link main menu menuitem nav noframes ol optgroup option p param search "
	    "section summary table tbody td tfoot th thead title tr track ul ";
	static const struct {
		struct str open;
		const char *close;
	} others[] = {{STR_INIT("<!--"), "-->"},
		      {STR_INIT("<?"), "?>"},
		      {STR_INIT("<![CDATA["), "]]>"},
		      {STR_INIT("<!"), ">"}};
	struct str line = content_of(m);

	if (line.len < 2 || *line.s != '<')
		return false;
	m->html_end = NULL;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		if (str_starts(line, others[i].open)) {
			m->html_end = others[i].close;
			return true;
		}
	}
	if (line.s[1] != '/' && is_tag(line, " pre script style textarea ")) {
		m->html_end = is_tag(line, " pre ")      ? "</pre>"
			      : is_tag(line, " script ") ? "</script>"
			      : is_tag(line, " style ")  ? "</style>"
							 : "</textarea>";
		return true;
	}
	return is_tag(line, blocks) ||
	       (m->leaf != LEAF_PARAGRAPH && is_tag_alone(line));
}

/* An HTML block goes on, or ends with this line. */
static void
read_html(struct markdown *m)
{
	struct str line = rest_of(m);

	if (m->html_end == NULL
		? is_blank(m)
		: memmem(line.s, line.len, m->html_end, strlen(m->html_end)) != NULL)
		m->leaf = LEAF_NONE;
}

/* --- lists and quotes -------------------------------------------------------------- */

static void
close_from(struct markdown *m, size_t n)
{
	if (n < m->nopen || m->leaf == LEAF_FENCE) {
		if (m->leaf == LEAF_FENCE)
			close_fence(m);
		m->leaf = LEAF_NONE;
	}
	m->nopen = n;
}

static bool
skip_quote(struct markdown *m)
{
	struct str line = content_of(m);

	if (indent_of(m) >= CODE || line.len == 0 || *line.s != '>')
		return false;
	skip_columns(m, indent_of(m));
	m->at++;
	m->column++;
	skip_columns(m, 1);
	return true;
}

/* How many of the blocks that are open go on in this line; what is theirs is skipped. */
static size_t
continued(struct markdown *m)
{
	size_t n = 0;

	for (; n < m->nopen; n++) {
		struct holder *h = &m->open[n];

		if (h->quote) {
			if (!skip_quote(m))
				break;
		} else if (is_blank(m)) {
			if (h->empty)
				break;
			skip_columns(m, h->indent);
		} else if (indent_of(m) >= h->indent) {
			skip_columns(m, h->indent);
			h->empty = false;
		} else {
			break;
		}
	}
	return n;
}

/* The length of the mark of an item, or 0. */
static size_t
item_mark(struct str line, bool interrupts)
{
	size_t n = 0;

	if (line.len != 0 && strchr("-+*", *line.s) != NULL)
		n = 1;
	while (n == 0 || str_is_digit(line.s[n - 1])) {
		if (n == line.len || n > 9)
			return 0;
		if (n != 0 && (line.s[n] == '.' || line.s[n] == ')')) {
			if (interrupts && !(n == 1 && *line.s == '1'))
				return 0;
			n++;
			break;
		}
		if (!str_is_digit(line.s[n]))
			return 0;
		n++;
	}
	if (n < line.len && line.s[n] != ' ' && line.s[n] != '\t')
		return 0;
	return n;
}

/* A line across the page: three or more of these, with blanks (4.1). */
static bool
is_break(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (line.s[i] == *line.s)
			n++;
		else if (line.s[i] != ' ' && line.s[i] != '\t')
			return false;
	}
	return n >= 3 && strchr("-_*", *line.s) != NULL;
}

/* In place of those that do not go on. */
static void
open_holder(struct markdown *m, size_t n, struct holder h)
{
	close_from(m, n);
	m->leaf = LEAF_NONE;
	m->open[m->nopen++] = h;
}

static bool
open_item(struct markdown *m, size_t n)
{
	struct str line = content_of(m), rest;
	bool interrupts = m->leaf == LEAF_PARAGRAPH && n == m->nopen, blank;
	size_t before = indent_of(m), mark = item_mark(line, interrupts), inner;

	if (mark == 0 || is_break(line))
		return false;
	rest = str_slice(line, mark, line.len);
	blank = run_of(rest, ' ') + run_of(rest, '\t') == rest.len;
	if (blank && interrupts)
		return false;
	skip_columns(m, before);
	m->at += mark;
	m->column += mark;
	inner = indent_of(m);
	if (inner > CODE || blank)
		inner = 1;
	skip_columns(m, inner);
	open_holder(m, n,
		    (struct holder){.empty = blank, .indent = before + mark + inner});
	return true;
}

/* --- all of it ------------------------------------------------------------------- */

/* Lists and quotes that begin in the line; the first n of those that are open go on. */
static size_t
open_holders(struct markdown *m, size_t n)
{
	while (n < OPEN_MOST && indent_of(m) < CODE && !is_blank(m)) {
		if (skip_quote(m))
			open_holder(m, n, (struct holder){.quote = true});
		else if (!open_item(m, n))
			break;
		n = m->nopen;
	}
	return n;
}

static void
open_blocks(struct markdown *m, size_t n)
{
	struct str line, info;
	bool code, ends;

	n = open_holders(m, n);
	line = content_of(m);
	code = indent_of(m) >= CODE;
	ends = line.len != 0 && !code && (*line.s == '#' || is_break(line));
	if (m->leaf == LEAF_PARAGRAPH && line.len != 0 && !ends &&
	    (code || !(opens_fence(m, &info) || opens_html(m))))
		return; /* the paragraph goes on, if only lazily */
	close_from(m, n);
	m->leaf = LEAF_NONE;
	if (line.len == 0 || code || ends)
		return;
	if (opens_fence(m, &info)) {
		open_fence(m, info);
	} else if (opens_html(m)) {
		m->leaf = LEAF_HTML;
		read_html(m);
	} else {
		m->leaf = LEAF_PARAGRAPH;
	}
}

static void
read_line(struct markdown *m, size_t line_start)
{
	size_t n = continued(m);

	if (n < m->nopen && (m->leaf == LEAF_FENCE || m->leaf == LEAF_HTML))
		close_from(m, n);
	if (m->leaf == LEAF_FENCE) {
		if (closes_fence(m))
			close_fence(m);
		else
			add_line(m, line_start);
	} else if (m->leaf == LEAF_HTML) {
		read_html(m);
	} else {
		open_blocks(m, n);
	}
}

void
markdown_fences(struct str text, const struct part *outer, struct arena *a,
		void (*take)(void *to, struct part *p, struct str language), void *to)
{
	struct markdown m = {
	    .arena = a, .outer = outer, .take = take, .to = to, .text = text};
	size_t start = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;

	for (; start < text.len; start = line_next(text, start)) {
		m.at = start;
		m.column = 0;
		m.end = line_end(text, start);
		read_line(&m, start);
	}
	close_from(&m, 0);
}

static void
take_block(void *to, struct part *p, struct str language)
{
	const struct form *form = form_named(language), *of_text = NULL;

	/* what is said to be JSON has the lines of an answer before it at times */
	if (language.len == 0 || (form == form_json && !opens_json(p->text, 0)))
		of_text = form_of_text(p->text);
	if (of_text != NULL)
		form = of_text;
	if (form != NULL && p->text.len != 0)
		cutting_take(to, p, form);
}

void
markdown_cut(struct cutting *c, const struct part *outer, struct str text)
{
	markdown_fences(text, outer, c->arena, take_block, c);
}
