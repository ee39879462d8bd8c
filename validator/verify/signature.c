/* signature: see the header. */
#include "verify/signature.h"

#include <string.h>

#include "load/reader.h"
#include "load/text.h"
#include "verify/mac.h"

enum {
	HEADER_MOST = 4096,
	TIME_DIGITS = 15,    /* milliseconds up to the year 33658 */
	SIG_CHARACTERS = 44, /* Base64 of 32 bytes */
};

#define LEAST_MILLISECONDS INT64_C(100000000000) /* of 1973; in seconds, of 5138 */

static const struct str header_name = STR_INIT("v-c-signature");

static struct str
trim(struct str s)
{
	return str_trim(s, STR(" \t"));
}

/* Cuts off what stands before the separator, which is dropped; false: there is none. */
static bool
cut(struct str *rest, char separator, struct str *before)
{
	const char *at = rest->len != 0 ? memchr(rest->s, separator, rest->len) : NULL;
	size_t len = at != NULL ? (size_t)(at - rest->s) : rest->len;

	*before = str_slice(*rest, 0, len);
	*rest = str_slice(*rest, len + (at != NULL), rest->len);
	return at != NULL;
}

/* The value, if this is the header. */
static bool
is_header(struct str line, struct str *value)
{
	struct str name;

	if (!cut(&line, ':', &name) || !text_equal_fold(trim(name), header_name))
		return false;
	*value = trim(line);
	return true;
}

/* Without what an HTTP header cannot hold. */
static bool
is_clean(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.s[i];

		if ((c < 0x20 && c != '\t') || c >= 0x7f)
			return false;
	}
	return true;
}

static const char *
read_member(struct str member, struct signature *out)
{
	struct str name, *to;

	if (!cut(&member, '=', &name))
		return "a member of the signature has no '='";
	name = trim(name);
	member = trim(member);
	if (str_is(name, "t"))
		to = &out->time;
	else if (str_is(name, "keyId"))
		to = &out->key_id;
	else if (str_is(name, "sig"))
		to = &out->sig;
	else
		return NULL; /* one that may be new */
	if (to->s != NULL)
		return "a member of the signature stands there twice";
	*to = member;
	return NULL;
}

static const char *
read_time(struct signature *out)
{
	if (out->time.s == NULL)
		return "the signature has no member t";
	if (out->time.len == 0 || out->time.len > TIME_DIGITS)
		return "t of the signature is no time in milliseconds";
	for (size_t i = 0; i < out->time.len; i++) {
		if (!str_is_digit(out->time.s[i]))
			return "t of the signature is no number";
		out->seconds = out->seconds * 10 + (out->time.s[i] - '0');
	}
	if (out->seconds < LEAST_MILLISECONDS)
		out->slips |= SLIP_SECONDS;
	else
		out->seconds /= 1000;
	return NULL;
}

static const char *
read_sig(struct signature *out)
{
	char padded[SIG_CHARACTERS];
	uint8_t bytes[SIG_CHARACTERS];
	struct str sig = out->sig;

	if (sig.s == NULL)
		return "the signature has no member sig";
	if (sig.len == SIG_CHARACTERS - 1 && !str_ends(sig, STR("=")))
		out->slips |= SLIP_UNPADDED;
	else if (sig.len != SIG_CHARACTERS)
		return "sig is no Base64 of 32 bytes, which takes 44 characters";
	padded[SIG_CHARACTERS - 1] = '=';
	memcpy(padded, sig.s, sig.len);
	if (mac_base64((struct str){padded, sizeof(padded)}, bytes) != SIGNATURE_BYTES)
		return "sig is no Base64 of 32 bytes";
	memcpy(out->bytes, bytes, SIGNATURE_BYTES);
	return NULL;
}

const char *
signature_parse(struct str text, struct signature *out)
{
	const char *why = NULL;
	struct str member;
	char separator = ';';
	bool more = true;

	*out = (struct signature){0};
	if (text.len > HEADER_MOST)
		return "the signature is longer than 4096 bytes";
	text = trim(text);
	(void)is_header(text, &text);
	if (!is_clean(text))
		return "the signature holds bytes that no header has";
	if (text.len == 0)
		return "the signature is empty";
	if (memchr(text.s, ';', text.len) == NULL &&
	    memchr(text.s, ',', text.len) != NULL) {
		separator = ',';
		out->slips |= SLIP_COMMAS;
	}
	while (why == NULL && more) {
		more = cut(&text, separator, &member);
		member = trim(member);
		if (member.len != 0)
			why = read_member(member, out);
	}
	if (why == NULL)
		why = read_time(out);
	return why != NULL ? why : read_sig(out);
}

static const char *
why_not(size_t n)
{
	return n == 0  ? "there is no header v-c-signature"
	       : n > 1 ? "there is more than one header v-c-signature"
		       : NULL;
}

const char *
signature_find(struct str headers, struct str *value, struct str *rest)
{
	struct str line, found;
	size_t n = 0;

	while (headers.len != 0) {
		(void)cut(&headers, '\n', &line);
		if (str_ends(line, STR("\r")))
			line.len--;
		if (line.len == 0)
			break;
		if (is_header(line, &found) && n++ == 0)
			*value = found;
	}
	*rest = headers;
	return why_not(n);
}

/* A header by its name, with one value or a list of them. */
static void
take_header(struct str name, struct node values, struct str *value, size_t *n)
{
	bool list = node_is(values, NODE_ARRAY);

	if (!text_equal_fold(name, header_name))
		return;
	*value = node_string(list ? node_first(values) : values);
	*n += list ? node_count(values) : 1;
}

const char *
signature_find_json(struct str headers, struct str *value, struct arena *a)
{
	struct doc doc = {.text = headers, .first_line = 1};
	struct node all, root;
	size_t n = 0;

	if (!reader_read(&doc, NULL, a))
		return "the headers look like JSON, but are none";
	all = root = doc_root(&doc);
	if (node_exists(node_member(root, "headers")))
		all = node_member(root, "headers");
	else if (node_exists(node_member(root, "multiValueHeaders")))
		all = node_member(root, "multiValueHeaders");
	NODE_EACH(child, all)
	{
		if (node_is(all, NODE_OBJECT))
			take_header(node_key(child), child, value, &n);
		else
			take_header(node_string(node_member(child, "name")),
				    node_member(child, "value"), value, &n);
	}
	return why_not(n);
}
