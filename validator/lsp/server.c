/* server: messages of the client, in their order, and who answers them. */
#include "lsp/server.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "finding/safe.h"
#include "lsp/diagnostics.h"
#include "lsp/guide.h"
#include "lsp/judge.h"
#include "lsp/methods.h"
#include "lsp/roots.h"
#include "lsp/state.h"
#include "schema/schema.h"

enum { WAITING_MOST = 1024 /* messages that are looked through for a cancel */ };

struct server *
server_new(const struct options *o, struct sink sink)
{
	struct server *s = xcalloc(1, sizeof(*s));

	s->options = o;
	s->sink = sink;
	s->arena = arena_new();
	s->guide_arena = arena_new();
	s->guide = guide_new(s->guide_arena);
	return s;
}

void
server_free(struct server *s)
{
	while (s->documents != NULL) {
		judged_free(s->documents);
		document_close(&s->documents, s->documents);
	}
	roots_forget(s);
	folders_forget(s);
	shown_forget(s);
	frames_release(&s->frames);
	eval_free(s->eval);
	arena_free(s->arena);
	arena_free(s->guide_arena);
	free(s);
}

bool
server_ended_well(const struct server *s)
{
	return s->phase == PHASE_OVER && s->well;
}

/* -- messages out */

json_t *
json_text(struct str text)
{
	json_t *v = json_stringn(text.s != NULL ? text.s : "", text.len);
	struct buf b = BUF_INIT;

	if (v != NULL)
		return v;
	safe_utf8(&b, text);
	v = json_stringn(buf_str(&b).s, b.len);
	buf_release(&b);
	return v != NULL ? v : json_string("");
}

/* All of it is ASCII, and no control character: whatever it quotes is harmless. */
static int
dump(const char *bytes, size_t n, void *context)
{
	struct buf *b = context;

	for (size_t i = 0; i < n; i++) {
		if (bytes[i] == 0x7f)
			buf_puts(b, "\\u007f");
		else
			buf_putc(b, bytes[i]);
	}
	return 0;
}

static void
send_message(struct server *s, json_t *message)
{
	struct buf body = BUF_INIT, out = BUF_INIT;

	json_object_set_new(message, "jsonrpc", json_string("2.0"));
	(void)json_dump_callback(message, dump, &body,
				 JSON_COMPACT | JSON_ENSURE_ASCII);
	json_decref(message);
	buf_printf(&out, "Content-Length: %zu\r\n\r\n", body.len);
	buf_put(&out, buf_str(&body));
	s->sink.send(s->sink.context, buf_str(&out));
	buf_release(&body);
	buf_release(&out);
}

void
server_notify(struct server *s, const char *method, json_t *params)
{
	send_message(s, json_pack("{s:s, s:o}", "method", method, "params", params));
}

void
server_ask(struct server *s, const char *method, json_t *params)
{
	send_message(s, json_pack("{s:I, s:s, s:o*}", "id", (json_int_t)++s->asked,
				  "method", method, "params", params));
}

void
server_show(struct server *s, const char *sentence)
{
	server_notify(s, "window/showMessage",
		      json_pack("{s:i, s:o}", "type", 1, "message",
				json_text(str_from(safe_text(sentence, s->arena)))));
}

json_t *
server_refuse(struct server *s, enum refusal r, const char *why)
{
	s->refusal = r;
	s->why = why;
	return NULL;
}

/* id: borrowed; NULL: it is not known. */
static void
refuse(struct server *s, json_t *id, enum refusal r, const char *why)
{
	send_message(s, json_pack("{s:O, s:{s:i, s:s}}", "id",
				  id != NULL ? id : json_null(), "error", "code",
				  (int)r, "message", why));
}

/* -- messages in */

struct document *
server_document(struct server *s, const json_t *params)
{
	const json_t *uri =
	    json_object_get(json_object_get(params, "textDocument"), "uri");
	struct document *d;

	if (!json_is_string(uri)) {
		(void)server_refuse(s, REFUSE_PARAMS, "textDocument.uri is missing");
		return NULL;
	}
	d = document_find(s->documents, (struct str){json_string_value(uri),
						     json_string_length(uri)});
	if (d != NULL)
		judge_if_stale(s, d);
	return d;
}

static void
answer(struct server *s, const struct method *m, json_t *id, const json_t *params)
{
	json_t *result;

	if (s->phase == PHASE_NEW && m->phase != PHASE_NEW) {
		refuse(s, id, REFUSE_NOT_YET, "initialize comes first");
		return;
	}
	if (s->phase != m->phase) {
		refuse(s, id, REFUSE_REQUEST,
		       s->phase == PHASE_READY ? "initialized already"
					       : "nothing comes after shutdown");
		return;
	}
	s->refusal = 0;
	result = m->answer(s, params);
	if (s->refusal != 0) {
		json_decref(result);
		refuse(s, id, s->refusal, s->why);
		return;
	}
	send_message(s, json_pack("{s:O, s:o}", "id", id, "result",
				  result != NULL ? result : json_null()));
}

static bool
is_id(const json_t *id)
{
	return json_is_string(id) || json_is_integer(id);
}

static void
handle_request(struct server *s, json_t *id, const char *name, const json_t *params)
{
	const struct method *m = method_find(name);

	if (s->phase == PHASE_NEW && (m == NULL || m->answer == NULL))
		refuse(s, id, REFUSE_NOT_YET, "initialize comes first");
	else if (s->phase == PHASE_SHUT)
		refuse(s, id, REFUSE_REQUEST, "nothing comes after shutdown");
	else if (m == NULL || m->answer == NULL)
		refuse(s, id, REFUSE_METHOD, "there is no such request");
	else if (params != NULL && !json_is_object(params) && !json_is_null(params) &&
		 !json_is_array(params))
		refuse(s, id, REFUSE_PARAMS, "params are an object");
	else
		answer(s, m, id, params);
}

/* Of what is no request nobody hears, whatever is wrong with it. */
static void
handle_notification(struct server *s, const char *name, const json_t *params)
{
	const struct method *m = method_find(name);

	if (strcmp(name, "exit") == 0) {
		s->well = s->phase == PHASE_SHUT;
		s->phase = PHASE_OVER;
	} else if (m != NULL && m->note != NULL && s->phase == PHASE_READY) {
		m->note(s, params);
	}
}

static void
handle(struct server *s, const json_t *message)
{
	json_t *id = json_object_get(message, "id");
	const json_t *method = json_object_get(message, "method");
	const json_t *params = json_object_get(message, "params");

	if (json_is_string(method) && id == NULL)
		handle_notification(s, json_string_value(method), params);
	else if (json_is_string(method) && is_id(id))
		handle_request(s, id, json_string_value(method), params);
	else if (method != NULL || !json_is_object(message) ||
		 (json_object_get(message, "result") == NULL &&
		  json_object_get(message, "error") == NULL))
		refuse(s, is_id(id) ? id : NULL, REFUSE_REQUEST,
		       "this is no request, notification or response");
	/* what answers us is of no interest */
	arena_reset(s->arena);
}

/* Whether one of the messages that wait takes the request back. */
static bool
cancelled(const json_t *waiting, size_t from, const json_t *request)
{
	const json_t *id = json_object_get(request, "id");

	for (size_t i = from; id != NULL && i < json_array_size(waiting); i++) {
		const json_t *m = json_array_get(waiting, i);
		const json_t *method = json_object_get(m, "method");

		if (json_is_string(method) &&
		    strcmp(json_string_value(method), "$/cancelRequest") == 0 &&
		    json_equal(json_object_get(json_object_get(m, "params"), "id"), id))
			return true;
	}
	return false;
}

static void
handle_all(struct server *s, json_t *waiting)
{
	for (size_t i = 0; i < json_array_size(waiting) && s->phase != PHASE_OVER;
	     i++) {
		const json_t *m = json_array_get(waiting, i);

		if (json_object_get(m, "method") != NULL &&
		    is_id(json_object_get(m, "id")) && cancelled(waiting, i + 1, m))
			refuse(s, json_object_get(m, "id"), REFUSE_CANCELLED,
			       "the client took it back");
		else
			handle(s, m);
	}
	json_array_clear(waiting);
}

/* One message more that waits; what is none is said at its turn. */
static void
add_message(struct server *s, json_t *waiting, struct str text)
{
	json_t *m =
	    json_loadb(text.s, text.len, JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);

	if (m == NULL) {
		handle_all(s, waiting);
		if (s->phase != PHASE_OVER)
			refuse(s, NULL, REFUSE_PARSE, "the message is no JSON");
	} else {
		json_array_append_new(waiting, m);
	}
	if (json_array_size(waiting) == WAITING_MOST)
		handle_all(s, waiting);
}

bool
server_take(struct server *s, struct str bytes)
{
	json_t *waiting = json_array();
	enum frame f = FRAME_MESSAGE;
	struct str text;

	frames_feed(&s->frames, bytes);
	while (s->phase != PHASE_OVER && f != FRAME_NONE && f != FRAME_BROKEN) {
		f = frames_next(&s->frames, &text);
		if (f == FRAME_MESSAGE)
			add_message(s, waiting, text);
		else
			handle_all(s, waiting);
		if (f == FRAME_TOO_LONG && s->phase != PHASE_OVER)
			refuse(s, NULL, REFUSE_REQUEST,
			       "the message is too long and passed over");
	}
	json_decref(waiting);
	if (f == FRAME_BROKEN && s->phase != PHASE_OVER) {
		refuse(s, NULL, REFUSE_PARSE, "the header of a message is broken");
		s->phase = PHASE_OVER;
	}
	return s->phase != PHASE_OVER;
}

void
server_rest(struct server *s)
{
	if (s->phase == PHASE_READY)
		judge_all(s);
	arena_reset(s->arena);
}
