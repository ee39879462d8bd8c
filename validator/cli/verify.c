/*
 * verify: is a notification genuine, and if not, why.
 *
 * The body is checked as check does it, too: what the document says is shown, and the
 * verdict is that of the signature alone.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/moment.h"
#include "finding/safe.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/input.h"
#include "project/options.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "report/values.h"
#include "run/check-text.h"
#include "run/counts.h"
#include "run/outputs.h"
#include "schema/schema.h"
#include "verify/key.h"
#include "verify/mac.h"
#include "verify/readings.h"
#include "verify/signature.h"

enum { CLOCKS_DIFFER = 60 /* seconds */ };

static const struct deviation nothing_fits = {
    "unknown-signature", "no way that is known makes this signature with this key",
    "see whether the key is the one of keyId, and not one that a newer key replaced, "
    "and whether the body is all that arrived, byte for byte"};
static const struct deviation no_base64 = {
    "unknown-signature", "the key is no Base64, as those of the service are",
    "give the key as the service wrote it, with the '=' at its end and without quotes"};
static const struct deviation other_key = {
    "other-key", "keyId names another key than the one given",
    "take the key with that id; a new key replaces the old one"};
static const struct deviation too_old = {
    "too-old", "it was signed too long before it arrived",
    "if this is no replay by others, see whether the clock is right"};
static const struct deviation too_new = {"from-the-future",
					 "it was signed after it arrived",
					 "see whether the clock is right"};

struct verify {
	const struct options *options; /* as given */
	struct options obeyed;         /* the same, without a config */
	struct session session;
	struct arena *arena;
	struct str text, body; /* of the file, and what of it was signed */
	struct str header;
	struct signature signature;
	struct deviation unreadable; /* where it cannot be taken apart */
	struct reading reading;
	struct input input;
	struct examined *examined;
	int64_t at;
	bool parsed, genuine;
};

/* -- what was given */

static bool
is_standard(const char *name)
{
	return name != NULL && strcmp(name, "-") == 0;
}

static bool
options_fit(const struct options *o)
{
	const char *body = o->operands.n != 0 ? o->operands.items[0] : NULL;

	if (!mac_available())
		say("this hookvet was built without nettle, which computes signatures");
	else if (body == NULL)
		say("verify which notification? name the file that holds its body");
	else if ((o->key_file != NULL) == (o->key_env != NULL))
		say("the key comes from one place: --key-file or --key-env");
	else if (o->signature != NULL && o->headers != NULL)
		say("the signature comes from one place: --signature or --headers");
	else if (is_standard(body) + is_standard(o->key_file) +
		     is_standard(o->headers) >
		 1)
		say("'-' is standard input, which holds one thing only");
	else
		return true;
	return false;
}

static bool
settle_time(struct verify *v)
{
	const char *at = v->options->at;

	v->at = moment_now();
	if (at == NULL || moment_read(str_from(at), &v->at))
		return true;
	say("'%s' is no time, as --at wants one: 2026-07-02T15:39:56Z", at);
	return false;
}

static bool
read_input(struct verify *v, const char *path, struct str *text)
{
	int error = is_standard(path) ? file_read_fd(STDIN_FILENO, v->arena, text)
				      : file_read(path, v->arena, text);

	if (error != 0)
		say("cannot read '%s': %s", path, file_error(error));
	return error == 0;
}

/* Without an option the file is all of a request, with its headers. */
static bool
read_notification(struct verify *v)
{
	const struct options *o = v->options;
	const char *path = o->operands.items[0], *why = NULL;
	struct str headers, rest;

	if (!read_input(v, path, &v->text))
		return false;
	v->body = v->text;
	if (o->signature != NULL) {
		v->header = str_from(o->signature);
	} else if (o->headers != NULL) {
		if (!read_input(v, o->headers, &headers))
			return false;
		rest = str_trim(str_without_bom(headers), STR(" \t\r\n"));
		why = str_starts(rest, STR("{")) || str_starts(rest, STR("["))
			  ? signature_find_json(headers, &v->header, v->arena)
			  : signature_find(headers, &v->header, &rest);
	} else if (v->text.len == 0 || strchr("{[ \r\n\t\xef", v->text.s[0]) != NULL) {
		say("where is the signature of '%s'? see --signature and --headers",
		    path);
		return false;
	} else {
		why = signature_find(v->text, &v->header, &v->body);
	}
	if (why == NULL)
		why = signature_parse(v->header, &v->signature);
	v->parsed = why == NULL;
	v->unreadable.message = why;
	return true;
}

/* -- the body, as a notification */

static bool
check_body(struct verify *v, struct eval *eval)
{
	const char *path = v->options->operands.items[0];
	struct lines_place at = {.base = (size_t)(v->body.s - v->text.s), .line = 1};

	for (size_t i = 0; i < at.base; i++)
		at.line += v->text.s[i] == '\n';
	v->input.path = is_standard(path) ? "<stdin>" : path;
	v->examined = check_text(&v->session, &v->input, v->body, at, KIND_NOTIFICATION,
				 eval, v->arena);
	return v->examined != NULL;
}

/* -- the verdict */

static void
judge_age(struct verify *v)
{
	uint64_t most = v->options->max_age;
	int64_t age = v->at - v->signature.seconds;

	if (most == OPTION_UNSET)
		return;
	if (age < -CLOCKS_DIFFER)
		reading_add(&v->reading, &too_new);
	else if (age > 0 && (uint64_t)age > most)
		reading_add(&v->reading, &too_old);
}

static void
judge(struct verify *v, const struct key *key)
{
	const struct signature *s = &v->signature;
	const struct doc *doc = v->examined->doc;

	if (!v->parsed) {
		v->unreadable.name = "unreadable-signature";
		v->unreadable.change = "give the header as it arrived: "
				       "t=MILLISECONDS;keyId=ID;sig=BASE64";
		reading_add(&v->reading, &v->unreadable);
		return;
	}
	reading_find(&v->reading, s, key, v->body,
		     doc->damaged ? NODE_ABSENT : doc_root(doc));
	if (v->reading.fits)
		judge_age(v);
	else if (*key->id != '\0' && s->key_id.len != 0 && !str_is(s->key_id, key->id))
		reading_add(&v->reading, &other_key);
	else
		reading_add(&v->reading, key->nbytes != 0 ? &nothing_fits : &no_base64);
	v->genuine = v->reading.n == 0;
}

/* -- the answer */

static void
print_signed(struct verify *v, FILE *fp)
{
	char at[MOMENT_TEXT];
	struct buf b = BUF_INIT;

	buf_printf(&b, "signed at %s", moment_text(v->signature.seconds, at));
	if (v->signature.key_id.len != 0) {
		buf_puts(&b, " with the key '");
		safe_add(&b, v->signature.key_id);
		buf_putc(&b, '\'');
	}
	fprintf(fp, "%s\n", b.s);
	buf_release(&b);
}

static void
print_findings(struct verify *v, FILE *fp)
{
	const struct reporter *text = reporter_find(STR("text"));
	struct report_context context = {.rules = &rule_table,
					 .levels = v->input.profile->levels,
					 .fail_on = SEV_OFF,
					 .color = color_wanted(v->options, fp),
					 .columns = columns_of(fp)};
	struct summary summary = {0};
	void *state;

	if (v->examined->diags->head == NULL)
		return;
	fputc('\n', fp);
	state = text->begin(fp, &context);
	text->file(state, fp, &context, &v->examined->result);
	text->end(state, fp, &context, &summary);
}

static void
as_text(struct verify *v, FILE *fp)
{
	const struct reading *r = &v->reading;

	if (v->genuine)
		fputs("genuine: ", fp);
	for (size_t i = 0; i < r->n; i++)
		fprintf(fp, "not genuine: %s [%s]\n  %s\n", r->deviations[i]->message,
			r->deviations[i]->name, r->deviations[i]->change);
	if (r->fits && !v->genuine)
		fputs("so read, the signature fits: who made it has the key\n", fp);
	if (v->parsed)
		print_signed(v, fp);
	print_findings(v, fp);
}

static void
put_flag(struct buf *b, const char *name, bool flag)
{
	value_key(b, name);
	value_word(b, flag ? "true" : "false");
}

static void
put_reasons(struct buf *b, const struct reading *r)
{
	(void)value_member_open(b, "reasons", '[');
	for (size_t i = 0; i < r->n; i++) {
		value_open(b, '{');
		value_member(b, "name", r->deviations[i]->name);
		value_member(b, "message", r->deviations[i]->message);
		value_member(b, "change", r->deviations[i]->change);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void
put_signed(struct buf *b, const struct verify *v)
{
	const struct signature *s = &v->signature;
	char at[MOMENT_TEXT], age[32];

	snprintf(age, sizeof(age), "%" PRId64, v->at - s->seconds);
	value_member(b, "signedAt", v->parsed ? moment_text(s->seconds, at) : NULL);
	value_key(b, "age");
	value_word(b, v->parsed ? age : "null");
	value_key(b, "keyId");
	if (v->parsed && s->key_id.len != 0)
		value_text(b, s->key_id);
	else
		value_word(b, "null");
}

static void
as_json(const struct verify *v, FILE *fp)
{
	struct buf b = BUF_INIT;

	value_open(&b, '{');
	value_member_count(&b, "version", 1);
	put_flag(&b, "genuine", v->genuine);
	put_flag(&b, "fits", v->reading.fits);
	put_reasons(&b, &v->reading);
	put_signed(&b, v);
	(void)value_member_open(&b, "findings", '[');
	for (struct diag *d = v->examined->diags->head; d != NULL; d = d->next)
		value_finding(&b, &v->examined->result, d);
	buf_puts(&b, "]}\n");
	value_flush(&b, fp);
	buf_release(&b);
}

static enum verdict
answer(struct verify *v)
{
	struct list_output out;

	if (!list_open(&out, v->options))
		return VERDICT_TROUBLE;
	if (strcmp(out.format, "json") == 0)
		as_json(v, out.fp);
	else
		as_text(v, out.fp);
	return !list_close(&out) ? VERDICT_TROUBLE
	       : v->genuine      ? VERDICT_CLEAN
				 : VERDICT_FINDINGS;
}

/* The key lives from here to the verdict. */
static bool
judge_with_key(struct verify *v)
{
	static struct key key;
	const struct options *o = v->options;
	const char *why = key_read(&key, o->key_file, o->key_env);

	/* who gives the key itself by mistake must not find it in a log */
	if (why != NULL)
		say("there is no key in the %s: %s",
		    o->key_file != NULL ? "file of --key-file"
					: "variable of --key-env",
		    why);
	else
		judge(v, &key);
	key_wipe(&key);
	return why == NULL;
}

static enum verdict
run(const struct options *o)
{
	struct verify v = {.options = o, .obeyed = *o};
	struct eval *eval;
	enum verdict verdict = VERDICT_TROUBLE;

	if (!options_fit(o) || !settle_time(&v))
		return VERDICT_TROUBLE;
	v.obeyed.no_config = true;
	v.arena = arena_new();
	eval = eval_new();
	if (session_init(&v.session, &v.obeyed, false) && read_notification(&v) &&
	    check_body(&v, eval) && judge_with_key(&v))
		verdict = answer(&v);
	session_release(&v.session);
	eval_free(eval);
	arena_free(v.arena);
	return verdict;
}

const struct subcommand command_verify = {
    .name = "verify",
    .operands = "BODY",
    .summary = "is a notification genuine, and if not, why",
    .about = "Checks the signature (v-c-signature) of a notification. BODY holds its "
	     "body, byte for byte as it arrived, or without --signature and --headers "
	     "the whole request. If it does not fit, the mistakes that receivers are "
	     "known to make are tried, and the one that was made is named.",
    .formats = "text json",
    .options = IN_VERIFY,
    .words = WORDS_FILE,
    .run = run,
};
