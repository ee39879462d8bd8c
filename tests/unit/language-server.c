/*
 * The language server without its streams: what it answers, however its bytes are cut.
 * tests/lsp has it as a program, with clients.
 */
#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "check.h"
#include "finding/positions.h"
#include "lsp/frames.h"
#include "lsp/server.h"
#include "project/command.h"
#include "project/options.h"

static struct options options;

static void
keep(void *context, struct str bytes)
{
	buf_put(context, bytes);
}

static void
put_message(struct buf *b, const char *text)
{
	buf_printf(b, "Content-Length: %zu\r\n\r\n%s", strlen(text), text);
}

/* What a server says to the bytes, of which the first come before the others. */
static struct buf
answer(struct str bytes, size_t cut, bool *well)
{
	struct buf out = BUF_INIT;
	struct server *s =
	    server_new(&options, (struct sink){.send = keep, .context = &out});

	if (server_take(s, str_slice(bytes, 0, cut)) &&
	    server_take(s, str_slice(bytes, cut, bytes.len)))
		server_rest(s);
	*well = server_ended_well(s);
	server_free(s);
	return out;
}

#define INITIALIZE                                                                     \
	"{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"         \
	"\"capabilities\":{}}}"
#define SHUTDOWN "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"shutdown\"}"
#define EXIT     "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"

/* The error codes that come of messages behind one another. */
static void
check_codes(const char *const *messages, const int *codes, bool ends_well)
{
	struct buf in = BUF_INIT, out;
	size_t n = 0;
	bool well;

	for (; *messages != NULL; messages++)
		put_message(&in, *messages);
	out = answer(buf_str(&in), 0, &well);
	for (const char *at = buf_str(&out).s; (at = strstr(at, "\"code\":")) != NULL;
	     n++) {
		at += strlen("\"code\":");
		CHECK(codes[n] == atoi(at));
	}
	CHECK(codes[n] == 0);
	CHECK(well == ends_well);
	buf_release(&in);
	buf_release(&out);
}

#define CODES(ends_well, codes, ...)                                                   \
	check_codes((const char *const[]){__VA_ARGS__, NULL}, codes, ends_well)

static void
test_refusals(void)
{
	CODES(true, ((const int[]){0}), INITIALIZE, SHUTDOWN, EXIT);
	CODES(false, ((const int[]){0}), INITIALIZE, EXIT);
	CODES(false, ((const int[]){0}), EXIT, INITIALIZE, "{");
	CODES(false, ((const int[]){-32002, -32002, 0}),
	      "{\"id\":1,\"method\":\"shutdown\"}",
	      "{\"id\":2,\"method\":\"no/such\"}");
	CODES(false, ((const int[]){-32600, 0}), INITIALIZE, INITIALIZE);
	CODES(true, ((const int[]){-32600, -32600, 0}), INITIALIZE, SHUTDOWN, SHUTDOWN,
	      "{\"id\":1,\"method\":\"textDocument/hover\",\"params\":{}}", EXIT);
	CODES(false, ((const int[]){-32700, -32700, -32600, -32600, -32600, -32600, 0}),
	      "{", "\xff", "1", "[]", "{}", "{\"id\":{},\"method\":\"shutdown\"}");
	CODES(false, ((const int[]){-32601, -32601, -32602, 0}), INITIALIZE,
	      "{\"id\":1,\"method\":\"no/such\"}",
	      "{\"id\":\"a\",\"method\":\"textDocument/didOpen\"}",
	      "{\"id\":2,\"method\":\"textDocument/diagnostic\",\"params\":7}");
	CODES(false, ((const int[]){-32800, 0}), INITIALIZE,
	      "{\"id\":\"x\",\"method\":\"textDocument/diagnostic\",\"params\":{}}",
	      "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"x\"}}",
	      "{\"method\":\"$/unknown\",\"params\":{}}", "{\"id\":1,\"result\":null}");
}

static void
test_headers(void)
{
	static const struct {
		const char *bytes;
		int code;
	} cases[] = {
	    {"Content-Length: 5\r\n\r\n", 0},
	    {"content-length:\t2 \r\nContent-Type: x\r\n\r\n[]", -32600},
	    {"Content-Length: 99999999999999999999999\r\n\r\n", -32700},
	    {"Content-Length: -1\r\n\r\n", -32700},
	    {"Content-Length: 9000000000000000000\r\n\r\n{", -32600},
	    {"Content-Type: x\r\n\r\n{}", -32700},
	    {"\r\n\r\n", -32700},
	    {"GET / HTTP/1.1\r\n\r\n", -32700},
	};
	struct buf out, in = BUF_INIT;
	bool well;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *at;

		out = answer(str_from(cases[i].bytes), 3, &well);
		at = strstr(buf_str(&out).s, "\"code\":");
		CHECK(cases[i].code == (at != NULL ? atoi(at + 7) : 0));
		buf_release(&out);
	}
	for (int i = 0; i < 5000; i++)
		buf_putc(&in, 'x');
	out = answer(buf_str(&in), 100, &well);
	CHECK(strstr(buf_str(&out).s, "-32700") != NULL);
	buf_release(&out);
	buf_clear(&in);
	/* what is too long is passed over, and the next message is read */
	buf_printf(&in, "Content-Length: %d\r\n\r\n", FRAME_MOST + 1);
	memset(buf_reserve(&in, FRAME_MOST + 1), ' ', FRAME_MOST + 1);
	in.len += FRAME_MOST + 1;
	put_message(&in, INITIALIZE);
	out = answer(buf_str(&in), 1000000, &well);
	CHECK(strstr(buf_str(&out).s, "passed over") != NULL);
	CHECK(strstr(buf_str(&out).s, "\"capabilities\"") != NULL);
	buf_release(&out);
	buf_release(&in);
}

#define ASK(method, more)                                                              \
	"{\"id\":4,\"method\":\"textDocument/" method                                  \
	"\",\"params\":{\"textDocument\":{\"uri\":\"untitled:Sp\xc3\xa4t\"}" more "}}"

/* A session in which each change is asked about, so that nothing depends on the time. */
static const char *const session[] = {
    INITIALIZE,
    "{\"method\":\"initialized\",\"params\":{}}",
    "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":"
    "\"untitled:Sp\xc3\xa4t\",\"languageId\":\"json\",\"version\":1,\"text\":"
    "\"{\\\"productId\\\": \\\"\xf0\x9f\x98\x80\\\",\\n \\\"webhookUrl\\\": 1}\"}}}",
    "{\"id\":1,\"method\":\"textDocument/diagnostic\",\"params\":{\"textDocument\":"
    "{\"uri\":\"untitled:Sp\xc3\xa4t\"}}}",
    "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":"
    "\"untitled:Sp\xc3\xa4t\",\"version\":2},\"contentChanges\":[{\"range\":{"
    "\"start\":{\"line\":0,\"character\":15},\"end\":{\"line\":0,\"character\":17}},"
    "\"text\":\"eCheck\"}]}}",
    "{\"id\":2,\"method\":\"textDocument/diagnostic\",\"params\":{\"textDocument\":"
    "{\"uri\":\"untitled:Sp\xc3\xa4t\"}}}",
    "{\"id\":3,\"method\":\"textDocument/diagnostic\",\"params\":{}}",
    ASK("hover", ",\"position\":{\"line\":1,\"character\":4}"),
    ASK("completion", ",\"position\":{\"line\":1,\"character\":1}"),
    ASK("codeAction", ",\"range\":{\"start\":{\"line\":1,\"character\":15},\"end\":{"
		      "\"line\":1,\"character\":15}},\"context\":{}"),
    ASK("documentSymbol", ""),
    ASK("selectionRange", ",\"positions\":[{\"line\":0,\"character\":20}]"),
    SHUTDOWN,
    EXIT,
};

static void
test_cuts(void)
{
	struct buf in = BUF_INIT, whole, cut;
	bool well;

	for (size_t i = 0; i < sizeof(session) / sizeof(session[0]); i++)
		put_message(&in, session[i]);
	whole = answer(buf_str(&in), 0, &well);
	CHECK(well);
	CHECK(strstr(buf_str(&whole).s, "unknown-product") != NULL);
	CHECK(strstr(buf_str(&whole).s, "\"version\":2") != NULL);
	CHECK(strstr(buf_str(&whole).s, "webhook URL") != NULL);
	for (size_t i = 1; i < in.len; i++) {
		cut = answer(buf_str(&in), i, &well);
		CHECK_ALL(well && str_equal(buf_str(&whole), buf_str(&cut)));
		buf_release(&cut);
	}
	buf_release(&in);
	buf_release(&whole);
}

/* -- positions */

static unsigned
lot(unsigned below)
{
	static uint64_t state = 42;

	state = state * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return (unsigned)(state >> 33) % below;
}

/* The same, counted without any table. */
static void
count(struct str text, size_t offset, bool utf8, size_t *line, size_t *character)
{
	size_t start = 0;

	*line = 0;
	for (size_t i = 0; i < offset; i++) {
		if (text.s[i] == '\n' ||
		    (text.s[i] == '\r' &&
		     (i + 1 == text.len || text.s[i + 1] != '\n'))) {
			start = i + 1;
			++*line;
		}
	}
	*character = positions_units(utf8, str_slice(text, start, offset));
}

static void
check_position(struct positions *p, size_t offset)
{
	size_t line, character, line_found, found, back;

	count(p->text, offset, p->utf8, &line, &character);
	positions_find(p, offset, &line_found, &found);
	CHECK_ALL(line_found == line && found == character);
	back = positions_offset(p, line, character);
	CHECK_ALL(back == offset || p->text.s[offset - 1] == '\r');
}

/* The offset of the beginning of a character. */
static size_t
any_offset(struct str text)
{
	size_t at = lot((unsigned)text.len + 1);

	while (at < text.len && ((unsigned char)text.s[at] & 0xc0) == 0x80)
		at++;
	return at;
}

static void
test_positions(void)
{
	static const char *const pieces[] = {
	    "a", "\n", "\r", "\r\n", "\xc3\xa4", "\xf0\x9f\x98\x80", "\xe2\x82\xac",
	    ""};
	struct buf text = BUF_INIT;

	for (int round = 0; round < 400; round++) {
		struct positions p = {.utf8 = round % 3 == 0};
		bool lines = round % 2 == 0;

		buf_clear(&text);
		for (unsigned i = lot(lines ? 60 : 6000); i != 0; i--)
			buf_puts(&text,
				 pieces[lines || lot(500) == 0 ? lot(8) : 4 + lot(4)]);
		positions_read(&p, buf_str(&text));
		for (int edit = 0; edit < 20; edit++) {
			struct span span = {any_offset(p.text), any_offset(p.text)};
			const char *by = pieces[lot(8)];
			struct buf next = BUF_INIT;

			if (span.end < span.start)
				span.end = span.start;
			buf_put(&next, str_slice(p.text, 0, span.start));
			buf_puts(&next, by);
			buf_put(&next, str_slice(p.text, span.end, p.text.len));
			positions_edit(&p, span, strlen(by), buf_str(&next));
			buf_release(&text);
			text = next;
			for (int i = 0; i < 5; i++)
				check_position(&p, any_offset(p.text));
			check_position(&p, p.text.len);
		}
		positions_release(&p);
	}
	buf_release(&text);
}

int
main(void)
{
	hash_seed();
	options_init(&options);
	options.command = command_find(STR("lsp"));
	options.no_config = true;
	test_refusals();
	test_headers();
	test_cuts();
	test_positions();
	options_release(&options);
	return check_done();
}
