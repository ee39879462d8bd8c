/*
 * Fuzzing the language server with bytes of a client: framing, JSON-RPC, and each request.
 *
 * An input that begins with "Content-" is a stream as it is, cut where a hash says, and
 * what is answered must not depend on the cut.  Any other is the text of a document,
 * about which everything is asked at a place in it, and which is then edited there.
 * Whatever comes in, what goes out is whole messages of ASCII without control characters.
 */
#include <jansson.h>

#include "base/buf.h"
#include "base/hash.h"
#include "fuzz.h"
#include "lsp/server.h"
#include "project/command.h"
#include "project/options.h"

static struct options options;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	hash_seed();
	options_init(&options);
	options.command = command_find(STR("lsp"));
	options.no_config = true;
	return 0;
}

static void
keep(void *context, struct str bytes)
{
	buf_put(context, bytes);
}

static void
check_messages(struct str out)
{
	while (out.len != 0) {
		const char *end = memmem(out.s, out.len, "\r\n\r\n", 4);
		size_t length;
		json_t *v;

		MUST(str_starts(out, STR("Content-Length: ")) && end != NULL);
		length = strtoul(out.s + 16, NULL, 10);
		out = str_slice(out, (size_t)(end - out.s) + 4, out.len);
		MUST(length <= out.len);
		for (size_t i = 0; i < length; i++)
			MUST(out.s[i] >= ' ' && out.s[i] <= '~');
		v = json_loadb(out.s, length, JSON_ALLOW_NUL, NULL);
		MUST(v != NULL);
		json_decref(v);
		out = str_slice(out, length, out.len);
	}
}

static struct buf
serve(struct str bytes, size_t cut)
{
	struct buf out = BUF_INIT;
	struct server *s =
	    server_new(&options, (struct sink){.send = keep, .context = &out});

	if (server_take(s, str_slice(bytes, 0, cut)) &&
	    server_take(s, str_slice(bytes, cut, bytes.len)))
		server_rest(s);
	server_free(s);
	check_messages(buf_str(&out));
	return out;
}

static void
put_message(struct buf *b, json_t *message)
{
	char *text = json_dumps(message, JSON_COMPACT);

	buf_printf(b, "Content-Length: %zu\r\n\r\n%s", strlen(text), text);
	free(text);
	json_decref(message);
}

static void
put_request(struct buf *b, const char *method, json_t *params)
{
	json_object_set_new(params, "textDocument",
			    json_pack("{s:s}", "uri", "untitled:a"));
	put_message(b, json_pack("{s:i, s:s, s:o}", "id", 1, "method", method, "params",
				 params));
}

static json_t *
place(uint32_t lot)
{
	return json_pack("{s:i, s:i}", "line", (int)(lot % 7), "character",
			 (int)(lot / 7 % 90));
}

/* Everything that can be asked, and an edit, and everything again. */
static void
put_session(struct buf *b, json_t *text, uint32_t lot)
{
	static const char *const methods[] = {
	    "hover",      "completion",     "codeAction",   "inlayHint",
	    "codeLens",   "documentSymbol", "foldingRange", "selectionRange",
	    "diagnostic", "documentLink"};

	put_message(b, json_pack("{s:i, s:s, s:{s:{}}}", "id", 0, "method",
				 "initialize", "params", "capabilities"));
	put_message(b, json_pack("{s:s, s:{s:{s:s, s:i, s:o}}}", "method",
				 "textDocument/didOpen", "params", "textDocument",
				 "uri", "untitled:a", "version", 1, "text", text));
	for (int round = 0; round < 2; round++, lot = lot * 2654435761U) {
		for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
			char name[64];

			(void)snprintf(name, sizeof(name), "textDocument/%s",
				       methods[i]);
			put_request(b, name,
				    json_pack("{s:o, s:{s:o, s:o}, s:[o], s:{}}",
					      "position", place(lot), "range", "start",
					      place(0), "end", place(6 + 7 * 89),
					      "positions", place(lot), "context"));
		}
		put_message(
		    b, json_pack("{s:s, s:{s:{s:s, s:i}, s:[{s:{s:o, s:o}, s:s}]}}",
				 "method", "textDocument/didChange", "params",
				 "textDocument", "uri", "untitled:a", "version", 2,
				 "contentChanges", "range", "start", place(lot), "end",
				 place(lot), "text", lot % 2 != 0 ? "\"," : "}"));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size);
	uint32_t lot = fuzz_lot(text);
	struct buf in = BUF_INIT, whole, cut;
	json_t *document;

	if (str_starts(text, STR("Content-"))) {
		buf_put(&in, text);
	} else {
		document = json_stringn(text.s, text.len);
		if (document == NULL)
			return 0;
		put_session(&in, document, lot);
	}
	whole = serve(buf_str(&in), in.len);
	/* what takes a request back must come before it is answered */
	if (str_starts(text, STR("Content-")) &&
	    memmem(text.s, text.len, "ancel", 5) == NULL) {
		cut = serve(buf_str(&in), lot % (in.len + 1));
		MUST(str_equal(buf_str(&whole), buf_str(&cut)));
		buf_release(&cut);
	}
	buf_release(&whole);
	buf_release(&in);
	return 0;
}
