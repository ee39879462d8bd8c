/* lsp: the language server (lsp/server.h) on standard input and output. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/pool.h"
#include "finding/trouble.h"
#include "lsp/server.h"
#include "project/command.h"
#include "project/options.h"
#include "project/settings.h"

enum { PIECE = 64 * 1024 };

static void
send_bytes(void *context, struct str bytes)
{
	FILE *fp = context;

	(void)fwrite(bytes.s, 1, bytes.len, fp);
	(void)fflush(fp);
}

/* Whether something can be read at once; true also at the end. */
static bool
waits(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, 0) > 0;
}

static void
serve(struct server *s)
{
	static char bytes[PIECE];
	bool over = false;

	while (!over && !ferror(stdout)) {
		ssize_t n;

		if (!waits(STDIN_FILENO))
			server_rest(s);
		n = read(STDIN_FILENO, bytes, sizeof(bytes));
		if (n < 0 && errno == EINTR)
			continue;
		over = n <= 0 || !server_take(s, (struct str){bytes, (size_t)n});
	}
}

/* A client that dies leaves an end of the stream, and is no reason to go on. */
static enum verdict
run(const struct options *o)
{
	struct server *s =
	    server_new(o, (struct sink){.send = send_bytes, .context = stdout});
	bool well;

	if (isatty(STDIN_FILENO))
		say("a language server is started by an editor; see hookvet-lsp(1)");
	(void)pool_stack_enough();
	serve(s);
	well = server_ended_well(s);
	server_free(s);
	return well ? VERDICT_CLEAN : VERDICT_FINDINGS;
}

const struct subcommand command_lsp = {
    .name = "lsp",
    .operands = "",
    .summary = "language server on standard input and output",
    .about = "Shows in an editor what 'check' finds, and repairs it there; see "
	     "hookvet-lsp(1). Nothing is written to disk.",
    .options = IN_LSP,
    .run = run,
};
