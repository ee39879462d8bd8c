#!/bin/sh
# The language server says of each file of the corpus what a run of `check` says.
# shellcheck source=tests/lib
. tests/lib
if ! command -v python3 >/dev/null; then
	skip "python3, the client"
	finish
fi
# Folders without another inside: there a run looks at the same files.
find corpus -type d | while read -r folder; do
	[ -n "$(find "$folder" -mindepth 1 -type d)" ] || echo "$folder"
done >"$tmp/folders"
tr '\n' '\0' <"$tmp/folders" | xargs -0 python3 -B tests/lsp/corpus.py >"$tmp/out" 2>&1
status=$?
counts=$(grep -Ex '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped' "$tmp/out" | tail -n 1)
: "${counts:=0 passed, 1 failed, 0 skipped}"
passed=${counts%% *} failed=${counts#*, } skipped=${counts##*, }
failed=${failed%% *} skipped=${skipped%% *}
check "the client comes to its end" [ "$status" -le 1 ]
check "there are files" [ "$passed" -gt 800 ]
grep -v "passed, .* failed, " "$tmp/out"
finish
