#!/bin/sh
# What an editor gets of the language server, step by step.
# shellcheck source=tests/lib
. tests/lib
if ! command -v python3 >/dev/null; then
	skip "python3, the client"
	finish
fi
exec python3 -B tests/lsp/session.py
