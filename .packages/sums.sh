#!/bin/sh
# sums: what is in the packages (SBOM, SPDX 2.3 as JSON) and their SHA-256.
cd "$(dirname "$0")/.." || exit 2
. .packages/common.sh
need jq jq
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
binary=$(static_binary "$(uname -m)")
[ -f "$binary" ] || .packages/static.sh
.packages/notices.sh
# library NAME PKG-CONFIG LICENSE: one that the static programs hold.
library() {
	version=$({ "$binary" --version; getconf GNU_LIBC_VERSION; } 2>/dev/null |
		sed -n "s/.*$2[ :]*\\([0-9][0-9.]*\\).*/\\1/p" | head -n 1)
	[ -n "$version" ] || return 0
	jq -cn --arg name "$1" --arg version "$version" --arg license "$3" --arg home "$4" '{
		name: $name, SPDXID: "SPDXRef-\($name)", versionInfo: $version, downloadLocation: $home,
		filesAnalyzed: false, licenseConcluded: $license, licenseDeclared: $license,
		copyrightText: "NOASSERTION" }'
}
{
	library jansson jansson MIT https://github.com/akheron/jansson
	library pcre2 PCRE2 BSD-3-Clause https://github.com/PCRE2Project/pcre2
	library libidn2 libidn2 'GPL-2.0-or-later OR LGPL-3.0-or-later' https://www.gnu.org/software/libidn/
	library libunistring libunistring 'GPL-2.0-or-later OR LGPL-3.0-or-later' https://www.gnu.org/software/libunistring/
	library nettle nettle 'GPL-2.0-or-later OR LGPL-3.0-or-later' https://www.lysator.liu.se/~nisse/nettle/
	library glibc glibc LGPL-2.1-or-later https://www.gnu.org/software/libc/
	library libyaml libyaml MIT https://pyyaml.org/wiki/LibYAML
} | jq -s --arg version "$version" --arg home "$homepage" --arg created "$created" \
	--arg digest "$(digest "$binary")" '
	. as $libraries | {
	spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT",
	name: "hookvet-\($version)", documentNamespace: "\($home)/spdx/hookvet-\($version)-\($digest[0:16])",
	creationInfo: { created: $created, creators: ["Tool: hookvet-make-packages"] },
	packages: ([{ name: "hookvet", SPDXID: "SPDXRef-hookvet", versionInfo: $version, downloadLocation: $home,
		filesAnalyzed: false, licenseConcluded: "MIT", licenseDeclared: "MIT",
		copyrightText: "2026 The hookvet authors", primaryPackagePurpose: "APPLICATION",
		checksums: [{ algorithm: "SHA256", checksumValue: $digest }] }] + $libraries),
	relationships: ([{ spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES",
		relatedSpdxElement: "SPDXRef-hookvet" }] +
		[$libraries[] | { spdxElementId: "SPDXRef-hookvet", relationshipType: "STATIC_LINK",
		relatedSpdxElement: .SPDXID }]) }' >"$out/hookvet-$version.spdx.json"
(cd "$out" && for file in hookvet* libhookvet*; do
	[ ! -f "$file" ] || sha256sum "$file"
done >SHA256SUMS)
say "$out/SHA256SUMS"
