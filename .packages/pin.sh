#!/bin/sh
# pin: writes the checksums of the static programs into the action, to be committed before
# the tag: no program is made from that file, so the release's ones are the same bytes.
#
#   make packages MACHINES="x86_64 aarch64" && .packages/pin.sh
cd "$(dirname "$0")/.." || exit 2
. .packages/common.sh
sums=.github/actions/hookvet/SHA256SUMS
{
	grep '^#' "$sums"
	grep "  hookvet-$version-linux-" "$out/SHA256SUMS"
} >"$out/pinned"
cat "$out/pinned" >"$sums"
