/*
 * regex-escape: what stands for one character: escapes, classes, names.
 *
 * ECMA-262, 22.2.1 with flag u: CharacterEscape, CharacterClassEscape,
 * CharacterClass, RegExpIdentifierName.  Without flag u an escape such as \-
 * stands for its character; real schemas are full of them, so they pass with a
 * warning.  Escaped letters do not: what \Z or \h means elsewhere is not 'Z'.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "regex/regex-parse.h"
#include "regex/regex-unicode.h"

bool
parse_char(struct parser *p, uint32_t *c)
{
	size_t n = utf8_decode(p->p.s + p->at, p->p.len - p->at, c);

	if (n == 0)
		n = utf8_half(p->p.s + p->at, p->p.len - p->at, c);
	if (n == 0)
		return parse_fail(p, p->at, p->at + 1,
				  "the pattern is not valid UTF-8");
	p->at += n;
	return true;
}

/* n hex digits at at + skip, or -1. */
static long
hex_digits(const struct parser *p, size_t skip, size_t n)
{
	long value = 0;

	for (size_t i = 0; i < n; i++) {
		int digit = str_hex((char)parse_peek(p, skip + i));

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* {h..h} after \u. */
static bool
braced_code_point(struct parser *p, size_t from, uint32_t *c)
{
	size_t i = 1;
	int digit;

	*c = 0;
	for (; (digit = str_hex((char)parse_peek(p, i))) >= 0; i++) {
		*c = *c * 16 + (uint32_t)digit;
		if (*c > CODE_POINT_MAX)
			return parse_fail(p, from, p->at + i + 1,
					  "the code point is above U+10FFFF");
	}
	if (i == 1 || parse_peek(p, i) != '}')
		return parse_fail(p, from, p->at + i,
				  "'\\u{' needs hexadecimal digits and '}'");
	p->at += i + 1;
	return true;
}

/* After "\u"; a pair of surrogates is one code point. */
static bool
unicode_escape(struct parser *p, size_t from, uint32_t *c)
{
	long high, low;

	if (parse_peek(p, 0) == '{')
		return braced_code_point(p, from, c);
	high = hex_digits(p, 0, 4);
	if (high < 0)
		return parse_fail(p, from, p->at,
				  "'\\u' needs four hexadecimal digits");
	p->at += 4;
	*c = (uint32_t)high;
	if (high < 0xd800 || high > 0xdbff || !parse_sees(p, "\\u"))
		return true;
	low = hex_digits(p, 2, 4);
	if (low >= 0xdc00 && low <= 0xdfff) {
		*c = 0x10000 + ((*c - 0xd800) << 10) + ((uint32_t)low - 0xdc00);
		p->at += 6;
	}
	return true;
}

/* text is no property: says what may have been meant. */
static bool
unknown_property(struct parser *p, size_t from, size_t end, struct str text)
{
	const char *equals = memchr(text.s, '=', text.len), *name;
	struct str wanted = text;
	struct suggest s;
	int shown = (int)(text.len > 40 ? 40 : text.len);

	if (equals != NULL)
		wanted = str_slice(text, (size_t)(equals - text.s) + 1, text.len);
	suggest_init(&s, wanted);
	for (size_t i = 0; (name = property_name(i)) != NULL; i++)
		suggest_offer(&s, str_from(name));
	for (size_t i = 0; (name = property_script(i)) != NULL; i++) {
		if (equals == NULL && str_is(text, name))
			return parse_fail(
			    p, from, end,
			    "no Unicode property '%s' is known; a script is "
			    "'\\p{Script=%s}'",
			    name, name);
		if (equals != NULL)
			suggest_offer(&s, str_from(name));
	}
	if (s.best.s == NULL)
		return parse_fail(p, from, end, "no Unicode property '%.*s' is known",
				  shown, text.s);
	return parse_fail(p, from, end,
			  "no Unicode property '%.*s' is known; a similar name exists: "
			  "'%.*s'",
			  shown, text.s, STR_ARG(s.best));
}

static bool
property_escape(struct parser *p, size_t from, bool negated, struct atom *out)
{
	size_t end;
	struct str text;
	char *spelling;

	if (parse_peek(p, 0) != '{')
		return parse_fail(p, from, p->at,
				  "'\\%c' needs a name in braces: \\%c{Letter}",
				  negated ? 'P' : 'p', negated ? 'P' : 'p');
	for (end = p->at + 1; end < p->p.len && p->p.s[end] != '}'; end++)
		;
	if (end == p->p.len)
		return parse_fail(p, from, p->at + 1,
				  "'}' is missing after the property's name");
	text = str_slice(p->p, p->at + 1, end);
	spelling = arena_alloc(p->a, PROPERTY_SPELLING);
	if (!property_find(text, negated, spelling))
		return unknown_property(p, from, end + 1, text);
	p->at = end + 1;
	*out = (struct atom){.kind = ATOM_PROPERTY, .property = spelling};
	return true;
}

/* What other engines mean by a letter, where it can be said. */
static const char *
replacement(int letter)
{
	switch (letter) {
	case 'A':
		return "; the start of the text is '^'";
	case 'Z':
	case 'z':
		return "; the end of the text is '$'";
	case 'a':
		return "; the bell is '\\x07'";
	case 'e':
		return "; the escape character is '\\x1b'";
	case 'h':
		return "; a space or tab is '[ \\t]'";
	case 'R':
		return "; a line end is '\\r?\\n'";
	case 'N':
		return "; all but a line end is '.'";
	default:
		return "";
	}
}

/* Everything that is an escape only because of the letter that follows. */
static bool
other_escape(struct parser *p, size_t from, bool in_class, struct atom *out)
{
	int c = parse_peek(p, 0);

	*out = (struct atom){.kind = ATOM_CHAR};
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return parse_fail(p, from, p->at + 1,
				  "'\\%c' is not in ECMA-262's regular expressions%s%s",
				  c, in_class ? " within a class" : "",
				  in_class ? "" : replacement(c));
	if (c >= '0' && c <= '9')
		return parse_fail(p, from, p->at + 1,
				  "ECMA-262 has no octal escapes; use '\\x' with two "
				  "hexadecimal digits");
	if (!parse_char(p, &out->c))
		return false;
	if (c == '-' && in_class)
		return true;
	if (c == 0 || strchr("^$\\.*+?()[]{}|/", c) == NULL)
		parse_warn(
		    p, from, p->at,
		    "'\\%.*s' is no escape in ECMA-262 with flag u; write '%.*s'",
		    (int)(p->at - from - 1), p->p.s + from + 1, (int)(p->at - from - 1),
		    p->p.s + from + 1);
	return true;
}

static bool
numbered_ref(struct parser *p, struct atom *out)
{
	unsigned n = 0;
	int c;

	for (; (c = parse_peek(p, 0)) >= '0' && c <= '9'; p->at++)
		n = n > 100000000 ? n : n * 10 + (unsigned)(c - '0');
	*out = (struct atom){.kind = ATOM_NUMBER, .number = n};
	return true;
}

static bool
char_escape(struct parser *p, size_t used, uint32_t c, struct atom *out)
{
	p->at += used;
	*out = (struct atom){.kind = ATOM_CHAR, .c = c};
	return true;
}

static bool
control_escape(struct parser *p, size_t from, struct atom *out)
{
	int c = parse_peek(p, 1);

	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return char_escape(p, 2, (uint32_t)c % 32, out);
	return parse_fail(p, from, p->at + 1, "'\\c' needs a letter from A to Z");
}

static bool
hex_escape(struct parser *p, size_t from, struct atom *out)
{
	long value = hex_digits(p, 1, 2);

	if (value < 0)
		return parse_fail(
		    p, from, p->at + 1,
		    parse_peek(p, 1) == '{'
			? "'\\x{' is not in ECMA-262's regular expressions; "
			  "use '\\u{'"
			: "'\\x' needs two hexadecimal digits");
	return char_escape(p, 3, (uint32_t)value, out);
}

static bool
name_escape(struct parser *p, size_t from, struct atom *out)
{
	if (parse_peek(p, 1) != '<')
		return parse_fail(p, from, p->at + 1,
				  "'\\k' needs the name of a group: \\k<name>");
	p->at += 2;
	*out = (struct atom){.kind = ATOM_NAME};
	return parse_name(p, &out->name);
}

bool
parse_escape(struct parser *p, bool in_class, struct atom *out)
{
	size_t from = p->at++;
	int c = parse_peek(p, 0), digit = parse_peek(p, 1);

	switch (c) {
	case -1:
		return parse_fail(p, from, from + 1, "the pattern ends after '\\'");
	case 'd':
	case 'D':
	case 's':
	case 'S':
	case 'w':
	case 'W':
		p->at++;
		*out = (struct atom){.kind = ATOM_SET, .set = (char)c};
		return true;
	case 'p':
	case 'P':
		p->at++;
		return property_escape(p, from, c == 'P', out);
	case 'f':
		return char_escape(p, 1, '\f', out);
	case 'n':
		return char_escape(p, 1, '\n', out);
	case 'r':
		return char_escape(p, 1, '\r', out);
	case 't':
		return char_escape(p, 1, '\t', out);
	case 'v':
		return char_escape(p, 1, '\v', out);
	case 'c':
		return control_escape(p, from, out);
	case 'x':
		return hex_escape(p, from, out);
	case 'u':
		p->at++;
		*out = (struct atom){.kind = ATOM_CHAR};
		return unicode_escape(p, from, &out->c);
	case '0':
		if (digit >= '0' && digit <= '9')
			break;
		return char_escape(p, 1, 0, out);
	case 'b':
		if (in_class)
			return char_escape(p, 1, '\b', out);
		p->at++;
		*out = (struct atom){.kind = ATOM_WORD};
		return true;
	case 'B':
		if (in_class)
			break;
		p->at++;
		*out = (struct atom){.kind = ATOM_NOT_WORD};
		return true;
	case 'k':
		if (in_class)
			break;
		return name_escape(p, from, out);
	default:
		if (c >= '1' && c <= '9' && !in_class)
			return numbered_ref(p, out);
	}
	return other_escape(p, from, in_class, out);
}

/* "[:alpha:]" within a class: remembered, should a ']' be left over. */
static void
note_posix(struct parser *p)
{
	size_t i = 2;
	int c;

	if (!parse_sees(p, "[:") || p->posix != 0)
		return;
	while ((c = parse_peek(p, i)) >= 'a' && c <= 'z')
		i++;
	if (i == 2 || c != ':' || parse_peek(p, i + 1) != ']')
		return;
	p->posix = p->at;
	p->posix_end = p->at + i + 2;
	parse_warn(p, p->posix, p->posix_end,
		   "'%.*s' is no class in ECMA-262, only its characters",
		   (int)(p->posix_end - p->posix > 40 ? 40 : p->posix_end - p->posix),
		   p->p.s + p->posix);
}

static bool
class_atom(struct parser *p, struct charset *out, struct atom *atom)
{
	struct property *property;

	*atom = (struct atom){.kind = ATOM_CHAR};
	if (parse_peek(p, 0) != '\\') {
		note_posix(p);
		return parse_char(p, &atom->c);
	}
	if (!parse_escape(p, true, atom))
		return false;
	if (atom->kind == ATOM_SET) {
		set_add_escape(&out->set, atom->set, p->a);
	} else if (atom->kind == ATOM_PROPERTY) {
		property = arena_alloc(p->a, sizeof(*property));
		property->spelling = atom->property;
		property->next = out->properties;
		out->properties = property;
	}
	return true;
}

/* One character, escape or range of a class. */
static bool
class_item(struct parser *p, struct charset *out)
{
	size_t from = p->at;
	struct atom low, high;

	if (!class_atom(p, out, &low))
		return false;
	if (parse_peek(p, 0) == '-' && parse_peek(p, 1) != ']' &&
	    parse_peek(p, 1) != -1) {
		p->at++;
		if (!class_atom(p, out, &high))
			return false;
		if (low.kind == ATOM_CHAR && high.kind == ATOM_CHAR) {
			if (low.c > high.c)
				return parse_fail(p, from, p->at,
						  "the range '%.*s' is out of order",
						  (int)(p->at - from), p->p.s + from);
			set_add(&out->set, low.c, high.c, p->a);
			return true;
		}
		parse_warn(
		    p, from, p->at,
		    "'-' beside a class escape is an error with flag u; write '\\-'");
		set_add(&out->set, '-', '-', p->a);
		if (high.kind == ATOM_CHAR)
			set_add(&out->set, high.c, high.c, p->a);
	}
	if (low.kind == ATOM_CHAR)
		set_add(&out->set, low.c, low.c, p->a);
	return true;
}

bool
parse_class(struct parser *p, struct charset *out)
{
	size_t from = p->at++;

	*out = (struct charset){0};
	if (parse_peek(p, 0) == '^') {
		out->negated = true;
		p->at++;
	}
	while (parse_peek(p, 0) != ']') {
		if (parse_peek(p, 0) == -1)
			return parse_fail(p, from, from + 1,
					  "']' is missing for this '['");
		if (!class_item(p, out))
			return false;
	}
	p->at++;
	set_tidy(&out->set);
	if (out->negated && out->properties == NULL) {
		set_complement(&out->set, p->a);
		out->negated = false;
	}
	return true;
}

enum answer { NO, YES, UNKNOWN };

/*
 * ID_Start and ID_Continue: PCRE2 knows them since 10.40.  Names of groups beyond
 * ASCII are so rare that the pattern is made anew for each.
 */
static enum answer
unicode_identifier(struct str name)
{
	static const char *pattern = "\\A[\\p{IDS}$_][\\p{IDC}$\\x{200c}\\x{200d}]*\\z";
	int code, rc;
	size_t where;
	pcre2_code *re = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
				       PCRE2_UTF, &code, &where, NULL);
	pcre2_match_data *md;

	if (re == NULL && code != PCRE2_ERROR_HEAP_FAILED)
		return UNKNOWN;
	md = re != NULL ? pcre2_match_data_create(1, NULL) : NULL;
	rc = md != NULL ? pcre2_match(re, (PCRE2_SPTR)name.s, name.len, 0,
				      PCRE2_NO_UTF_CHECK, md, NULL)
			: PCRE2_ERROR_NOMEMORY;
	pcre2_match_data_free(md);
	pcre2_code_free(re);
	if (rc == PCRE2_ERROR_NOMEMORY)
		out_of_memory();
	return rc >= 0 ? YES : rc == PCRE2_ERROR_NOMATCH ? NO : UNKNOWN;
}

static enum answer
identifier(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.s[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
		    c == '$')
			continue;
		if (c >= '0' && c <= '9' && i > 0)
			continue;
		return (c & 0x80) != 0 ? unicode_identifier(name) : NO;
	}
	return name.len > 0 ? YES : NO;
}

/* One character of a name; false at something that cannot be in one. */
static bool
name_char(struct parser *p, uint32_t *c)
{
	size_t from = p->at;

	*c = 0;
	if (!parse_sees(p, "\\u"))
		return parse_char(p, c);
	p->at += 2;
	if (!unicode_escape(p, from, c))
		return false;
	if (*c >= 0xd800 && *c <= 0xdfff)
		return parse_fail(p, from, p->at,
				  "a lone surrogate cannot be in a name");
	return true;
}

bool
parse_name(struct parser *p, struct str *name)
{
	size_t from = p->at;
	struct buf b = BUF_INIT;
	enum answer fits;
	uint32_t c;
	char bytes[4];

	while (parse_peek(p, 0) != '>' && parse_peek(p, 0) != -1) {
		if (!name_char(p, &c)) {
			buf_release(&b);
			return false;
		}
		buf_add(&b, bytes, utf8_encode(c, bytes));
	}
	name->s = arena_strndup(p->a, buf_str(&b).s, b.len);
	name->len = b.len;
	buf_release(&b);
	if (parse_peek(p, 0) == -1)
		return parse_fail(p, from - 1, from,
				  "'>' is missing after the group's name");
	fits = identifier(*name);
	if (fits == UNKNOWN)
		regex_unsupported(p->err, from, p->at,
				  "this version of PCRE2 does not know which letters "
				  "may be in the name of a group");
	if (fits == NO)
		return parse_fail(
		    p, from, p->at > from ? p->at : from + 1,
		    "the name of a group must be letters, digits, '_' or '$'");
	p->at++;
	return true;
}
