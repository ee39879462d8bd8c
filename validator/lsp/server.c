/* server: messages of the client, in their order, and who answers them. */
#include "lsp/server.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "finding/safe.h"
#include "lsp/diagnostics.h"
#include "lsp/methods.h"
#include "lsp/state.h"
#include "project/schema-guide.h"
#include "run/roots.h"

enum { WAITING_MOST = 1024 /* messages that are looked through for a cancel */ };

struct server *
server_new(const struct options *o, struct sink sink)
{
	struct server *s = xcalloc(1, sizeof(*s));

	s->arena = arena_new();
	s->workspace = (struct workspace){.options = o,
					  .arena = s->arena,
					  .tell = diagnostics_publish,
					  .tell_file = diagnostics_publish_file};
	s->sink = sink;
	s->guide_arena = arena_new();
	s->guide = guide_new(s->guide_arena);
	return s;
}

void
server_free(struct server *s)
{
	while (s->workspace.texts != NULL)
		document_close(&s->workspace.texts,
			       (struct document *)s->workspace.texts);
	roots_forget(&s->workspace);
	folders_forget(&s->workspace);
	shown_forget(s);
	frames_release(&s->frames);
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

void
server_judge(struct server *s)
{
	judge_all(&s->workspace);
	diagnostics_settle(s);
}

struct document *
server_document(struct server *s, const json_t *params)
{
	struct str uri = json_member(json_object_get(params, "textDocument"), "uri");
	struct document *d;

	if (uri.s == NULL) {
		(void)server_refuse(s, REFUSE_PARAMS, "textDocument.uri is missing");
		return NULL;
	}
	d = document_find(s->workspace.texts, uri);
	if (d != NULL && d->text.stale)
		server_judge(s);
	return d;
}

struct document *
server_position(struct server *s, const json_t *params, size_t *offset)
{
	struct document *d = server_document(s, params);

	if (d == NULL ||
	    position_read(&d->positions, json_object_get(params, "position"), offset))
		return d;
	(void)server_refuse(s, REFUSE_PARAMS, "position is missing");
	return NULL;
}

static void
answer(struct server *s, const struct method *m, json_t *id, const json_t *params)
{
	json_t *result;

	s->refusal = 0;
	result = m->answer(s, params);
	if (s->refusal == 0) {
		send_message(s, json_pack("{s:O, s:o}", "id", id, "result",
					  result != NULL ? result : json_null()));
		return;
	}
	json_decref(result);
	refuse(s, id, s->refusal, s->why);
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
	bool known = m != NULL && m->answer != NULL;

	if (s->phase == PHASE_SHUT)
		refuse(s, id, REFUSE_REQUEST, "nothing comes after shutdown");
	else if (s->phase == PHASE_NEW && (!known || m->phase != PHASE_NEW))
		refuse(s, id, REFUSE_NOT_YET, "initialize comes first");
	else if (!known)
		refuse(s, id, REFUSE_METHOD, "there is no such request");
	else if (s->phase != m->phase)
		refuse(s, id, REFUSE_REQUEST, "initialized already");
	else if (json_is_boolean(params) || json_is_string(params) ||
		 json_is_number(params))
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
		server_judge(s);
	arena_reset(s->arena);
}
