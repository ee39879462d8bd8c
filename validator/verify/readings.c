/* readings: see the header. */
#include "verify/readings.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "verify/key.h"
#include "verify/mac.h"
#include "verify/signature.h"

enum { PAIRS_BYTES = 1024 * 1024 }; /* of a larger body, one difference is tried */

/* By the bits of the slips. */
static const struct deviation slip_rows[] = {
    {"header-commas", "the header has commas between its members, where ';' belongs",
     "write ';' between the members, and split the header there"},
    {"seconds-for-milliseconds", "t counts seconds, where milliseconds belong",
     "write t in milliseconds; a receiver divides it by 1000 before it compares it "
     "with "
     "a clock in seconds"},
    {"padding-lost", "sig has lost the '=' at its end",
     "split each member at its first '=' only"},
};

/* -- the key */

enum { KEY_DECODED, KEY_TEXT, KEYS };

static const struct deviation key_text = {
    "key-not-decoded", "the text of the key was used, not what it encodes",
    "decode the key from Base64, and use these bytes"};

static struct str
key_as(const struct key *key, size_t way)
{
	return way == KEY_TEXT ? key->text
			       : (struct str){(const char *)key->bytes, key->nbytes};
}

/* -- the time */

enum { TIME_AS_SENT, TIME_CUT, TIMES };

static const struct deviation time_cut = {
    "seconds-signed", "seconds were signed, and t has milliseconds",
    "sign t as the header has it, digit for digit"};

/* Empty: there is no such way. */
static struct str
time_as(const struct signature *s, size_t way)
{
	if (way == TIME_AS_SENT)
		return s->time;
	return str_slice(s->time, 0,
			 (s->slips & SLIP_SECONDS) == 0 ? s->time.len - 3 : 0);
}

/* -- the body */

enum {
	BODY_AS_SENT,
	BODY_NO_LINE_END,
	BODY_LINE_END,
	BODY_NO_BOM,
	BODY_BARE,
	BODY_PAYLOAD,
	BODY_PAYLOAD_COMPACT,
	BODY_COMPACT,
	BODY_SPACED,
	BODIES
};

#define AS_IT_ARRIVES                                                                  \
	"compute it over the bytes as they arrive, before anything reads or writes "   \
	"them"
#define OVER_ALL                                                                       \
	"compute it over the whole body; if the service sent this, let the receiver "  \
	"compute it as it was made here"

static const struct deviation body_rows[BODIES] = {
    [BODY_NO_LINE_END] = {"line-end-added",
			  "the body has a line end that was not signed", AS_IT_ARRIVES},
    [BODY_LINE_END] = {"line-end-lost", "a line end was signed that the body has not",
		       AS_IT_ARRIVES},
    [BODY_NO_BOM] = {"byte-order-mark",
		     "the body has a byte order mark that was not signed",
		     AS_IT_ARRIVES},
    [BODY_BARE] = {"byte-order-mark-and-line-end",
		   "the body has a byte order mark and a line end that were not signed",
		   AS_IT_ARRIVES},
    [BODY_PAYLOAD] = {"payload-only", "only the member 'payload' was signed, as it is",
		      OVER_ALL},
    [BODY_PAYLOAD_COMPACT] = {"payload-compact",
			      "only the member 'payload' was signed, written anew "
			      "without white space",
			      OVER_ALL},
    [BODY_COMPACT] = {"body-compact",
		      "the body was written anew without white space and then signed",
		      AS_IT_ARRIVES},
    [BODY_SPACED] =
	{"body-spaced",
	 "the body was written anew with blanks behind ',' and ':' and then "
	 "signed",
	 AS_IT_ARRIVES},
};

static struct str
without_line_end(struct str s)
{
	while (s.len != 0 && (s.s[s.len - 1] == '\n' || s.s[s.len - 1] == '\r'))
		s.len--;
	return s;
}

/* The length of the string at the beginning of text, with its quotes. */
static size_t
string_length(struct str text, bool *escapes)
{
	size_t i = 1;

	*escapes = false;
	while (i < text.len && text.s[i] != '"') {
		*escapes = *escapes || text.s[i] == '\\';
		i += text.s[i] == '\\' ? 2 : 1;
	}
	return i < text.len ? i + 1 : text.len;
}

/* Hexadecimal digits of escapes are small letters in JavaScript and Python. */
static void
lower_escapes(char *s)
{
	for (; *s != '\0'; s++) {
		if (*s != '\\' || *++s != 'u')
			continue;
		for (int i = 1; i <= 4; i++)
			s[i] = str_lower(s[i]);
	}
}

/* A string as it is written by what escapes no more than it must, or only ASCII. */
static void
put_string(struct buf *out, struct str text, bool escapes, bool ascii)
{
	json_t *v =
	    escapes || ascii
		? json_loadb(text.s, text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL)
		: NULL;
	char *s = v != NULL
		      ? json_dumps(v, JSON_ENCODE_ANY | (ascii ? JSON_ENSURE_ASCII : 0))
		      : NULL;

	if (s != NULL) {
		lower_escapes(s);
		buf_puts(out, s);
	} else {
		buf_put(out, text);
	}
	free(s);
	json_decref(v);
}

/* The value written anew; numbers stay the characters that they are. */
static struct str
written_anew(struct buf *out, struct node value, bool spaced)
{
	struct str text = node_text(value);
	bool escapes;
	size_t n;

	buf_clear(out);
	for (size_t i = 0; i < text.len; i += n) {
		char c = text.s[i];

		n = 1;
		if (c == '"') {
			n = string_length(str_slice(text, i, text.len), &escapes);
			put_string(out, str_slice(text, i, i + n), escapes, spaced);
		} else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
			buf_putc(out, c);
			if (spaced && (c == ',' || c == ':'))
				buf_putc(out, ' ');
		}
	}
	return buf_str(out);
}

/* The body as the row has it; as it is sent where there is no difference. */
static struct str
body_as(struct buf *out, size_t row, struct str body, struct node root)
{
	struct node payload = node_member(root, "payload");

	switch (row) {
	case BODY_NO_LINE_END:
		return without_line_end(body);
	case BODY_LINE_END:
		buf_clear(out);
		buf_put(out, body);
		buf_putc(out, '\n');
		return buf_str(out);
	case BODY_NO_BOM:
		return str_without_bom(body);
	case BODY_BARE:
		return without_line_end(str_without_bom(body));
	case BODY_PAYLOAD:
		return node_exists(payload) ? node_text(payload) : body;
	case BODY_PAYLOAD_COMPACT:
		return node_exists(payload) ? written_anew(out, payload, false) : body;
	case BODY_COMPACT:
		return node_exists(root) ? written_anew(out, root, false) : body;
	case BODY_SPACED:
		return node_exists(root) ? written_anew(out, root, true) : body;
	default:
		return body;
	}
}

/* -- all of them */

void
reading_add(struct reading *r, const struct deviation *d)
{
	if (r->n < DEVIATIONS_MOST)
		r->deviations[r->n++] = d;
}

/* The ways in which one reading differs from the guide; 0: there in none of them. */
struct ways {
	size_t key, time, body;
};

static size_t
ways_count(struct ways w)
{
	return (size_t)(w.key != 0) + (w.time != 0) + (w.body != 0);
}

struct search {
	const struct signature *signature;
	const struct key *key;
	size_t most; /* differences at a time */
	bool found;
	struct ways best;
};

static void
try_body(struct search *s, size_t row, struct str body)
{
	for (size_t key = 0; key < KEYS; key++) {
		struct str k = key_as(s->key, key);

		for (size_t time = 0; k.len != 0 && time < TIMES; time++) {
			struct ways w = {key, time, row};
			struct str t = time_as(s->signature, time);

			if (t.len == 0 || ways_count(w) > s->most ||
			    (s->found && ways_count(w) >= ways_count(s->best)) ||
			    !mac_is(s->signature->bytes, k, t, body))
				continue;
			s->found = true;
			s->best = w;
		}
	}
}

static void
note(struct reading *r, unsigned slips, struct ways w)
{
	for (size_t i = 0; i < sizeof(slip_rows) / sizeof(slip_rows[0]); i++) {
		if ((slips >> i & 1) != 0)
			reading_add(r, &slip_rows[i]);
	}
	if (w.key != 0)
		reading_add(r, &key_text);
	if (w.time != 0)
		reading_add(r, &time_cut);
	if (w.body != 0)
		reading_add(r, &body_rows[w.body]);
}

void
reading_find(struct reading *r, const struct signature *s, const struct key *key,
	     struct str body, struct node root)
{
	struct search search = {
	    .signature = s, .key = key, .most = body.len > PAIRS_BYTES ? 1 : 3};
	struct buf b = BUF_INIT;

	*r = (struct reading){0};
	for (size_t row = 0; row < BODIES; row++) {
		struct str as = body_as(&b, row, body, root);

		if (search.found && ways_count(search.best) <= (row != 0))
			break;
		if (row == 0 || !str_equal(as, body))
			try_body(&search, row, as);
	}
	buf_release(&b);
	r->fits = search.found;
	if (search.found)
		note(r, s->slips, search.best);
}
