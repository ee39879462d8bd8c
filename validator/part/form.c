/* form: the table of forms, and the way through it. */
#include "part/form.h"

#include <string.h>

#include "base/arena.h"
#include "base/simd.h"
#include "part/json5.h"
#include "part/yaml.h"

enum { DEPTH_MOST = 4 /* parts within parts */ };

/* --- the syntaxes ------------------------------------------------------------ */

static void
take_all(struct cutting *c, struct part *p, const struct part *outer)
{
	for (struct part *next; p != NULL; p = next) {
		next = p->next;
		p->next = NULL;
		p->whole = outer == NULL;
		cutting_take(c, p, form_json);
	}
}

static void
jsonc_cut(struct cutting *c, const struct part *outer, struct str text)
{
	take_all(c, json5_document(text, outer, true, c->arena), outer);
}

static void
json5_cut(struct cutting *c, const struct part *outer, struct str text)
{
	take_all(c, json5_document(text, outer, false, c->arena), outer);
}

static void
yaml_cut(struct cutting *c, const struct part *outer, struct str text)
{
	take_all(c, yaml_documents(text, outer, c->arena), outer);
}

/* --- the table --------------------------------------------------------------- */

static const struct form forms[] = {
    {"json", ".json .har", true, NULL},
    {"jsonc", ".jsonc", true, jsonc_cut},
    {"json5", ".json5", true, json5_cut},
    {"yaml yml", ".yaml .yml", true, yaml_cut},
    {"markdown md", ".md .markdown", false, markdown_cut},
    {"sh bash shell shellscript zsh", ".sh", false, shell_cut},
    {"console shell-session shellsession terminal", "", false, console_cut},
    {"http rest", ".http .rest", false, http_cut},
};

enum { FORMS = sizeof(forms) / sizeof(*forms) };

const struct form *const form_json = &forms[0];

/* Whether one of the words of a list, which have blanks between, is the word. */
static bool
is_listed(const char *list, struct str word)
{
	size_t len;

	for (; *list != '\0'; list += len + (list[len] == ' ')) {
		len = strcspn(list, " ");
		if (str_equal((struct str){list, len}, word))
			return true;
	}
	return false;
}

static struct str
ending(struct str path)
{
	const char *dot = path.len != 0 ? memrchr(path.s, '.', path.len) : NULL;

	return dot != NULL ? str_slice(path, (size_t)(dot - path.s), path.len)
			   : STR("");
}

const struct form *
form_of_file(struct str path)
{
	struct str end;

	if (str_ends(path, STR(".json"))) /* nearly always */
		return form_json;
	end = ending(path);
	for (size_t i = 0; end.len > 1 && i < FORMS; i++) {
		if (is_listed(forms[i].endings, end))
			return &forms[i];
	}
	return NULL;
}

const struct form *
form_named(struct str word)
{
	enum { WORD_MOST = 16 };
	char low[WORD_MOST];

	if (word.len == 0 || word.len > WORD_MOST)
		return NULL;
	for (size_t i = 0; i < word.len; i++)
		low[i] = str_lower(word.s[i]);
	for (size_t i = 0; i < FORMS; i++) {
		if (is_listed(forms[i].names, (struct str){low, word.len}))
			return &forms[i];
	}
	return NULL;
}

size_t
line_end(struct str text, size_t at)
{
	const char *s = text.s + at, *end = text.s + text.len;

	return (size_t)(sweep_to_any(s, end, '\n', '\r', '\n') - text.s);
}

size_t
line_next(struct str text, size_t at)
{
	at = line_end(text, at);
	if (at + 1 < text.len && text.s[at] == '\r' && text.s[at + 1] == '\n')
		return at + 2;
	return at < text.len ? at + 1 : at;
}

size_t
skip_space(struct str text, size_t at)
{
	while (at < text.len && strchr(" \t\r\n", text.s[at]) != NULL &&
	       text.s[at] != '\0')
		at++;
	return at;
}

bool
opens_json(struct str text, size_t at)
{
	at = skip_space(text, at);
	return at < text.len && (text.s[at] == '{' || text.s[at] == '[');
}

bool
opens_request(struct str line)
{
	size_t n = 0;

	while (n < line.len && line.s[n] >= 'A' && line.s[n] <= 'Z')
		n++;
	return str_starts(line, STR("HTTP/")) ||
	       (n > 2 && n + 1 < line.len && line.s[n] == ' ' &&
		(line.s[n + 1] == '/' || line.s[n + 1] == 'h' || line.s[n + 1] == '{'));
}

const struct form *
form_of_text(struct str text)
{
	size_t at = skip_space(text, 0);
	struct str line = str_slice(text, at, line_end(text, at));

	if (opens_json(text, at))
		return form_json;
	if (opens_request(line) || str_starts(line, STR("###")))
		return form_named(STR("http"));
	if (str_starts(line, STR("$ ")) || str_starts(line, STR("% ")))
		return form_named(STR("console"));
	return memmem(text.s, text.len, "curl ", 5) != NULL ||
		       memmem(text.s, text.len, "<<", 2) != NULL
		   ? form_named(STR("sh"))
		   : NULL;
}

void
cutting_init(struct cutting *c, struct arena *a)
{
	*c = (struct cutting){.arena = a};
	c->tail = &c->head;
}

void
cutting_take(struct cutting *c, struct part *p, const struct form *form)
{
	if (form->cut == NULL) {
		*c->tail = p;
		c->tail = &p->next;
	} else if (c->depth < DEPTH_MOST) {
		c->depth++;
		form->cut(c, p, p->text);
		c->depth--;
	}
}

struct part *
form_cut(const struct form *form, struct str text, struct arena *a)
{
	struct cutting c;
	struct part_builder b;

	cutting_init(&c, a);
	if (text.len > PART_TEXT_MAX / 2)
		return NULL;
	if (form->cut != NULL) {
		form->cut(&c, NULL, text);
		return c.head;
	}
	part_begin(&b, a);
	part_copy(&b, text, 0, text.len);
	return part_end(&b, NULL);
}
