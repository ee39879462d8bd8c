/* trouble: one line on standard error, written at once. */
#include "finding/trouble.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "finding/safe.h"

void
say(const char *fmt, ...)
{
	struct buf sentence = BUF_INIT, line = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&sentence, fmt, ap);
	va_end(ap);
	buf_puts(&line, "hookvet: ");
	safe_add(&line, buf_str(&sentence));
	buf_putc(&line, '\n');
	(void)fwrite(line.s, 1, line.len, stderr);
	buf_release(&sentence);
	buf_release(&line);
}
