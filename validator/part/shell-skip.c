/* shell-skip: see the header. */
#include "part/shell-skip.h"

#include <string.h>

size_t
shell_skip_quotes(struct str text, size_t at)
{
	char quote = text.s[at++];

	while (at < text.len && text.s[at] != quote)
		at += text.s[at] == '\\' && quote != '\'' ? 2 : 1;
	return at < text.len ? at + 1 : text.len;
}

size_t
shell_skip_ansi(struct str text, size_t at)
{
	for (at += 2; at < text.len && text.s[at] != '\'';)
		at += text.s[at] == '\\' ? 2 : 1;
	return at < text.len ? at + 1 : text.len;
}

size_t
shell_skip_brackets(struct str text, size_t at)
{
	size_t open = 0;

	do {
		char c = text.s[at];

		if (c == '\\' || (c == '\'' && open != 0) || c == '"' || c == '`') {
			at = c == '\\' ? at + 2 : shell_skip_quotes(text, at);
			continue;
		}
		open += c == '{' || c == '(';
		open -= c == '}' || c == ')';
		at++;
	} while (open != 0 && at < text.len);
	return at < text.len ? at : text.len;
}

size_t
shell_skip_expansion(struct str text, size_t at)
{
	char c = at + 1 < text.len ? text.s[at + 1] : '\0';

	if (text.s[at] == '`')
		return shell_skip_quotes(text, at);
	if (text.s[at] != '$')
		return at;
	if (c == '{' || c == '(')
		return shell_skip_brackets(text, at + 1);
	if (str_is_digit(c) || (c != '\0' && strchr("@*#?-$!", c) != NULL))
		return at + 2;
	if (!str_is_letter(c) && c != '_')
		return at;
	for (at += 2; at < text.len; at++) {
		if (!str_is_letter(text.s[at]) && !str_is_digit(text.s[at]) &&
		    text.s[at] != '_')
			break;
	}
	return at;
}
