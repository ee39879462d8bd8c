/* lookalike: characters that are not what they seem. */
#include "service/lookalike.h"

#include <stdlib.h>
#ifdef HAVE_IDN2
#include <idn2.h>
#endif

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "load/text.h"
#include "service/url.h"

struct row {
	uint32_t c;
	enum lookalike_kind kind;
	char name[52], ascii[4]; /* pointers would all be relocated at each start */
};

#define SPACE     LOOKALIKE_SPACE
#define INVISIBLE LOOKALIKE_INVISIBLE
#define BIDI      LOOKALIKE_BIDI
#define LIGATURE  LOOKALIKE_LIGATURE
#define SIGN      LOOKALIKE_SIGN
#define LETTER    LOOKALIKE_LETTER

/* clang-format off */
/* Sorted by code point, as are the letters. */
static const struct row signs[] = {
	{0x00a0, SPACE, "NO-BREAK SPACE", " "},
	{0x00ad, INVISIBLE, "SOFT HYPHEN", ""},
	{0x00b4, SIGN, "ACUTE ACCENT", "'"},
	{0x034f, INVISIBLE, "COMBINING GRAPHEME JOINER", ""},
	{0x060c, SIGN, "ARABIC COMMA", ","},
	{0x061c, BIDI, "ARABIC LETTER MARK", ""},
	{0x115f, INVISIBLE, "HANGUL CHOSEONG FILLER", ""},
	{0x1160, INVISIBLE, "HANGUL JUNGSEONG FILLER", ""},
	{0x1680, SPACE, "OGHAM SPACE MARK", " "},
	{0x17b4, INVISIBLE, "KHMER VOWEL INHERENT AQ", ""},
	{0x17b5, INVISIBLE, "KHMER VOWEL INHERENT AA", ""},
	{0x180e, INVISIBLE, "MONGOLIAN VOWEL SEPARATOR", ""},
	{0x2000, SPACE, "EN QUAD", " "},
	{0x2001, SPACE, "EM QUAD", " "},
	{0x2002, SPACE, "EN SPACE", " "},
	{0x2003, SPACE, "EM SPACE", " "},
	{0x2004, SPACE, "THREE-PER-EM SPACE", " "},
	{0x2005, SPACE, "FOUR-PER-EM SPACE", " "},
	{0x2006, SPACE, "SIX-PER-EM SPACE", " "},
	{0x2007, SPACE, "FIGURE SPACE", " "},
	{0x2008, SPACE, "PUNCTUATION SPACE", " "},
	{0x2009, SPACE, "THIN SPACE", " "},
	{0x200a, SPACE, "HAIR SPACE", " "},
	{0x200b, INVISIBLE, "ZERO WIDTH SPACE", ""},
	{0x200c, INVISIBLE, "ZERO WIDTH NON-JOINER", ""},
	{0x200d, INVISIBLE, "ZERO WIDTH JOINER", ""},
	{0x200e, BIDI, "LEFT-TO-RIGHT MARK", ""},
	{0x200f, BIDI, "RIGHT-TO-LEFT MARK", ""},
	{0x2010, SIGN, "HYPHEN", "-"},
	{0x2011, SIGN, "NON-BREAKING HYPHEN", "-"},
	{0x2012, SIGN, "FIGURE DASH", "-"},
	{0x2013, SIGN, "EN DASH", "-"},
	{0x2014, SIGN, "EM DASH", "-"},
	{0x2015, SIGN, "HORIZONTAL BAR", "-"},
	{0x2018, SIGN, "LEFT SINGLE QUOTATION MARK", "'"},
	{0x2019, SIGN, "RIGHT SINGLE QUOTATION MARK", "'"},
	{0x201a, SIGN, "SINGLE LOW-9 QUOTATION MARK", "'"},
	{0x201b, SIGN, "SINGLE HIGH-REVERSED-9 QUOTATION MARK", "'"},
	{0x201c, SIGN, "LEFT DOUBLE QUOTATION MARK", "\""},
	{0x201d, SIGN, "RIGHT DOUBLE QUOTATION MARK", "\""},
	{0x201e, SIGN, "DOUBLE LOW-9 QUOTATION MARK", "\""},
	{0x201f, SIGN, "DOUBLE HIGH-REVERSED-9 QUOTATION MARK", "\""},
	{0x2024, SIGN, "ONE DOT LEADER", "."},
	{0x2026, SIGN, "HORIZONTAL ELLIPSIS", "..."},
	{0x2028, SPACE, "LINE SEPARATOR", " "},
	{0x2029, SPACE, "PARAGRAPH SEPARATOR", " "},
	{0x202a, BIDI, "LEFT-TO-RIGHT EMBEDDING", ""},
	{0x202b, BIDI, "RIGHT-TO-LEFT EMBEDDING", ""},
	{0x202c, BIDI, "POP DIRECTIONAL FORMATTING", ""},
	{0x202d, BIDI, "LEFT-TO-RIGHT OVERRIDE", ""},
	{0x202e, BIDI, "RIGHT-TO-LEFT OVERRIDE", ""},
	{0x202f, SPACE, "NARROW NO-BREAK SPACE", " "},
	{0x2032, SIGN, "PRIME", "'"},
	{0x2033, SIGN, "DOUBLE PRIME", "\""},
	{0x2044, SIGN, "FRACTION SLASH", "/"},
	{0x205f, SPACE, "MEDIUM MATHEMATICAL SPACE", " "},
	{0x2060, INVISIBLE, "WORD JOINER", ""},
	{0x2061, INVISIBLE, "FUNCTION APPLICATION", ""},
	{0x2062, INVISIBLE, "INVISIBLE TIMES", ""},
	{0x2063, INVISIBLE, "INVISIBLE SEPARATOR", ""},
	{0x2064, INVISIBLE, "INVISIBLE PLUS", ""},
	{0x2066, BIDI, "LEFT-TO-RIGHT ISOLATE", ""},
	{0x2067, BIDI, "RIGHT-TO-LEFT ISOLATE", ""},
	{0x2068, BIDI, "FIRST STRONG ISOLATE", ""},
	{0x2069, BIDI, "POP DIRECTIONAL ISOLATE", ""},
	{0x206a, INVISIBLE, "INHIBIT SYMMETRIC SWAPPING", ""},
	{0x206b, INVISIBLE, "ACTIVATE SYMMETRIC SWAPPING", ""},
	{0x206c, INVISIBLE, "INHIBIT ARABIC FORM SHAPING", ""},
	{0x206d, INVISIBLE, "ACTIVATE ARABIC FORM SHAPING", ""},
	{0x206e, INVISIBLE, "NATIONAL DIGIT SHAPES", ""},
	{0x206f, INVISIBLE, "NOMINAL DIGIT SHAPES", ""},
	{0x2212, SIGN, "MINUS SIGN", "-"},
	{0x2215, SIGN, "DIVISION SLASH", "/"},
	{0x2236, SIGN, "RATIO", ":"},
	{0x3000, SPACE, "IDEOGRAPHIC SPACE", " "},
	{0x3002, SIGN, "IDEOGRAPHIC FULL STOP", "."},
	{0x3164, INVISIBLE, "HANGUL FILLER", ""},
	{0xfb00, LIGATURE, "LATIN SMALL LIGATURE FF", "ff"},
	{0xfb01, LIGATURE, "LATIN SMALL LIGATURE FI", "fi"},
	{0xfb02, LIGATURE, "LATIN SMALL LIGATURE FL", "fl"},
	{0xfb03, LIGATURE, "LATIN SMALL LIGATURE FFI", "ffi"},
	{0xfb04, LIGATURE, "LATIN SMALL LIGATURE FFL", "ffl"},
	{0xfb05, LIGATURE, "LATIN SMALL LIGATURE LONG S T", "st"},
	{0xfb06, LIGATURE, "LATIN SMALL LIGATURE ST", "st"},
	{0xfe63, SIGN, "SMALL HYPHEN-MINUS", "-"},
	{0xfeff, INVISIBLE, "ZERO WIDTH NO-BREAK SPACE", ""},
	{0xffa0, INVISIBLE, "HALFWIDTH HANGUL FILLER", ""},};

static const struct row letters[] = {
	{0x0131, LETTER, "LATIN SMALL LETTER DOTLESS I", "i"},
	{0x0142, LETTER, "LATIN SMALL LETTER L WITH STROKE", "l"},
	{0x017f, LETTER, "LATIN SMALL LETTER LONG S", "s"},
	{0x0185, LETTER, "LATIN SMALL LETTER TONE SIX", "b"},
	{0x01c3, LETTER, "LATIN LETTER RETROFLEX CLICK", "!"},
	{0x0237, LETTER, "LATIN SMALL LETTER DOTLESS J", "j"},
	{0x0251, LETTER, "LATIN SMALL LETTER ALPHA", "a"},
	{0x0261, LETTER, "LATIN SMALL LETTER SCRIPT G", "g"},
	{0x0269, LETTER, "LATIN SMALL LETTER IOTA", "i"},
	{0x028f, LETTER, "LATIN LETTER SMALL CAPITAL Y", "y"},
	{0x037f, LETTER, "GREEK CAPITAL LETTER YOT", "J"},
	{0x0391, LETTER, "GREEK CAPITAL LETTER ALPHA", "A"},
	{0x0392, LETTER, "GREEK CAPITAL LETTER BETA", "B"},
	{0x0395, LETTER, "GREEK CAPITAL LETTER EPSILON", "E"},
	{0x0396, LETTER, "GREEK CAPITAL LETTER ZETA", "Z"},
	{0x0397, LETTER, "GREEK CAPITAL LETTER ETA", "H"},
	{0x0399, LETTER, "GREEK CAPITAL LETTER IOTA", "I"},
	{0x039a, LETTER, "GREEK CAPITAL LETTER KAPPA", "K"},
	{0x039c, LETTER, "GREEK CAPITAL LETTER MU", "M"},
	{0x039d, LETTER, "GREEK CAPITAL LETTER NU", "N"},
	{0x039f, LETTER, "GREEK CAPITAL LETTER OMICRON", "O"},
	{0x03a1, LETTER, "GREEK CAPITAL LETTER RHO", "P"},
	{0x03a4, LETTER, "GREEK CAPITAL LETTER TAU", "T"},
	{0x03a5, LETTER, "GREEK CAPITAL LETTER UPSILON", "Y"},
	{0x03a7, LETTER, "GREEK CAPITAL LETTER CHI", "X"},
	{0x03b1, LETTER, "GREEK SMALL LETTER ALPHA", "a"},
	{0x03b3, LETTER, "GREEK SMALL LETTER GAMMA", "y"},
	{0x03b5, LETTER, "GREEK SMALL LETTER EPSILON", "e"},
	{0x03b7, LETTER, "GREEK SMALL LETTER ETA", "n"},
	{0x03b9, LETTER, "GREEK SMALL LETTER IOTA", "i"},
	{0x03ba, LETTER, "GREEK SMALL LETTER KAPPA", "k"},
	{0x03bd, LETTER, "GREEK SMALL LETTER NU", "v"},
	{0x03bf, LETTER, "GREEK SMALL LETTER OMICRON", "o"},
	{0x03c1, LETTER, "GREEK SMALL LETTER RHO", "p"},
	{0x03c3, LETTER, "GREEK SMALL LETTER SIGMA", "o"},
	{0x03c4, LETTER, "GREEK SMALL LETTER TAU", "t"},
	{0x03c5, LETTER, "GREEK SMALL LETTER UPSILON", "u"},
	{0x03c7, LETTER, "GREEK SMALL LETTER CHI", "x"},
	{0x03c9, LETTER, "GREEK SMALL LETTER OMEGA", "w"},
	{0x03f2, LETTER, "GREEK LUNATE SIGMA SYMBOL", "c"},
	{0x03f3, LETTER, "GREEK LETTER YOT", "j"},
	{0x03f9, LETTER, "GREEK CAPITAL LUNATE SIGMA SYMBOL", "C"},
	{0x0405, LETTER, "CYRILLIC CAPITAL LETTER DZE", "S"},
	{0x0406, LETTER, "CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I", "I"},
	{0x0408, LETTER, "CYRILLIC CAPITAL LETTER JE", "J"},
	{0x0410, LETTER, "CYRILLIC CAPITAL LETTER A", "A"},
	{0x0412, LETTER, "CYRILLIC CAPITAL LETTER VE", "B"},
	{0x0415, LETTER, "CYRILLIC CAPITAL LETTER IE", "E"},
	{0x0417, LETTER, "CYRILLIC CAPITAL LETTER ZE", "3"},
	{0x041a, LETTER, "CYRILLIC CAPITAL LETTER KA", "K"},
	{0x041c, LETTER, "CYRILLIC CAPITAL LETTER EM", "M"},
	{0x041d, LETTER, "CYRILLIC CAPITAL LETTER EN", "H"},
	{0x041e, LETTER, "CYRILLIC CAPITAL LETTER O", "O"},
	{0x0420, LETTER, "CYRILLIC CAPITAL LETTER ER", "P"},
	{0x0421, LETTER, "CYRILLIC CAPITAL LETTER ES", "C"},
	{0x0422, LETTER, "CYRILLIC CAPITAL LETTER TE", "T"},
	{0x0423, LETTER, "CYRILLIC CAPITAL LETTER U", "Y"},
	{0x0425, LETTER, "CYRILLIC CAPITAL LETTER HA", "X"},
	{0x0430, LETTER, "CYRILLIC SMALL LETTER A", "a"},
	{0x0432, LETTER, "CYRILLIC SMALL LETTER VE", "b"},
	{0x0433, LETTER, "CYRILLIC SMALL LETTER GHE", "r"},
	{0x0435, LETTER, "CYRILLIC SMALL LETTER IE", "e"},
	{0x043a, LETTER, "CYRILLIC SMALL LETTER KA", "k"},
	{0x043c, LETTER, "CYRILLIC SMALL LETTER EM", "m"},
	{0x043d, LETTER, "CYRILLIC SMALL LETTER EN", "h"},
	{0x043e, LETTER, "CYRILLIC SMALL LETTER O", "o"},
	{0x0440, LETTER, "CYRILLIC SMALL LETTER ER", "p"},
	{0x0441, LETTER, "CYRILLIC SMALL LETTER ES", "c"},
	{0x0442, LETTER, "CYRILLIC SMALL LETTER TE", "t"},
	{0x0443, LETTER, "CYRILLIC SMALL LETTER U", "y"},
	{0x0445, LETTER, "CYRILLIC SMALL LETTER HA", "x"},
	{0x0451, LETTER, "CYRILLIC SMALL LETTER IO", "e"},
	{0x0455, LETTER, "CYRILLIC SMALL LETTER DZE", "s"},
	{0x0456, LETTER, "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I", "i"},
	{0x0457, LETTER, "CYRILLIC SMALL LETTER YI", "i"},
	{0x0458, LETTER, "CYRILLIC SMALL LETTER JE", "j"},
	{0x0474, LETTER, "CYRILLIC CAPITAL LETTER IZHITSA", "V"},
	{0x0475, LETTER, "CYRILLIC SMALL LETTER IZHITSA", "v"},
	{0x04ae, LETTER, "CYRILLIC CAPITAL LETTER STRAIGHT U", "Y"},
	{0x04af, LETTER, "CYRILLIC SMALL LETTER STRAIGHT U", "y"},
	{0x04bb, LETTER, "CYRILLIC SMALL LETTER SHHA", "h"},
	{0x04c0, LETTER, "CYRILLIC LETTER PALOCHKA", "I"},
	{0x04cf, LETTER, "CYRILLIC SMALL LETTER PALOCHKA", "l"},
	{0x0500, LETTER, "CYRILLIC CAPITAL LETTER KOMI DE", "d"},
	{0x0501, LETTER, "CYRILLIC SMALL LETTER KOMI DE", "d"},
	{0x050c, LETTER, "CYRILLIC CAPITAL LETTER KOMI SJE", "G"},
	{0x051a, LETTER, "CYRILLIC CAPITAL LETTER QA", "Q"},
	{0x051b, LETTER, "CYRILLIC SMALL LETTER QA", "q"},
	{0x051c, LETTER, "CYRILLIC CAPITAL LETTER WE", "W"},
	{0x051d, LETTER, "CYRILLIC SMALL LETTER WE", "w"},
	{0x054d, LETTER, "ARMENIAN CAPITAL LETTER SEH", "U"},
	{0x0555, LETTER, "ARMENIAN CAPITAL LETTER OH", "O"},
	{0x0561, LETTER, "ARMENIAN SMALL LETTER AYB", "w"},
	{0x0566, LETTER, "ARMENIAN SMALL LETTER ZA", "q"},
	{0x0570, LETTER, "ARMENIAN SMALL LETTER HO", "h"},
	{0x0578, LETTER, "ARMENIAN SMALL LETTER VO", "n"},
	{0x057d, LETTER, "ARMENIAN SMALL LETTER SEH", "u"},
	{0x0581, LETTER, "ARMENIAN SMALL LETTER CO", "g"},
	{0x0584, LETTER, "ARMENIAN SMALL LETTER KEH", "f"},
	{0x0585, LETTER, "ARMENIAN SMALL LETTER OH", "o"},
	{0x1d04, LETTER, "LATIN LETTER SMALL CAPITAL C", "c"},
	{0x1d0f, LETTER, "LATIN LETTER SMALL CAPITAL O", "o"},
	{0x1d1c, LETTER, "LATIN LETTER SMALL CAPITAL U", "u"},
	{0x1d20, LETTER, "LATIN LETTER SMALL CAPITAL V", "v"},
	{0x1d21, LETTER, "LATIN LETTER SMALL CAPITAL W", "w"},
	{0x1d22, LETTER, "LATIN LETTER SMALL CAPITAL Z", "z"},
	{0x2113, LETTER, "SCRIPT SMALL L", "l"},
	{0x212a, LETTER, "KELVIN SIGN", "K"},
	{0x212b, LETTER, "ANGSTROM SIGN", "A"},
};
/* What the fullwidth forms U+FF01 to U+FF5E stand for. */
static const char wide[][2] = {
	"!", "\"", "#", "$", "%", "&", "'", "(", ")", "*", "+", ",", "-", ".", "/", "0",
	"1", "2", "3", "4", "5", "6", "7", "8", "9", ":", ";", "<", "=", ">", "?", "@",
	"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P",
	"Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "[", "\\", "]", "^", "_", "`",
	"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
	"q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "{", "|", "}", "~",
};
/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static int
by_code(const void *key, const void *row)
{
	uint32_t c = *(const uint32_t *)key, other = ((const struct row *)row)->c;

	return c < other ? -1 : c > other;
}

static const struct row *
look_up(uint32_t c, const struct row *rows, size_t n)
{
	return bsearch(&c, rows, n, sizeof(*rows), by_code);
}

static bool
is_private(uint32_t c)
{
	return (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xf0000 && c <= 0x10ffff);
}

/* PDF files have these for ligatures; what others mean nobody can say. */
static const char *
private_meaning(uint32_t c)
{
	switch (c) {
	case 0xe000:
	case 0xe008:
		return "fi";
	case 0xe009:
		return "fl";
	default:
		return NULL;
	}
}

static bool
set_found(struct lookalike *found, enum lookalike_kind kind, const char *name,
	  const char *ascii)
{
	found->kind = kind;
	found->name = name;
	found->ascii = ascii;
	return true;
}

bool
lookalike_find(uint32_t c, struct lookalike *found)
{
	const struct row *row;

	if (c < 0x80)
		return false;
	found->c = c;
	row = look_up(c, signs, COUNT(signs));
	if (row == NULL)
		row = look_up(c, letters, COUNT(letters));
	if (row != NULL)
		return set_found(found, row->kind, row->name, row->ascii);
	if (is_private(c))
		return set_found(found, LOOKALIKE_PRIVATE, "", private_meaning(c));
	if (c >= 0xff01 && c <= 0xff5e)
		return set_found(found, LOOKALIKE_LETTER, "FULLWIDTH",
				 wide[c - 0xff01]);
	if ((c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff))
		return set_found(found, LOOKALIKE_INVISIBLE, "", "");
	return false;
}

bool
lookalike_first(struct str text, struct lookalike *found)
{
	uint32_t c;
	size_t n;

	for (size_t i = 0; i < text.len; i += n) {
		n = 1;
		if ((unsigned char)text.s[i] < 0x80)
			continue;
		n = utf8_decode(text.s + i, text.len - i, &c);
		if (n != 0 && lookalike_find(c, found)) {
			found->part = str_slice(text, i, i + n);
			return true;
		}
		n = n != 0 ? n : 1;
	}
	return false;
}

struct str
lookalike_plain(struct str text, struct arena *a)
{
	struct buf b = BUF_INIT;
	struct lookalike odd;
	struct str result = {NULL, 0};

	while (lookalike_first(text, &odd)) {
		if (odd.ascii == NULL) {
			buf_release(&b);
			return result;
		}
		buf_add(&b, text.s, (size_t)(odd.part.s - text.s));
		buf_puts(&b, odd.ascii);
		text = str_slice(text, (size_t)(odd.part.s - text.s) + odd.part.len,
				 text.len);
	}
	buf_put(&b, text);
	return buf_keep(&b, a);
}

bool
lookalike_label(struct str label)
{
	struct lookalike odd;
	bool ours = false, alike = false, other = false;
	uint32_t c;
	size_t n;

	for (size_t i = 0; i < label.len; i += n) {
		n = utf8_decode(label.s + i, label.len - i, &c);
		if (n == 0)
			return false;
		if (c < 0x80)
			ours = ours || str_is_letter((char)c);
		else if (!lookalike_find(c, &odd))
			other =
			    other || (c >= 0x370 && c < 0x590); /* Greek to Armenian */
		else if (odd.kind == LOOKALIKE_LETTER)
			alike = true;
		else
			return true;
	}
	return alike && (ours || !other);
}

/* The label of the host that holds at. */
static struct str
label_around(struct str host, const char *at)
{
	size_t from = (size_t)(at - host.s), to = from;

	while (from > 0 && host.s[from - 1] != '.')
		from--;
	while (to < host.len && host.s[to] != '.')
		to++;
	return str_slice(host, from, to);
}

bool
lookalike_in_url(const struct url *u)
{
	struct str host = u->uri.host;
	struct lookalike odd;

	if (!lookalike_first(u->text, &odd))
		return false;
	/* Nothing else may be wrong before it. */
	if (u->problem != URL_HOST_LETTERS && u->problem != URL_CHARACTER &&
	    u->problem != URL_NO_SCHEME && u->problem != URL_PORT)
		return false;
	if (odd.part.s < host.s || odd.part.s >= host.s + host.len)
		return u->problem != URL_HOST_LETTERS;
	return lookalike_label(label_around(host, odd.part.s));
}

/* RFC 3492, 6.1 */
static uint32_t
adapt(uint32_t delta, uint32_t points, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / 700 : delta / 2;
	delta += delta / points;
	for (; delta > (35 * 26) / 2; k += 36)
		delta /= 35;
	return k + 36 * delta / (delta + 38);
}

static int
digit_value(char c)
{
	c = str_lower(c);
	if (c >= 'a' && c <= 'z')
		return c - 'a';
	return str_is_digit(c) ? c - '0' + 26 : -1;
}

enum {
	MAX_POINTS = 64 /* a label has at most 63 characters */
};

/* One generalized variable-length integer (RFC 3492, 3.3); false if it is none. */
static bool
read_delta(struct str coded, size_t *at, uint32_t bias, uint32_t *value)
{
	uint32_t weight = 1, k, t;
	int digit;

	for (k = 36;; k += 36) {
		if (*at >= coded.len)
			return false;
		digit = digit_value(coded.s[(*at)++]);
		if (digit < 0 || (uint32_t)digit > (UINT32_MAX - *value) / weight)
			return false;
		*value += (uint32_t)digit * weight;
		t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
		if ((uint32_t)digit < t)
			return true;
		if (weight > UINT32_MAX / (36 - t))
			return false;
		weight *= 36 - t;
	}
}

/* RFC 3492, 6.2; returns the number of code points, 0 if it is no Punycode. */
static size_t
decode_points(struct str coded, uint32_t out[MAX_POINTS])
{
	uint32_t n = 128, i = 0, bias = 72, old;
	size_t count = 0, at = coded.len;

	while (at > 0 && coded.s[at - 1] != '-')
		at--;
	for (size_t k = 0; at > 0 && k < at - 1; k++)
		out[count++] = (unsigned char)str_lower(coded.s[k]);
	while (at < coded.len) {
		old = i;
		if (count + 1 >= MAX_POINTS || !read_delta(coded, &at, bias, &i))
			return 0;
		bias = adapt(i - old, (uint32_t)count + 1, old == 0);
		n += i / ((uint32_t)count + 1);
		i %= (uint32_t)count + 1;
		if (n > 0x10ffff || (n >= 0xd800 && n < 0xe000))
			return 0;
		for (size_t k = count; k > i; k--)
			out[k] = out[k - 1];
		out[i++] = n;
		count++;
	}
	return count;
}

struct str
lookalike_decode(struct str label, struct arena *a)
{
	uint32_t points[MAX_POINTS];
	struct str result = {NULL, 0};
	char *out;
	size_t n;

	if (label.len < 5 || label.len >= MAX_POINTS ||
	    !text_equal_fold(str_slice(label, 0, 4), STR("xn--")))
		return result;
	n = decode_points(str_slice(label, 4, label.len), points);
	if (n == 0)
		return result;
	out = arena_alloc(a, n * 4);
	result.s = out;
	for (size_t i = 0; i < n; i++)
		result.len += utf8_encode(points[i], out + result.len);
	return result;
}

const char *
lookalike_ascii_host(struct str host, struct arena *a)
{
#ifdef HAVE_IDN2
	const char *text = arena_strndup(a, host.s, host.len);
	char *ascii = NULL;
	const char *result = NULL;
	int rc = idn2_to_ascii_8z(text, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);

	if (rc == IDN2_MALLOC)
		out_of_memory();
	if (rc == IDN2_OK)
		result = arena_strdup(a, ascii);
	idn2_free(ascii);
	return result;
#else
	(void)host;
	(void)a;
	return NULL;
#endif
}
