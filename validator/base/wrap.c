/* wrap: see the header. */
#include "base/wrap.h"

#include <string.h>

#include "base/buf.h"

void
wrap(struct buf *out, size_t width, size_t column, size_t indent, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, " ");

		if (column + len > width && column > indent) {
			while (out->len != 0 && out->s[out->len - 1] == ' ')
				out->len--;
			buf_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		}
		buf_add(out, text, len);
		column += len;
		text += len;
		if (*text == ' ') {
			buf_putc(out, ' ');
			column++;
			text++;
		}
	}
}
