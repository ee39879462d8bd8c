/*
 * literals: reads words and wrong numbers that stand without quotes where JSON has a
 * number, true, false, null or a name, and says what was probably meant.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "load/reading.h"
#include "load/scan.h"

bool
word_ends(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p == end || strchr(",:]}\r\n", *p) != NULL ||
	       junk_comment(p, end) != NULL;
}

/* Behind the quoted text or bracket at p, if it closes on this line. */
static const char *
skip_pair(const char *p, const char *end, char close)
{
	const char *q;

	for (q = p + 1; q < end && *q != '\n'; q++) {
		if (*q == close)
			return q + 1;
	}
	return p + 1;
}

/* A URL has such marks, too. */
bool
word_comment(const char *p, const char *q, const char *end)
{
	bool url = q > p && !scan_is(q[-1], SCAN_SPACE) &&
		   (*q == '#' ? memchr(p, '/', (size_t)(q - p)) != NULL
			      : q[-1] == ':' && end - q >= 2 && q[1] == '/');

	return q > p && (*q == '#' || *q == '/') && !url &&
	       junk_comment(q, end) != NULL;
}

/* --- words that other languages have ----------------------------------------- */

struct word {
	struct str word, json; /* json: what to write */
	bool none;             /* there is no such value; as JSON.stringify() has it */
};

static const struct word words[] = {
    {STR_INIT("NaN"), STR_INIT("null"), true},
    {STR_INIT("nan"), STR_INIT("null"), true},
    {STR_INIT("Infinity"), STR_INIT("null"), true},
    {STR_INIT("-Infinity"), STR_INIT("null"), true},
    {STR_INIT("+Infinity"), STR_INIT("null"), true},
    {STR_INIT("-NaN"), STR_INIT("null"), true},
    {STR_INIT("inf"), STR_INIT("null"), true},
    {STR_INIT("-inf"), STR_INIT("null"), true},
    {STR_INIT("undefined"), STR_INIT("null"), true},
    {STR_INIT("True"), STR_INIT("true"), false},
    {STR_INIT("TRUE"), STR_INIT("true"), false},
    {STR_INIT("yes"), STR_INIT("true"), false},
    {STR_INIT("Yes"), STR_INIT("true"), false},
    {STR_INIT("YES"), STR_INIT("true"), false},
    {STR_INIT("on"), STR_INIT("true"), false},
    {STR_INIT("On"), STR_INIT("true"), false},
    {STR_INIT("False"), STR_INIT("false"), false},
    {STR_INIT("FALSE"), STR_INIT("false"), false},
    {STR_INIT("no"), STR_INIT("false"), false},
    {STR_INIT("No"), STR_INIT("false"), false},
    {STR_INIT("NO"), STR_INIT("false"), false},
    {STR_INIT("off"), STR_INIT("false"), false},
    {STR_INIT("Off"), STR_INIT("false"), false},
    {STR_INIT("None"), STR_INIT("null"), false},
    {STR_INIT("NONE"), STR_INIT("null"), false},
    {STR_INIT("none"), STR_INIT("null"), false},
    {STR_INIT("nil"), STR_INIT("null"), false},
    {STR_INIT("Nil"), STR_INIT("null"), false},
    {STR_INIT("NULL"), STR_INIT("null"), false},
    {STR_INIT("Null"), STR_INIT("null"), false},
    {STR_INIT("nullptr"), STR_INIT("null"), false},
};

static const struct word *
find_word(const char *from, const char *to)
{
	struct str text = {from, (size_t)(to - from)};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (str_equal(words[i].word, text))
			return &words[i];
	}
	return NULL;
}

/* Whether letters and a colon follow. */
static bool
is_name(const char *p, const char *end)
{
	const char *to = p;

	while (to < end && scan_is(*to, SCAN_WORD))
		to++;
	p = to > p ? junk_space(to, end) : end;
	return p < end && *p == ':';
}

/* Whether p..q is a number, however it is written, or such a word, and a string or name
 * follows. */
static bool
value_ends(const char *p, const char *q, const char *end)
{
	const char *next = scan_space(q, end);
	bool digit = false;

	if (next == end || next == q ||
	    (*next != '"' && string_odd_quote(next, end) == 0 && !is_name(next, end)))
		return false;
	if (find_word(p, q) != NULL)
		return true;
	for (; p < q && (scan_is(*p, SCAN_HEX | SCAN_NUMBER) || strchr("xX_", *p)); p++)
		digit = digit || scan_is_digit(*p);
	return digit && p == q;
}

const char *
word_text(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && strchr(",]}\r\n", *q) == NULL) {
		if (word_comment(p, q, end) || value_ends(p, q, end))
			break;
		if (*q == '"' && word_ends(q + 1, end))
			return q + 1; /* only its opening twin is missing */
		if (*q == '"' || *q == '(')
			q = skip_pair(q, end, *q == '(' ? ')' : '"');
		else if (*q == '{' || *q == '[')
			break;
		else
			q++;
	}
	while (q > p && scan_is(q[-1], SCAN_SPACE))
		q--;
	return q > p ? q : p + 1;
}

/* Reports one of these; false if the text is none. */
static bool
known_word(struct reader *r, const char *from, const char *to, enum node_type *type)
{
	const struct word *w = find_word(from, to);
	struct diag *d;

	if (w == NULL)
		return false;
	d = syntax_error(r, from, to, "'%s' is not a value of JSON%s%s", w->word.s,
			 w->none ? "" : "; expected ", w->none ? "" : w->json.s);
	if (!w->none)
		reader_usual(r, d);
	*type = *w->json.s == 'n'   ? NODE_NULL
		: *w->json.s == 't' ? NODE_TRUE
				    : NODE_FALSE;
	syntax_fix(r, d, FIX_SUGGESTED, from, to, w->json, "write %s", w->json.s);
	return true;
}

/* --- numbers ------------------------------------------------------------------- */

/* The end of the digits at p, '_' counted as one. */
static const char *
digits_end(const char *p, const char *to)
{
	while (p < to && (scan_is_digit(*p) || *p == '_'))
		p++;
	return p;
}

/* The parts of a number as people write it: [sign] digits . digits [exponent]. */
struct rough {
	const char *from, *to;
	const char *whole, *whole_end;       /* digits before the point */
	const char *fraction, *fraction_end; /* behind it; both NULL without a point */
	const char *exponent, *exponent_end; /* digits; both NULL without e */
	bool negative, plus, separators;
};

/* Takes from..to apart; false if it does not look like a number at all. */
static bool
rough_number(struct rough *n, const char *from, const char *to)
{
	const char *p = from;

	*n = (struct rough){.from = from, .to = to};
	n->plus = *p == '+';
	n->negative = *p == '-';
	p += n->plus || n->negative;
	n->whole = p;
	n->whole_end = p = digits_end(p, to);
	if (p < to && *p == '.') {
		n->fraction = ++p;
		n->fraction_end = p = digits_end(p, to);
	}
	if (n->whole == n->whole_end && n->fraction == n->fraction_end)
		return false;
	if (p < to && (*p | 0x20) == 'e') {
		p++;
		p += p < to && (*p == '+' || *p == '-');
		n->exponent = p;
		n->exponent_end = p = digits_end(p, to);
	}
	n->separators = memchr(from, '_', (size_t)(to - from)) != NULL;
	return p == to;
}

/* The number as JSON has it; in the arena. */
static struct str
rough_repaired(struct reader *r, const struct rough *n)
{
	char *out = arena_alloc(r->arena, (size_t)(n->to - n->from) + 4), *o = out;
	const char *p = n->whole;

	if (n->negative)
		*o++ = '-';
	while (p < n->whole_end && (*p == '0' || *p == '_'))
		p++;
	if (p == n->whole_end)
		*o++ = '0';
	for (; p < n->to; p++) {
		if (*p == '_' || (*p == '.' && n->fraction == n->fraction_end))
			continue;
		if (n->exponent != NULL && n->exponent == n->exponent_end &&
		    p >= n->fraction_end && (*p | 0x20) == 'e')
			break;
		*o++ = *p;
	}
	return (struct str){out, (size_t)(o - out)};
}

static const char *
rough_reason(const struct rough *n)
{
	if (n->plus)
		return "a number has no plus sign";
	if (n->separators)
		return "a number has no '_' in it";
	if (n->whole == n->whole_end)
		return "a digit is missing before the decimal point";
	if (n->whole_end - n->whole > 1 && *n->whole == '0')
		return "a number has no leading zeros";
	if (n->fraction != NULL && n->fraction == n->fraction_end)
		return "a digit is missing behind the decimal point";
	return "the digits of the exponent are missing";
}

/* 0x1F: the value in decimal, if it is small enough. */
static bool
hexadecimal(struct reader *r, const char *from, const char *to)
{
	const char *p = from + (*from == '-' || *from == '+'), *q;
	unsigned long long value = 0;
	struct str decimal;
	struct diag *d;

	if (to - p < 3 || p[0] != '0' || (p[1] | 0x20) != 'x')
		return false;
	for (q = p + 2; q < to; q++) {
		if (!scan_is(*q, SCAN_HEX))
			return false;
		value = value << 4 | (unsigned)str_hex(*q);
	}
	d = syntax_error(r, from, to, "JSON has no hexadecimal numbers");
	reader_usual(r, d);
	if (to - p > 2 + 16)
		return true;
	decimal =
	    str_from(arena_printf(r->arena, "%s%llu", *from == '-' ? "-" : "", value));
	syntax_fix(r, d, FIX_SUGGESTED, from, to, decimal, "write %s",
		   diag_quote_made(r->ds, decimal, reader_span(r, from, to)));
	return true;
}

/* A number that JSON would write otherwise; false if it is none at all. */
static bool
bad_number(struct reader *r, const char *from, const char *to)
{
	struct str repaired;
	struct rough n;
	struct diag *d;

	if (to - from == 1 && *from == '-') {
		syntax_error(r, from, to, "a minus sign without a number");
		return true;
	}
	if (hexadecimal(r, from, to))
		return true;
	if (!rough_number(&n, from, to))
		return false;
	d = syntax_error(r, from, to, "%s", rough_reason(&n));
	reader_usual(r, d);
	repaired = rough_repaired(r, &n);
	syntax_fix(r, d, FIX_SUGGESTED, from, to, repaired, "write %s",
		   diag_quote_made(r->ds, repaired, reader_span(r, from, to)));
	return true;
}

/* --- other text ------------------------------------------------------------------ */

static const char *
template_value(struct reader *r, const char *p, const char *to)
{
	struct diag *d;

	d = syntax_error(r, p, to, "a template outside a string is not JSON");
	if (*p == '$')
		syntax_fix(r, d, FIX_SUGGESTED, p, to,
			   string_encode(r, (struct str){p, (size_t)(to - p)}),
			   "put it in double quotes");
	else
		diag_help(r->ds, d,
			  "put it in double quotes, or fill the template in "
			  "before the check");
	return to;
}

/* hello", : one quote in the text, and it is the last character. */
static bool
opening_missing(const char *p, const char *to)
{
	return to - p > 1 && to[-1] == '"' &&
	       memchr(p, '"', (size_t)(to - p)) == to - 1;
}

/* A line of its own that is an entry of a list, or a member, as YAML writes them. */
static bool
is_yaml_line(const struct reader *r, const char *p, const char *to)
{
	const char *from = p, *colon = memmem(p, (size_t)(to - p), ": ", 2);

	while (from > r->text && (from[-1] == ' ' || from[-1] == '\t'))
		from--;
	if (from > r->text && from[-1] != '\n')
		return false;
	return colon != NULL || to[-1] == ':' ||
	       (to - p > 2 && *p == '-' && p[1] == ' ');
}

static void
unquoted_value(struct reader *r, const char *p, const char *to)
{
	struct str text = {p, (size_t)(to - p)};
	struct diag *d;

	if (opening_missing(p, to)) {
		d = syntax_error(r, p, p,
				 "the opening quote of this string is missing");
		syntax_fix(r, d, FIX_SUGGESTED, p, p, STR("\""), "insert '\"'");
		return;
	}
	if (to == r->end && r->top != r->frames) {
		syntax_error(r, p, to, "the %s ends within a value", reader_whole(r));
		r->end_said = true;
		return;
	}
	if (is_yaml_line(r, p, to)) {
		d = syntax_error(r, p, to, "'%s' is YAML, not JSON",
				 diag_quote(r->ds, text));
		diag_help(r->ds, d,
			  "write members in braces, lists in brackets, commas "
			  "between; yq -o=json converts a file of YAML");
		return;
	}
	d = syntax_error(r, p, to,
			 "'%s' is not a value of JSON; strings are written in double "
			 "quotes",
			 diag_quote(r->ds, text));
	if (r->top == r->frames && scan_space(to, r->end) != r->end)
		return; /* it would still be followed by what no document is */
	if (utf8_valid_prefix(p, text.len) == text.len)
		syntax_fix(r, d, FIX_SUGGESTED, p, to, string_encode(r, text),
			   "put it in double quotes");
}

const char *
word_read_value(struct reader *r, const char *p, enum node_type *type)
{
	const char *to = junk_template(p, r->end);

	*type = NODE_BROKEN;
	if (to != NULL && word_ends(to, r->end))
		return template_value(r, p, to);
	to = word_text(p, r->end);
	if (!known_word(r, p, to, type) && !bad_number(r, p, to))
		unquoted_value(r, p, to);
	return to;
}

/* The end of an unquoted name at p: before what cannot be part of one. */
static const char *
name_end(const char *p, const char *end)
{
	const char *to = junk_template(p, end);

	if (to == NULL)
		to = p;
	while (to < end && strchr(",:{}[]=\"\r\n", *to) == NULL &&
	       !word_comment(p, to, end))
		to++;
	while (to > p && scan_is(to[-1], SCAN_SPACE))
		to--;
	return to > p ? to : p + 1;
}

struct loose_string
word_read_name(struct reader *r, const char *p)
{
	const char *to = name_end(p, r->end), *next = junk_space(to, r->end);
	struct loose_string s = {to, string_decode_loose(r, p, to), false};
	struct diag *d;

	if (next < r->end && *next == '"' && word_ends(next + 1, r->end) &&
	    scan_next_is(next + 1, r->end, ':')) {
		d = syntax_error(r, p, p, "the opening quote of this name is missing");
		syntax_fix(r, d, FIX_SUGGESTED, p, p, STR("\""), "insert '\"'");
		return (struct loose_string){next + 1, s.text, true};
	}
	if (next < r->end && (*next == ':' || *next == '=')) {
		d = syntax_error(r, p, to,
				 "property names are written in double quotes");
		reader_usual(r, d);
		syntax_fix(r, d, FIX_SUGGESTED, p, to, string_encode(r, s.text),
			   "put it in double quotes");
		s.sure = true;
		return s;
	}
	s.end = to = word_text(p, r->end);
	syntax_error(r, p, to, "'%s' stands where a property name is wanted",
		     diag_quote(r->ds, (struct str){p, (size_t)(to - p)}));
	return s;
}

/* --- numbers that are JSON, but not what most readers can hold ---------------- */

/* Whether the integer is one that a binary64 holds exactly. */
static bool
exact_in_double(const char *digits, double value)
{
	char back[330]; /* DBL_MAX has 309 digits */

	snprintf(back, sizeof(back), "%.0f", value);
	return strcmp(back, digits) == 0;
}

static const char *
range_problem(const char *number, size_t len)
{
	const bool integer = strcspn(number, ".eE") == len;
	const bool nonzero = strcspn(number, "123456789") < strcspn(number, "eE");
	double value;

	if (!nonzero)
		return *number == '-' ? "minus zero is plain 0 for many readers" : NULL;
	if (integer) {
		errno = 0;
		(void)strtoll(number, NULL, 10);
		if (errno == 0)
			return NULL;
	}
	value = strtod(number, NULL);
	if (isinf(value))
		return "too large for a double (IEEE 754 binary64)";
	if (value == 0)
		return "so small that a double (IEEE 754 binary64) makes it 0";
	if (integer && !exact_in_double(number, value))
		return "outside of 64-bit integers, and a double does not hold it "
		       "exactly";
	return NULL;
}

/*
 * Most need no conversion, which is a quarter of reading data with fractions: without
 * an exponent a short number is within 64 bits, or neither infinite nor 0 to a double.
 */
static bool
surely_held(const char *number, size_t len)
{
	bool integer = true, nonzero = false;

	for (size_t i = 0; i < len; i++) {
		if ((number[i] | 0x20) == 'e')
			return false;
		integer = integer && number[i] != '.';
		nonzero = nonzero || (number[i] >= '1' && number[i] <= '9');
	}
	return len <= (integer ? 18 : 300) && (nonzero || *number != '-');
}

void
number_lint(struct reader *r, const char *from, const char *to)
{
	size_t len = (size_t)(to - from);
	const char *number, *problem;
	struct diag *d;

	if (surely_held(from, len))
		return;
	number = arena_strndup(r->arena, from, len);
	problem = range_problem(number, len);
	if (problem == NULL)
		return;
	d = diag_add(r->ds, RULE_NUMBER_OUT_OF_RANGE, reader_span(r, from, to),
		     "'%s': %s", diag_quote(r->ds, (struct str){from, len}), problem);
	if (*from == '-' && strcspn(number, "123456789") == len)
		fix_edit(r->ds, diag_fix(r->ds, d, FIX_SUGGESTED, "remove the sign"),
			 reader_span(r, from, from + 1), STR(""));
}
