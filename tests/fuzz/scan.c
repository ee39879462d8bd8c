/*
 * Fuzzing the inner loops of reading against plain ones: the same text, from each of
 * its first places, so that every alignment and every tail is met.
 *
 * load/scan.h has loops of sixteen bytes and of eight, by what the processor has;
 * those here take one byte after the other and are the standard's words
 * (RFC 8259, 2, 6 and 7).  "make fuzz CPPFLAGS=-U__SSE2__ FUZZ_TARGETS=scan" tests
 * the others.
 */
#include "load/scan.h"
#include "fuzz.h"

/* RFC 8259, 2: ws */
static const char *
plain_space(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
		p++;
	return p;
}

/* unescaped, as far as it is ASCII */
static const char *
plain_plain(const char *p, const char *end)
{
	while (p < end && *p >= 0x20 && (unsigned char)*p < 0x80 && *p != '"' &&
	       *p != '\\')
		p++;
	return p;
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

/* The length of an escape; 0: it is none. */
static size_t
plain_escape(const char *p, const char *end)
{
	if (end - p < 2 || p[0] != '\\' || p[1] == '\0')
		return 0;
	if (strchr("\"\\/bfnrt", p[1]) != NULL)
		return 2;
	if (p[1] != 'u' || end - p < 6)
		return 0;
	return is_hex(p[2]) && is_hex(p[3]) && is_hex(p[4]) && is_hex(p[5]) ? 6 : 0;
}

/* The closing quote, or NULL. */
static const char *
plain_string(const char *p, const char *end, bool *escapes)
{
	uint32_t c;
	size_t n;

	while (p < end && *p != '"') {
		if (*p == '\\') {
			n = plain_escape(p, end);
			*escapes = *escapes || n != 0;
		} else {
			n = utf8_decode(p, (size_t)(end - p), &c);
			n = n != 0 && c >= 0x20 ? n : 0;
		}
		if (n == 0)
			return NULL;
		p += n;
	}
	return p < end ? p : NULL;
}

static const char *
digits(const char *p, const char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

/* [ minus ] int [ frac ] [ exp ], and nothing behind that looks like more of it. */
static const char *
plain_number(const char *p, const char *end, bool *integer)
{
	const char *from;

	*integer = true;
	p += p < end && *p == '-';
	from = p;
	p = digits(p, end);
	if (p == from || (*from == '0' && p > from + 1))
		return NULL;
	if (p < end && *p == '.') {
		*integer = false;
		from = ++p;
		p = digits(p, end);
		if (p == from)
			return NULL;
	}
	if (p < end && (*p == 'e' || *p == 'E')) {
		*integer = false;
		p++;
		p += p < end && (*p == '+' || *p == '-');
		from = p;
		p = digits(p, end);
		if (p == from)
			return NULL;
	}
	return p < end && scan_is(*p, SCAN_WORD | SCAN_NUMBER) ? NULL : p;
}

static void
compare(const char *p, const char *end)
{
	bool escapes = false, plain_escapes = false, integer, plain_integer;
	const char *at;

	MUST(scan_space(p, end) == plain_space(p, end));
	MUST(scan_plain(p, end) == plain_plain(p, end));
	at = scan_string(p, end, &escapes);
	MUST(at == plain_string(p, end, &plain_escapes));
	MUST(at == NULL || escapes == plain_escapes);
	at = scan_number(p, end, &integer);
	MUST(at == plain_number(p, end, &plain_integer));
	MUST(at == NULL || integer == plain_integer);
	if (p < end && *p == '\\')
		MUST(scan_escape(p, end) == plain_escape(p, end));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size);

	for (size_t from = 0; from <= text.len && from < 40; from++)
		compare(text.s + from, text.s + text.len);
	/* and from behind each quote: where strings begin */
	for (size_t i = 0; i < text.len && i < 2000; i++) {
		if (text.s[i] == '"' || text.s[i] == ' ')
			compare(text.s + i + 1, text.s + text.len);
	}
	return 0;
}
