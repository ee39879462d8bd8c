/* yaml-scalar: see the header. */
#include "part/yaml-scalar.h"

#include "load/scan.h"
#include "load/text.h"
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

static bool
continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

void
yaml_string(struct part_builder *b, struct str text, size_t from, size_t to,
	    struct str value)
{
	size_t quote = to > from + 1 && strchr("'\"", text.s[from]) != NULL, n = 0,
	       m = 0;
	size_t start = from + quote, end = to - quote, shorter;

	part_unit(b, from, start, STR("\""));
	/* behind a block that ends without a line end there may be some */
	while (end > start && quote == 0 && value.len != 0 &&
	       scan_is(text.s[end - 1], SCAN_SPACE) &&
	       text.s[end - 1] != value.s[value.len - 1])
		end--;
	shorter = end - start < value.len ? end - start : value.len;
	while (n < shorter && text.s[start + n] == value.s[n])
		n++;
	while (n > 0 && n < value.len && continues(value.s[n]))
		n--;
	while (m < shorter - n && text.s[end - 1 - m] == value.s[value.len - 1 - m])
		m++;
	while (m > 0 && continues(value.s[value.len - m]))
		m--;
	add_same(b, text, start, start + n);
	add_unit(b, start + n, end - m, value.s + n, value.len - n - m);
	add_same(b, text, end - m, end);
	part_unit(b, to - quote, to, STR("\""));
}
