/*
 * regex: the tables of tests/regex, on every engine that can run a pattern, and
 * what the header promises.
 */
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check.h"
#include "regex/regex-unicode.h"
#include "regex/regex.h"

enum { ENGINES = 2 };

static struct regex_scratch *scratch;

/* In a document of its own. */
static enum regex_result
match(const struct regex *re, struct str subject)
{
	regex_begin(scratch, subject.len, false, 0);
	return regex_match(re, subject, scratch);
}

/* ---- patterns.txt */

static char *
field(char **line)
{
	char *start = *line, *tab = strchr(start, '\t');

	if (tab == NULL)
		return *line = start + strlen(start), start;
	*tab = '\0';
	*line = tab + 1;
	return start;
}

static void
check_problem(int at, const char *wanted, const struct regex_error *err, char *rest)
{
	static const char *const names[] = {"fine", "invalid", "unsupported"};
	const char *got = names[err->problem], *message = err->message;
	unsigned long offset = strtoul(rest, &rest, 10);
	unsigned long length = *rest == ',' ? strtoul(rest + 1, &rest, 10) : 0;

	if (err->problem == REGEX_FINE && err->warning[0] != '\0') {
		got = "warning";
		message = err->warning;
	}
	if (!check_that(strcmp(got, wanted) == 0, wanted, "tests/regex/patterns.txt",
			at))
		printf("    it is %s: %s\n", got, message);
	if (err->problem == REGEX_FINE && err->warning[0] == '\0')
		return;
	if (!check_that(err->offset == offset && err->length == length, "place",
			"tests/regex/patterns.txt", at))
		printf("    it is %zu,%zu\n", err->offset, err->length);
	check_same(message, *rest == '\t' ? rest + 1 : rest, "tests/regex/patterns.txt",
		   at);
}

static void
pattern_line(char *line, int at)
{
	char *rest = line, *wanted = field(&rest), *pattern = field(&rest);
	struct regex_error err, again;
	struct regex *re = regex_compile_for(str_from(pattern), REGEX_PCRE2, &err);
	bool valid = strcmp(wanted, "invalid") != 0;

	check_problem(at, wanted, &err, rest);
	check_that((re != NULL) == (err.problem == REGEX_FINE), "compiled iff fine",
		   "tests/regex/patterns.txt", at);
	check_that(regex_valid(str_from(pattern), &again) == valid, "regex_valid",
		   "tests/regex/patterns.txt", at);
	regex_free(re);
}

/* ---- matches.txt */

struct matcher {
	struct regex *re[ENGINES]; /* NULL where the engine cannot run it */
};

static void
matcher_release(struct matcher *m)
{
	for (size_t i = 0; i < ENGINES; i++) {
		regex_free(m->re[i]);
		m->re[i] = NULL;
	}
}

static void
matcher_init(struct matcher *m, const char *pattern, int at)
{
	struct regex_error err;
	struct regex *re = regex_compile(str_from(pattern), &err);

	if (!check_that(re != NULL, pattern, "tests/regex/matches.txt", at))
		printf("    %s\n", err.message);
	regex_free(re);
	for (unsigned i = 0; i < ENGINES; i++)
		m->re[i] = regex_compile_for(str_from(pattern), 1u << i, &err);
	check_that(m->re[ENGINES - 1] != NULL, "PCRE2 can run it",
		   "tests/regex/matches.txt", at);
}

static void
unescape(struct buf *b, char **s)
{
	static const char names[] = "nrt0vf\\\"", values[] = "\n\r\t\0\v\f\\\"";
	const char *found;
	char bytes[4];

	if (**s != '\\') {
		buf_putc(b, *(*s)++);
		return;
	}
	++*s;
	if (**s == 'u') {
		uint32_t c = (uint32_t)strtoul(*s + 2, s, 16);

		buf_add(b, bytes, utf8_encode(c, bytes));
		++*s;
		return;
	}
	found = strchr(names, *(*s)++);
	if (found != NULL)
		buf_putc(b, values[found - names]);
}

/* "text"3"more": the pieces one after the other. */
static bool
read_subject(struct buf *b, char **s)
{
	buf_clear(b);
	*s += strspn(*s, " \n");
	if (**s != '"')
		return false;
	while (**s == '"') {
		struct buf piece = BUF_INIT;
		unsigned long times;

		for (++*s; **s != '"' && **s != '\0';)
			unescape(&piece, s);
		if (**s == '"')
			++*s;
		times = **s >= '0' && **s <= '9' ? strtoul(*s, s, 10) : 1;
		while (times-- > 0)
			buf_put(b, buf_str(&piece));
		buf_release(&piece);
	}
	return true;
}

static void
subjects_line(struct matcher *m, char *line, int at)
{
	static const char letters[] = "-+?";
	struct buf b = BUF_INIT;
	char *rest = line + 1;
	long wanted = strchr(letters, line[0]) - letters;

	while (read_subject(&b, &rest)) {
		for (unsigned i = 0; i < ENGINES; i++) {
			enum regex_result got;

			if (m->re[i] == NULL)
				continue;
			got = match(m->re[i], buf_str(&b));
			/* What is linear elsewhere may be too much for PCRE2. */
			if (got == REGEX_GAVE_UP && i + 1 == ENGINES && i > 0 &&
			    m->re[0] != NULL)
				continue;
			if (!check_that(got == (enum regex_result)wanted, line,
					"tests/regex/matches.txt", at))
				printf("    engine %u: %d on '%.*s'\n", 1u << i,
				       (int)got, (int)(b.len < 60 ? b.len : 60), b.s);
		}
	}
	check_that(*rest == '\0', "the line is read to its end",
		   "tests/regex/matches.txt", at);
	buf_release(&b);
}

/* ---- the engines against each other */

static uint32_t seed = 1;

static uint32_t
draw(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (uint32_t)((uint64_t)seed * n >> 32);
}

static const char *const pieces[] = {"a",
				     "b",
				     "c",
				     "x",
				     "-",
				     "_",
				     ".",
				     "0",
				     "9",
				     "A",
				     "ab",
				     "abc",
				     "foo",
				     " ",
				     "/",
				     "\xc3\xa9",
				     "\n",
				     "\t",
				     "\xf0\x9f\x90\xb2",
				     "\xe2\x80\xa8",
				     "\xef\xbf\xbf",
				     "\xed\x9f\xbf",
				     "\xc2\x85",
				     "\xc2\xa0"};

static void
random_subject(struct buf *b)
{
	buf_clear(b);
	buf_puts(b, "");
	for (uint32_t n = draw(12); n > 0; n--)
		buf_puts(b, pieces[draw(sizeof(pieces) / sizeof(pieces[0]))]);
}

static void
compare(const struct matcher *m, const char *pattern)
{
	struct buf b = BUF_INIT;
	bool same = true;

	for (int round = 0; round < 300; round++) {
		int seen = -1;

		random_subject(&b);
		for (unsigned i = 0; i < ENGINES; i++) {
			int got;

			if (m->re[i] == NULL)
				continue;
			got = (int)match(m->re[i], buf_str(&b));
			if (same && seen >= 0 && got != seen) {
				same = false;
				printf("/%s/ on '%s': %d, but %d of engine %u\n",
				       pattern, b.s, seen, got, 1u << i);
			}
			seen = got;
		}
	}
	CHECK(same);
	buf_release(&b);
}

/* ---- reading the tables */

static void
read_patterns(void)
{
	FILE *fp = fopen("tests/regex/patterns.txt", "r");
	char *line = NULL;
	size_t cap = 0;

	if (!CHECK(fp != NULL))
		return;
	for (int at = 1; getline(&line, &cap, fp) > 0; at++) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#' && line[0] != '\0')
			pattern_line(line, at);
	}
	free(line);
	fclose(fp);
}

static void
read_matches(void)
{
	FILE *fp = fopen("tests/regex/matches.txt", "r");
	struct matcher m = {{NULL}};
	char *line = NULL;
	size_t cap = 0;

	if (!CHECK(fp != NULL))
		return;
	for (int at = 1; getline(&line, &cap, fp) > 0; at++) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '/') {
			matcher_release(&m);
			matcher_init(&m, line + (line[1] == ' ' ? 2 : 1), at);
			compare(&m, line);
		} else if (line[0] != '\0' && strchr("+-?", line[0]) != NULL) {
			subjects_line(&m, line, at);
		}
	}
	matcher_release(&m);
	free(line);
	fclose(fp);
}

/* ---- single promises */

static void
engine_of(const char *pattern, enum regex_engine wanted)
{
	struct regex_error err;
	struct regex *re = regex_compile(str_from(pattern), &err);

	if (!check_that(re != NULL && regex_engine(re) == wanted, pattern, __FILE__,
			__LINE__))
		printf("    engine %d\n", re != NULL ? (int)regex_engine(re) : 0);
	regex_free(re);
}

static void
engines(void)
{
	engine_of("", REGEX_DFA);
	engine_of("^abc", REGEX_DFA);
	engine_of("\\.json$", REGEX_DFA);
	engine_of("^(?:abc)$", REGEX_DFA);
	engine_of("^[a-z]+$", REGEX_DFA);
	engine_of("^[ -~]{1,255}$", REGEX_DFA);
	engine_of("^.{1,255}$", REGEX_PCRE2); /* too many rows */
	engine_of("^[0-9a-f]{8}-[0-9a-f]{4}$", REGEX_DFA);
	engine_of("^(a|b|c)$", REGEX_DFA);
	engine_of("^[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+([-_][A-Za-z0-9]+)*){2,4}$",
		  REGEX_DFA);
	engine_of("^(?!x-)", REGEX_DFA);
	engine_of("^(?=.*a)(?!b|c)[a-z]+$", REGEX_DFA);
	engine_of("^(?=a)(?=b)(?=c)", REGEX_PCRE2); /* each is a pass */
	engine_of("^(?=(a))\\1", REGEX_PCRE2);
	engine_of("^a(?!x-)", REGEX_PCRE2);
	engine_of("(?:a|b).{30}c", REGEX_PCRE2); /* 2^30 states */
	engine_of("(?:a{1000}){1000}|b", REGEX_PCRE2);
}

/* Each name is known to PCRE2 too, or younger than its tables. */
static void
properties(void)
{
	const char *name;
	char pattern[128];
	struct regex_error err;
	size_t unknown = 0;

	for (size_t i = 0; (name = property_name(i)) != NULL; i++) {
		struct regex *re;

		snprintf(pattern, sizeof(pattern), "\\p{%s}\\P{%s}", name, name);
		re = regex_compile(str_from(pattern), &err);
		CHECK(re != NULL || strstr(name, "CWKCF") != NULL ||
		      strcmp(name, "Changes_When_NFKC_Casefolded") == 0);
		regex_free(re);
	}
	for (size_t i = 0; (name = property_script(i)) != NULL; i++) {
		struct regex *re;

		snprintf(pattern, sizeof(pattern), "\\p{Script=%s}[\\P{scx=%s}]", name,
			 name);
		re = regex_compile(str_from(pattern), &err);
		CHECK(re != NULL || err.problem == REGEX_UNSUPPORTED);
		unknown += re == NULL;
		regex_free(re);
	}
	CHECK(unknown <= 26);
}

static void
nul_and_bytes(void)
{
	struct regex_error err;
	struct regex *re = regex_compile(STR("a\0b$"), &err);

	CHECK(re != NULL && match(re, STR("xa\0b")) == REGEX_YES);
	CHECK(re != NULL && match(re, STR("xa")) == REGEX_NO);
	regex_free(re);
	CHECK(regex_compile(STR("a\xff"), &err) == NULL);
	CHECK(err.problem == REGEX_INVALID && err.offset == 1 && err.length == 1);
	CHECK(!regex_valid(STR("[\xed\xa0]"), &err));
	/* half of a surrogate pair is a character, to PCRE2 U+FFFD */
	re = regex_compile(STR("^[\xed\xa0\x80].$"), &err);
	CHECK(re != NULL && match(re, STR("\xed\xa0\x80\xed\xa0\x81")) == REGEX_YES);
	CHECK(re != NULL && match(re, STR("\xed\xa0\x81\xed\xa0\x80")) == REGEX_NO);
	CHECK(re != NULL && match(re, STR("\ufffd\xed\xa0\x80")) == REGEX_NO);
	regex_free(re);
	re = regex_compile(STR("^(?!a).\\W(?=\xf0\x90\x80\x80)"), &err);
	CHECK(re != NULL &&
	      match(re, STR("\xed\xa0\x80\xed\xbf\xbf\xf0\x90\x80\x80")) == REGEX_YES);
	CHECK(re != NULL && match(re, STR("\xed\xa0\x80\xf0\x90\x80\x80")) == REGEX_NO);
	regex_free(re);
	re = regex_compile(STR("(?=)"), &err);
	CHECK(re != NULL && match(re, (struct str){NULL, 0}) == REGEX_YES);
	regex_free(re);
	re = regex_compile(STR("^$"), &err);
	CHECK(re != NULL && match(re, (struct str){NULL, 0}) == REGEX_YES);
	regex_free(re);
}

/* Very many brackets: an answer, and no stack to overflow. */
static void
large_patterns(void)
{
	enum { N = 30000 };
	struct buf b = BUF_INIT;
	struct regex_error err;

	for (int i = 0; i < N; i++)
		buf_putc(&b, '(');
	CHECK(!regex_valid(buf_str(&b), &err));
	for (int i = 0; i < N; i++)
		buf_puts(&b, ")*");
	CHECK(regex_valid(buf_str(&b), &err));
	CHECK(err.problem == REGEX_UNSUPPORTED);
	buf_putc(&b, ')');
	CHECK(!regex_valid(buf_str(&b), &err) && err.offset == 3 * N);
	buf_clear(&b);
	for (int i = 0; i < N; i++)
		buf_puts(&b, i == 0 ? "(a)" : "|\\1");
	CHECK(regex_valid(buf_str(&b), &err));
	buf_clear(&b);
	while (b.len < 100000)
		buf_putc(&b, 'a');
	(void)regex_valid(buf_str(&b), &err);
	CHECK(err.problem == REGEX_FINE);
	buf_putc(&b, 'a');
	CHECK(regex_compile(buf_str(&b), &err) == NULL);
	CHECK(err.problem == REGEX_UNSUPPORTED);
	buf_release(&b);
}

/* A thousand names, and a thousand references to them, are checked; more are not. */
static void
many_names(size_t names, size_t references, const char *message)
{
	struct buf b = BUF_INIT;
	struct regex_error err;
	struct regex *re;

	for (size_t i = 0; i < names; i++)
		buf_printf(&b, "(?<n%zu>a?)", i);
	for (size_t i = 0; i < references; i++)
		buf_printf(&b, i % 2 == 0 ? "\\k<n%zu>" : "\\%zu", i % names + i % 2);
	re = regex_compile(buf_str(&b), &err);
	CHECK_STR(err.message, message);
	CHECK(err.problem == (*message == '\0' ? REGEX_FINE : REGEX_UNSUPPORTED));
	CHECK((re != NULL) == (*message == '\0'));
	regex_free(re);
	/* valid it is in any case, unless a name is missing */
	CHECK(regex_valid(buf_str(&b), &err));
	buf_puts(&b, "\\k<m>");
	CHECK(!regex_valid(buf_str(&b), &err));
	CHECK_STR(err.message, "there is no group of the name 'm'");
	buf_release(&b);
}

/* Giving up must be quick: generous, for slow machines and sanitizers. */
static void
budget(void)
{
	struct buf b = BUF_INIT;
	struct regex_error err;
	struct regex *re = regex_compile(STR("\\b(?:\\w*)*[!?]\\B"), &err);
	clock_t start = clock();

	for (int i = 0; i < 1000000; i++)
		buf_putc(&b, 'a');
	CHECK(re != NULL && match(re, buf_str(&b)) == REGEX_GAVE_UP);
	CHECK(re != NULL && match(re, buf_str(&b)) == REGEX_GAVE_UP);
	CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 60);
	regex_free(re);
	buf_release(&b);
}

/* What is spent on one subject is not there for the next one of the same document. */
static void
budget_of_document(void)
{
	struct regex_error err;
	struct regex *re = regex_compile(STR("^((?:a|a)+)+\\1[bc]$"), &err);
	enum { MANY = 100000 };
	struct str subject = STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
	clock_t start = clock();
	size_t gave_up = 0;

	CHECK(re != NULL && match(re, STR("aab")) == REGEX_YES);
	regex_begin(scratch, MANY * subject.len, false, 0);
	for (int i = 0; re != NULL && i < MANY; i++)
		gave_up += regex_match(re, subject, scratch) == REGEX_GAVE_UP;
	CHECK(gave_up > MANY / 2);
	regex_begin(scratch, subject.len, true, 0);
	for (int i = 0; re != NULL && i < 4; i++)
		gave_up = regex_match(re, subject, scratch) == REGEX_GAVE_UP;
	CHECK(gave_up == 1);
	CHECK(re != NULL && match(re, STR("aab")) == REGEX_YES);
	CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 60);
	regex_free(re);
}

int
main(void)
{
	scratch = regex_scratch_new();
	read_patterns();
	read_matches();
	engines();
	properties();
	nul_and_bytes();
	large_patterns();
	many_names(1000, 0, "");
	many_names(1001, 0, "more than 1000 named groups cannot be run");
	many_names(3, 1000, "");
	many_names(3, 1001, "more than 1000 back references cannot be run");
	budget();
	budget_of_document();
	regex_scratch_free(scratch);
	regex_scratch_free(NULL);
	regex_free(NULL);
	return check_done();
}
