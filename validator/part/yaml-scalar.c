/* yaml-scalar: see the header. */
#include "part/yaml-scalar.h"

#include "base/utf8.h"
#include "load/scan.h"
#include "load/text.h"
#include "part/form.h"
#include "part/number.h"
#include "part/part.h"

/* Whether it is one of the words, which have a blank on both sides. */
static bool
is_one_of(struct str value, const char *words)
{
	const char *at = words;

	if (value.len == 0 || memchr(value.s, ' ', value.len) != NULL)
		return false;
	while ((at = memmem(at, strlen(at), value.s, value.len)) != NULL) {
		if (at[-1] == ' ' && at[value.len] == ' ')
			return true;
		at += value.len;
	}
	return false;
}

enum yaml_type
yaml_resolve(struct str value)
{
	const char *end = value.s + value.len;
	bool integer, sign = value.len != 0 && (*value.s == '-' || *value.s == '+');

	if (value.len != 0 && strchr("~nNtTfF+-.0123456789", *value.s) == NULL)
		return YAML_STRING; /* nearly always */
	if (value.len == 0 || is_one_of(value, " ~ null Null NULL "))
		return YAML_NULL;
	if (is_one_of(value, " true True TRUE false False FALSE "))
		return YAML_BOOLEAN;
	if (number_end(value.s, end, true, &integer) == end)
		return integer ? YAML_INTEGER : YAML_FLOAT;
	if (is_one_of(value, " .nan .NaN .NAN ") ||
	    is_one_of(str_slice(value, sign, value.len), " .inf .Inf .INF "))
		return YAML_NOT_FINITE;
	return YAML_STRING;
}

struct str
yaml_tag(const char *tag)
{
	struct str s = str_from(tag), prefix = STR("tag:yaml.org,2002:");

	if (str_starts(s, prefix))
		s = str_slice(s, prefix.len, s.len);
	else if (!str_is(s, "!"))
		return STR("");
	return is_one_of(s, " ! str int float bool null map seq ") ? s : STR("");
}

bool
yaml_type_by_tag(struct str tag, enum yaml_type *type)
{
	enum yaml_type is = *type;

	if (str_is(tag, "str") || str_is(tag, "!"))
		*type = YAML_STRING;
	else if (str_is(tag, "float"))
		return is == YAML_INTEGER || is == YAML_FLOAT || is == YAML_NOT_FINITE;
	else
		return (str_is(tag, "null") && is == YAML_NULL) ||
		       (str_is(tag, "bool") && is == YAML_BOOLEAN) ||
		       (str_is(tag, "int") && is == YAML_INTEGER);
	return true;
}

static void
add_unit(struct part_builder *b, size_t from, size_t to, const char *s, size_t len)
{
	if (len != 0)
		part_unit(b, from, to, text_json((struct str){s, len}, b->arena));
}

/* What stands there as it is, but for escapes that JSON needs. */
static void
add_same(struct part_builder *b, struct str text, size_t from, size_t to)
{
	const char *p, *stop, *end = text.s + to;

	while (from < to) {
		for (stop = p = text.s + from; stop < end; stop++) {
			stop = scan_plain(stop, end);
			if (stop == end || (unsigned char)*stop < 0x80)
				break;
		}
		part_copy(b, text, from, from + (size_t)(stop - p));
		from += (size_t)(stop - p);
		if (from < to)
			add_unit(b, from, from + 1, stop, 1);
		from += from < to;
	}
}

/* The length of the escape at at in such quotes, or 0. */
static size_t
escape_length(struct str text, size_t at, char quote)
{
	char next = at + 1 < text.len ? text.s[at + 1] : '\0';

	if (at >= text.len || text.s[at] != (quote == '"' ? '\\' : quote))
		return 0;
	if (next == '\n' || next == '\r') /* the line goes on in the next */
		return skip_space(text, at + 1) - at;
	return quote == '\'' ? 2
	       : next == 'x' ? 4
	       : next == 'u' ? 6
	       : next == 'U' ? 10
			     : 2;
}

/* How many bytes at the beginning of both are the same characters, and no escape. */
static size_t
same_length(struct str text, struct str value, char quote)
{
	char special = quote == '"' ? '\\' : quote;
	size_t n = 0;

	while (n < text.len && n < value.len && text.s[n] == value.s[n] &&
	       (quote == '\0' || text.s[n] != special))
		n++;
	while (n > 0 && n < value.len && utf8_continues(value.s[n]))
		n--;
	return n;
}

/*
 * What the text has in place of the beginning of value, none of whose bytes are the same:
 * an escape, or white space where lines are folded or indented.  Its length, or 0.
 */
static size_t
differing_length(struct str text, struct str value, char quote, size_t *of_value)
{
	size_t n = quote != '\0' ? escape_length(text, 0, quote) : 0;

	*of_value = 0;
	if (n == 0) {
		*of_value = skip_space(value, 0);
		return skip_space(text, 0);
	}
	if (text.s[1] != '\n' && text.s[1] != '\r')
		++*of_value;
	while (*of_value != 0 && *of_value < value.len &&
	       utf8_continues(value.s[*of_value]))
		++*of_value;
	return n < text.len ? n : text.len;
}

void
yaml_string(struct part_builder *b, struct str text, size_t from, size_t to,
	    struct str value)
{
	char mark = to > from + 1 ? text.s[from] : '\0';
	char quote = mark == '"' || mark == '\'' ? mark : '\0';
	size_t at = from + (quote != '\0'), end = to - (quote != '\0'), n, m;

	if (mark == '|' || mark == '>')
		at = line_next(str_slice(text, 0, to), from);
	part_unit(b, from, at, STR("\""));
	do {
		n = same_length(str_slice(text, at, end), value, quote);
		add_same(b, text, at, at + n);
		at += n;
		value = str_slice(value, n, value.len);
		n = differing_length(str_slice(text, at, end), value, quote, &m);
		if (value.len == 0 || n == 0)
			break;
		add_unit(b, at, at + n, value.s, m);
		at += n;
		value = str_slice(value, m, value.len);
	} while (value.len != 0);
	add_unit(b, at, end, value.s, value.len);
	part_unit(b, to - (quote != '\0'), to, STR("\""));
}
