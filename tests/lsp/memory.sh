#!/bin/sh
# The language server: 10,000 edits of a large text leave no more behind than 10.
# shellcheck source=tests/lib
. tests/lib
case $B in
*address* | *thread*) skip "a sanitizer keeps what is given back" ;;
*)
	if command -v python3 >/dev/null && [ -r /proc/self/status ]; then
		python3 -B tests/lsp/measure.py memory >"$tmp/out" 2>"$tmp/err"
		status=$?
		check "memory" equal $status 0
	else
		skip "python3 and /proc, to look at memory"
	fi
	;;
esac
finish
