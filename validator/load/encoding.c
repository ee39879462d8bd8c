/* encoding: which one it is, and the bytes that are not UTF-8. */
#include "load/encoding.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "load/reading.h"
#include "load/scan.h"

struct encoding {
	const char *name; /* as iconv calls it */
	size_t mark;      /* length of the byte order mark; 0: none */
	bool utf8;
};

static const struct {
	struct encoding encoding;
	struct str mark;
} marks[] = {
    {{"UTF-8", 3, true}, STR_INIT("\xef\xbb\xbf")},
    {{"UTF-32LE", 4, false}, STR_INIT("\xff\xfe\0\0")}, /* before UTF-16LE */
    {{"UTF-32BE", 4, false}, STR_INIT("\0\0\xfe\xff")},
    {{"UTF-16LE", 2, false}, STR_INIT("\xff\xfe")},
    {{"UTF-16BE", 2, false}, STR_INIT("\xfe\xff")},
};

static bool
begins_json(char c)
{
	return (unsigned char)c > ' ' || scan_is(c, SCAN_SPACE);
}

/*
 * Without a mark: a JSON text begins with an ASCII character, and another one
 * follows it unless the text is a single digit or starts with a quote.
 */
static const char *
encoding_by_nuls(struct str t)
{
	const unsigned char *u = (const unsigned char *)t.s;

	if (t.len >= 4 && u[0] == 0 && u[1] == 0 && u[2] == 0 && u[3] != 0)
		return "UTF-32BE";
	if (t.len >= 4 && begins_json(t.s[0]) && u[1] == 0 && u[2] == 0 && u[3] == 0)
		return "UTF-32LE";
	if (t.len >= 4 && u[0] == 0 && begins_json(t.s[1]) &&
	    (t.len % 2 == 0 || (u[2] == 0 && u[3] != 0)))
		return "UTF-16BE"; /* of an odd length: cut off, or mended by hand */
	if (t.len >= 4 && begins_json(t.s[0]) && u[1] == 0 &&
	    (t.len % 2 == 0 ? u[2] != 0 || u[3] != 0 : u[2] != 0 && u[3] == 0))
		return "UTF-16LE";
	return NULL;
}

/* By the first bytes of a file; UTF-8 if nothing speaks against it. */
static struct encoding
detect(struct str text)
{
	const char *name;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (str_starts(text, marks[i].mark))
			return marks[i].encoding;
	}
	name = encoding_by_nuls(text);
	if (name != NULL)
		return (struct encoding){name, 0, false};
	return (struct encoding){"UTF-8", 0, true};
}

bool
encoding_check(const struct doc *d, struct diags *ds, size_t *skip)
{
	struct encoding e = {"UTF-8", 0, true};
	struct diag *f;

	if (d->base == 0)
		e = detect(d->text);
	*skip = e.utf8 ? e.mark : 0;
	if (ds == NULL || (e.utf8 && (e.mark == 0 || e.mark == d->text.len)))
		return e.utf8; /* of nothing but a mark the reader speaks */
	if (e.utf8) {
		f = diag_add(ds, RULE_BYTE_ORDER_MARK, (struct span){0, e.mark},
			     "the text begins with a byte order mark (U+FEFF)");
		fix_edit(ds, diag_fix(ds, f, FIX_SAFE, "remove it"),
			 (struct span){0, e.mark}, STR(""));
	} else {
		f = diag_add(ds, RULE_INVALID_ENCODING,
			     (struct span){0, e.mark != 0 ? e.mark : 1},
			     "the text is in %s%s; JSON is UTF-8", e.name,
			     e.mark != 0 ? " (by its byte order mark)" : "");
		diag_help(ds, f, "convert it: iconv -f %s -t UTF-8", e.name);
	}
	return e.utf8;
}

/*
 * How many bytes belong to the ill-formed sequence at p: a first byte and the
 * continuation bytes it asks for, as far as they follow.
 */
static size_t
bad_length(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;
	size_t wanted = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf8 ? 4 : 1;
	size_t n = 1;

	while (n < wanted && (size_t)(end - p) > n && (p[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* What is wrong with the n bytes at p. */
static const char *
bad_reason(const char *p, size_t n)
{
	unsigned char c = (unsigned char)p[0];

	if (c < 0xc0)
		return "a continuation byte without a beginning";
	if (c >= 0xf8)
		return "no character begins with it";
	if (n == 1)
		return "no continuation byte follows";
	if (n < (c < 0xe0 ? 2u : c < 0xf0 ? 3u : 4u))
		return "the character is cut off";
	if (c == 0xed)
		return "a surrogate";
	return c >= 0xf4 ? "beyond U+10FFFF" : "an overlong form";
}

/* Windows-1252 from 0x80 on, where it is not Latin-1; 0: no character. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* A single high byte between ASCII is likely an old 8-bit encoding. */
static void
suggest_windows_1252(struct reader *r, struct diag *d, const char *p)
{
	unsigned char byte = (unsigned char)*p;
	uint32_t c = byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
	char text[4];
	size_t n;

	if (c == 0)
		return;
	n = utf8_encode(c, text);
	fix_edit(r->ds,
		 diag_fix(r->ds, d, FIX_SUGGESTED,
			  "write '%.*s' in UTF-8, if the text was Windows-1252", (int)n,
			  text),
		 reader_span(r, p, p + 1), (struct str){text, n});
}

const char *
encoding_bad_bytes(struct reader *r, const char *p)
{
	size_t n = bad_length(p, r->end), i;
	char hex[32] = "";
	struct diag *d;

	r->failed = true;
	if (++r->bad_bytes > READER_BAD_BYTES)
		return p + n;
	for (i = 0; i < n; i++)
		snprintf(hex + strlen(hex), sizeof(hex) - strlen(hex), "%s0x%02X",
			 i != 0 ? " " : "", (unsigned)(unsigned char)p[i]);
	d = diag_add(r->ds, RULE_INVALID_ENCODING, reader_span(r, p, p + n),
		     "the byte%s %s %s not UTF-8: %s", n != 1 ? "s" : "", hex,
		     n != 1 ? "are" : "is", bad_reason(p, n));
	if (n == 1 && (p + 1 == r->end || (unsigned char)p[1] < 0x80))
		suggest_windows_1252(r, d, p);
	r->last_bad_byte = d;
	return p + n;
}

void
encoding_finish(struct reader *r)
{
	if (r->bad_bytes > READER_BAD_BYTES)
		diag_note(r->ds, r->last_bad_byte,
			  "and %zu more bytes or sequences that are not UTF-8",
			  r->bad_bytes - READER_BAD_BYTES);
}
