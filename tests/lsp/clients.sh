#!/bin/sh
# Clients that others wrote drive the language server: Neovim's, Emacs' eglot, and the
# protocol of Visual Studio Code.
# shellcheck source=tests/lib
. tests/lib
clients=$top/tests/lsp/clients
# drive NAME COMMAND...: its lines "ok NAME" and "not ok NAME: WHY" count.
drive() {
	name=$1
	shift
	rm -rf "$tmp/repo"
	mkdir "$tmp/repo" "$tmp/repo/.git"
	sed 's/invoice\.paid/invoice./' "$clients/a.json" >"$tmp/repo/a.json"
	FOLDER=$tmp/repo HOME=$tmp XDG_STATE_HOME=$tmp timeout 100 "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	tr -d '\r' <"$tmp/out" | grep -E '^(not )?ok ' >"$tmp/lines"
	grep -q '^ok it ends$' "$tmp/lines" || echo "not ok the client comes to its end" >>"$tmp/lines"
	while IFS= read -r line; do
		case $line in
		ok*) pass ;;
		*) fail "$name: ${line#not ok }" "$tmp/err" ;;
		esac
	done <"$tmp/lines"
}
if command -v nvim >/dev/null; then
	drive neovim nvim --headless -u NONE -i NONE -n -S "$clients/neovim.lua"
else
	skip neovim
fi
if command -v emacs >/dev/null && HOME=$tmp emacs -batch -f package-initialize -l eglot >/dev/null 2>&1; then
	drive eglot emacs -batch -l "$clients/eglot.el"
else
	skip "emacs with eglot"
fi
modules=${JUDGES:-$top/build/npm}/node_modules
if command -v node >/dev/null && [ -d "$modules/vscode-languageserver-protocol" ]; then
	NODE_PATH=$modules drive vscode node "$clients/protocol.js"
else
	skip "vscode-languageserver-protocol"
fi
if command -v node >/dev/null; then
	drive extension node "$clients/extension.js"
else
	skip "node, for the extension"
fi
finish
