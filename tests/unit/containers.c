/*
 * containers: documents of the corpus in random containers are found there as they are,
 * and random edits of them are made there, with each other byte as it was.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "check.h"
#include "finding/fix.h"
#include "load/text.h"
#include "part/form.h"

enum { BODIES = 500, BODY_MOST = 8192, EDITS_MOST = 6 };

static struct arena *kept, *arena;
static struct str bodies[BODIES];
static size_t nbodies, made[8];
static uint64_t seed = 42;

static size_t
random_below(size_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (size_t)(seed >> 33) % n;
}

/* --- bodies ------------------------------------------------------------------------ */

static void
collect(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	struct str text;
	struct stat st;

	while (d != NULL && (e = readdir(d)) != NULL) {
		const char *path = arena_printf(kept, "%s/%s", folder, e->d_name);

		if (e->d_name[0] == '.' || nbodies == BODIES || stat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode))
			collect(path);
		else if (str_ends(str_from(path), STR(".json")) &&
			 st.st_size < BODY_MOST && file_read(path, kept, &text) == 0 &&
			 text.len != 0 && (*text.s == '{' || *text.s == '[') &&
			 memchr(text.s, '\r', text.len) == NULL &&
			 memchr(text.s, '\0', text.len) == NULL &&
			 utf8_valid_prefix(text.s, text.len) == text.len)
			bodies[nbodies++] = text;
	}
	if (d != NULL)
		(void)closedir(d);
}

/* --- containers -------------------------------------------------------------------- */

static void
escaped(struct buf *out, struct str text, const char *special)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr(special, text.s[i]) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, text.s[i]);
	}
}

static struct str
in_postman(struct str body)
{
	struct buf out = BUF_INIT;

	buf_puts(&out,
		 "{\"info\": {}, \"item\": [{\"item\": [\n  {\"request\": {\"body\": "
		 "{\"raw\": \"");
	buf_put(&out, text_json(body, arena));
	buf_puts(&out, "\"}}}\n]}]}\n");
	return buf_keep(&out, arena);
}

static struct str
in_shell(struct str body)
{
	static const char *const heads[] = {
	    "", "#!/bin/sh\n# it's\nset -e; x=\"$(ls \"a b\")\"\n",
	    "if true; then\n\t"};
	struct buf out = BUF_INIT;

	buf_puts(&out, heads[random_below(3)]);
	switch (random_below(4)) {
	case 0:
		buf_puts(&out, "curl -s --data-raw '");
		for (size_t i = 0; i < body.len; i++) {
			if (body.s[i] == '\'')
				buf_puts(&out, "'\\''");
			else
				buf_putc(&out, body.s[i]);
		}
		buf_puts(&out, "' \"$URL\"\n");
		break;
	case 1:
		buf_puts(&out, "curl -X POST \\\n  -d \"");
		escaped(&out, body, "\"$`\\");
		buf_puts(&out, "\" | jq '.a[]'\n");
		break;
	case 2:
		buf_puts(&out, "cat >x.json <<'EOF'\n");
		buf_put(&out, body);
		buf_puts(&out, "\nEOF\n");
		break;
	default:
		buf_puts(&out, "curl -d \"$(cat <<EOF\n");
		escaped(&out, body, "$`\\");
		buf_puts(&out, "\nEOF\n)\" x\n");
	}
	return buf_keep(&out, arena);
}

static struct str
in_http(struct str body)
{
	struct buf out = BUF_INIT;

	buf_puts(&out,
		 "GET http://x/{{a}}\n\n###\n\nPOST http://x/ HTTP/1.1\nContent-Type: "
		 "application/json\n\n");
	buf_put(&out, body);
	buf_puts(&out, "\n\n### next\nGET http://x/\n");
	return buf_keep(&out, arena);
}

static struct str
in_markdown(struct str body, const char *language)
{
	static const char *const holders[][2] = {
	    {"", ""}, {"> ", "> "}, {"- ", "  "}, {"12) ", "    "}, {"> * ", ">   "}};
	size_t holder = random_below(5);
	struct buf out = BUF_INIT;
	const char *fence = random_below(2) != 0 ? "``````" : "~~~~~~";

	buf_printf(&out, "# Text\n\nit's `a`\n\n%s%s%s\n%s", holders[holder][0], fence,
		   language, holders[holder][1]);
	for (size_t i = 0; i < body.len; i++) {
		buf_putc(&out, body.s[i]);
		if (body.s[i] == '\n')
			buf_puts(&out, holders[holder][1]);
	}
	buf_printf(&out, "\n%s%s\n\nmore\n", holders[holder][1], fence);
	return buf_keep(&out, arena);
}

/* What a body was put in. */
struct chain {
	bool postman;
	const struct form *form;
	struct str text;
};

static struct chain
wrap(struct str body)
{
	struct chain c = {.form = form_json};
	const char *language = "json";
	size_t command = random_below(3);

	c.postman = random_below(3) == 0;
	c.text = c.postman ? in_postman(body) : body;
	made[0] += c.postman;
	if (command == 1) {
		c.text = in_shell(c.text);
		language = "sh";
	} else if (command == 2) {
		c.text = in_http(c.text);
		language = "http";
	}
	made[1 + command]++;
	c.form = form_named(str_from(language));
	if (random_below(2) != 0 || (command == 0 && !c.postman)) {
		c.text = in_markdown(
		    c.text, random_below(4) == 0 && command == 0 ? "" : language);
		c.form = form_named(STR("markdown"));
		made[4]++;
	}
	return c;
}

/* The only document that is found, or NULL. */
static struct part *
unwrap(const struct chain *c, struct str text)
{
	struct part *p = form_cut(c->form, text, arena);

	if (p != NULL && p->next == NULL && c->postman)
		p = json_documents_of(p, STR(""), false, arena);
	return p != NULL && p->next == NULL ? p : NULL;
}

/* The same but for line ends behind. */
static bool
same(struct str a, struct str b)
{
	while (a.len != 0 && a.s[a.len - 1] == '\n')
		a.len--;
	while (b.len != 0 && b.s[b.len - 1] == '\n')
		b.len--;
	return str_equal(a, b);
}

/* --- tests ------------------------------------------------------------------------- */

/* What stands for a character is that character, or ends in it as an escape does. */
static void
test_places(const struct part *p, struct str text)
{
	for (size_t i = 0; i < p->text.len; i++) {
		struct span s = part_span(p, (struct span){i, i + 1});
		char c = text.s[s.start];

		CHECK_ALL(s.start < s.end && s.end <= text.len);
		CHECK_ALL(p->text.s[i] == c || c == '\\' || c == '\n' || c == '\'');
		CHECK_ALL(s.end - s.start == 1 || strchr("\\\n'", c) != NULL);
	}
}

static struct fixes
random_edits(struct str text)
{
	static const struct str texts[] = {
	    STR_INIT(""), STR_INIT("x"), STR_INIT("\",\n \"a\": 'it\\'"),
	    STR_INIT("$a ${b} `c`\\"), STR_INIT("\xc3\xa4\t\"")};
	struct fixes fs = {0};

	/* what is behind the last bracket is no part of the document */
	while (text.len > 2 && strchr("]}", text.s[text.len - 1]) == NULL)
		text.len--;
	text.len--;
	for (size_t n = 1 + random_below(EDITS_MOST); text.len > 1 && n != 0; n--) {
		size_t from = 1 + random_below(text.len - 1),
		       to = from + random_below(9);
		struct edit e = {.text = texts[random_below(5)]};
		struct fix f = {.edits = &e};

		to = to < text.len ? to : text.len;
		while (from < text.len && ((unsigned char)text.s[from] & 0xc0) == 0x80)
			from++;
		while (to < text.len && ((unsigned char)text.s[to] & 0xc0) == 0x80)
			to++;
		e.span = (struct span){from, to > from ? to : from};
		(void)fixes_add(&fs, &f, 0, arena);
	}
	return fs;
}

static void
test_edits(const struct chain *c, const struct part *p)
{
	struct fixes inner = random_edits(p->text), outer = {0};
	struct fix f = {0};
	struct buf want = BUF_INIT, got = BUF_INIT;
	struct edit *edits = arena_calloc(arena, inner.n, sizeof(*edits)), *carried;
	const struct part *now;

	for (size_t i = 0; i < inner.n; i++) {
		edits[i] = (struct edit){.next = i + 1 < inner.n ? &edits[i + 1] : NULL,
					 .span = inner.edits[i].span,
					 .text = inner.edits[i].text};
	}
	carried = part_carry_edits(p, edits, arena);
	if (!CHECK_ALL(carried != NULL))
		return;
	f.edits = carried;
	CHECK_ALL(fixes_add(&outer, &f, 0, arena));
	fixes_apply(&inner, p->text, &want);
	fixes_apply(&outer, c->text, &got);
	now = unwrap(c, buf_str(&got));
	if (!CHECK_ALL(now != NULL && same(now->text, buf_str(&want))))
		printf("--- before\n%.*s\n--- after\n%.*s\n--- wanted\n%.*s\n",
		       STR_ARG(c->text), STR_ARG(buf_str(&got)),
		       STR_ARG(buf_str(&want)));
	buf_release(&want);
	buf_release(&got);
}

int
main(void)
{
	kept = arena_new();
	arena = arena_new();
	collect("corpus/valid");
	collect("corpus/invalid");
	CHECK(nbodies > 300);
	for (size_t i = 0; i < 4 * nbodies && check_failed < 5; i++) {
		struct chain c = wrap(bodies[i % nbodies]);
		const struct part *p = unwrap(&c, c.text);

		if (CHECK_ALL(p != NULL && same(p->text, bodies[i % nbodies]))) {
			test_places(p, c.text);
			test_edits(&c, p);
		} else {
			printf("%.*s\n", STR_ARG(c.text));
		}
		arena_reset(arena);
	}
	for (size_t i = 0; i < 5; i++)
		CHECK(made[i] > nbodies / 2);
	arena_free(arena);
	arena_free(kept);
	return check_done();
}
