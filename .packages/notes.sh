#!/bin/sh
# notes: what the change log says of a version, for its release; 1 if that is nothing.
cd "$(dirname "$0")/.." || exit 2
awk -v version="$1" '/^## / { on = ($2 == version); next } on { text = text $0 "\n" }
	END { sub(/^\n+/, "", text); printf "%s", text; exit text == "" }' .github/CHANGELOG.md
