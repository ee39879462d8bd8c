/*
 * invalid-url: it is not a URL with a host, by RFC 3986.
 *
 * One finding for each URL, at its first mistake, with the remedy where there
 * is only one.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/percent.h"
#include "finding/safe.h"
#include "lint/lint.h"
#include "load/text.h"
#include "service/lookalike.h"
#include "service/url.h"

/* Offers to replace the bad part. */
static void
offer(struct lint *l, struct diag *d, const struct url *u, struct str text,
      const char *description)
{
	struct fix *f = diag_fix(l->diags, d, FIX_SUGGESTED, "%s", description);

	text_replace(l->diags, f, u->node, u->bad, text);
}

static void
offer_before(struct lint *l, struct diag *d, const struct url *u, size_t at,
	     struct str text, const char *description)
{
	struct fix *f = diag_fix(l->diags, d, FIX_SUGGESTED, "%s", description);

	text_replace(l->diags, f, u->node, str_slice(u->text, at, at), text);
}

static bool
none(char c)
{
	(void)c;
	return false;
}

/* Every byte of the part as %xx, of half of a surrogate pair those of U+FFFD. */
static struct str
percent(struct lint *l, struct str part)
{
	struct buf good = BUF_INIT;
	struct str coded;

	safe_utf8(&good, part);
	coded = percent_encoded(buf_str(&good), none, l->arena);
	buf_release(&good);
	return coded;
}

static bool
at_either_end(const struct url *u)
{
	return u->bad.s == u->text.s ||
	       u->bad.s + u->bad.len == u->text.s + u->text.len;
}

static bool
behind_host(const struct url *u)
{
	return u->uri.has_authority && u->bad.s >= u->uri.path.s;
}

static void
report_space(struct lint *l, const struct url *u)
{
	bool blank = u->bad.s[0] == ' ' || u->bad.s[0] == '\t';
	struct diag *d;

	d = lint_report_part(l, u->node, u->bad, "the URL holds %s",
			     blank ? "white space" : "a control character");
	if (at_either_end(u))
		offer(l, d, u, STR(""), "remove it");
	else if (behind_host(u))
		offer(l, d, u, percent(l, u->bad), "write it as %xx, or remove it");
	else
		diag_help(l->diags, d, "remove it");
}

static void
report_backslash(struct lint *l, const struct url *u)
{
	const char *last;
	struct str part;
	struct fix *f;
	struct diag *d;
	char *slashes;

	d = lint_report_part(l, u->node, u->bad, "'\\' in a URL; its separator is '/'");
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "write '/'");
	last = memrchr(u->text.s, '\\', u->text.len);
	part = str_slice(u->text, (size_t)(u->bad.s - u->text.s),
			 (size_t)(last - u->text.s) + 1);
	slashes = arena_strndup(l->arena, part.s, part.len);
	for (size_t i = 0; i < part.len; i++) {
		if (slashes[i] == '\\')
			slashes[i] = '/';
	}
	text_replace(l->diags, f, u->node, part, (struct str){slashes, part.len});
}

static void
report_character(struct lint *l, const struct url *u)
{
	struct str coded = percent(l, u->bad);
	struct diag *d;

	d = lint_report_part(l, u->node, u->bad, "a URL cannot hold '%s' as it is",
			     lint_quote(l, u->bad));
	if (str_is(u->bad, "#"))
		diag_help(l->diags, d, "only the first '#' of a URL stands for itself");
	else if (behind_host(u))
		offer(l, d, u, coded,
		      arena_printf(l->arena, "write it as '%s'", coded.s));
}

static void
report_start(struct lint *l, const struct url *u)
{
	struct diag *d;
	size_t at;

	switch (u->problem) {
	case URL_NO_COLON:
		d = lint_report_part(l, u->node, u->bad,
				     "the ':' behind 'http%s' is missing",
				     u->bad.len > strlen("http//") ? "s" : "");
		offer_before(l, d, u, u->bad.len - 2, STR(":"), "insert ':'");
		break;
	case URL_NO_SLASHES:
		d = lint_report_part(l, u->node, u->bad,
				     "the two slashes behind '%s' are missing",
				     lint_quote(l, u->bad));
		at = u->bad.len;
		if (at < u->text.len)
			offer_before(l, d, u, at,
				     u->text.s[at] == '/' ? STR("/") : STR("//"),
				     "write '://'");
		break;
	default:
		d = lint_report(
		    l, u->node, AT_VALUE,
		    "'%s' has no scheme; a URL beginning with https:// is wanted",
		    lint_quote(l, u->text));
		at = str_starts(u->text, STR("//")) ? 2 : 0;
		if (at == 2)
			offer_before(l, d, u, 0, STR("https:"),
				     "put 'https:' before it");
		else if (memchr(u->text.s, '.', u->text.len) != NULL &&
			 u->text.s[0] != '/' && u->text.s[0] != '.')
			offer_before(l, d, u, 0, STR("https://"),
				     "put 'https://' before it");
		break;
	}
}

static void
report_port(struct lint *l, const struct url *u)
{
	struct str port = str_slice(u->uri.port, 0, u->uri.port.len - u->bad.len);
	struct diag *d;

	if (u->problem == URL_PORT) {
		(void)lint_report_part(
		    l, u->node, u->bad,
		    "'%s' is no port; a number from 1 to 65535 is wanted",
		    lint_quote(l, u->bad));
		return;
	}
	d = lint_report_part(l, u->node, u->bad, "':' behind the port %s",
			     lint_quote(l, port));
	if (u->bad.len == 1)
		offer(l, d, u, STR(""), "remove it");
}

static void
report_letters(struct lint *l, const struct url *u)
{
	struct host host;
	const char *ascii;
	struct diag *d;

	/* letters as %xx are letters */
	host_read(&host, u->uri.host, l->arena);
	ascii = lookalike_ascii_host(memchr(u->uri.host.s, '%', u->uri.host.len) != NULL
					 ? host.name
					 : u->uri.host,
				     l->arena);
	d = lint_report_part(l, u->node, u->uri.host,
			     "the host '%s' is not in ASCII, as a URL must be",
			     lint_quote(l, u->uri.host));
	diag_note(l->diags, d,
		  "names in other letters have an ASCII form that begins with xn--");
	if (ascii != NULL) {
		struct fix *f =
		    diag_fix(l->diags, d, FIX_SUGGESTED, "write it as '%s'", ascii);

		text_replace(l->diags, f, u->node, u->uri.host, str_from(ascii));
	}
}

static void
report_url(struct lint *l, const struct url *u)
{
	struct diag *d;

	switch (u->problem) {
	case URL_FINE:
		break;
	case URL_EMPTY:
		lint_report(l, u->node, AT_VALUE, "'%s' is empty", u->name);
		break;
	case URL_SPACE:
		report_space(l, u);
		break;
	case URL_BACKSLASH:
		report_backslash(l, u);
		break;
	case URL_CHARACTER:
		report_character(l, u);
		break;
	case URL_ESCAPE:
		d = lint_report_part(l, u->node, u->bad,
				     "'%%' without two hexadecimal digits behind it");
		offer(l, d, u, STR("%25"), "write it as '%25'");
		break;
	case URL_NO_SCHEME:
	case URL_NO_COLON:
	case URL_NO_SLASHES:
		report_start(l, u);
		break;
	case URL_BAD_SCHEME:
		lint_report_part(l, u->node, u->bad,
				 "'%s' is no scheme; https is wanted",
				 lint_quote(l, u->bad));
		break;
	case URL_NO_HOST:
		lint_report_part(l, u->node, u->bad, "the URL has no host");
		break;
	case URL_HOST:
		lint_report_part(l, u->node, u->bad, "the host '%s' %s",
				 lint_quote(l, u->uri.host), u->host.problem);
		break;
	case URL_HOST_LETTERS:
		report_letters(l, u);
		break;
	case URL_PORT_COLON:
	case URL_PORT:
		report_port(l, u);
		break;
	}
}

void
check_invalid_url(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];

		/* What suspicious-character says better. */
		if (u->problem != URL_FINE &&
		    !lint_rule_off(l, RULE_SUSPICIOUS_CHARACTER) && lookalike_in_url(u))
			continue;
		report_url(l, u);
	}
}
