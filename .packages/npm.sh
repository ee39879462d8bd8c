#!/bin/sh
# npm: a package that carries the program, so that "npx hookvet" needs no compiler and
# fetches nothing when it is installed.
#
#   .packages/npm.sh [MACHINE...]    with the static programs of these; without: this machine's
cd "$(dirname "$0")/.." || exit 2
. .packages/common.sh
need npm npm
[ $# -gt 0 ] || set -- "$(uname -m)"
folder=$out/npm cpu=
rm -rf "$folder"
mkdir -p "$folder/bin" "$folder/man"
for machine; do
	[ -f "$(static_binary "$machine")" ] || .packages/static.sh "$machine"
	install -m 755 "$(static_binary "$machine")" "$folder/bin/hookvet-linux-$machine"
	case $machine in
	x86_64) cpu="$cpu, \"x64\"" ;;
	aarch64) cpu="$cpu, \"arm64\"" ;;
	*)
		say "npm has no name for '$machine' here"
		exit 2
		;;
	esac
done
install -m 755 .packages/npm/bin/hookvet.js "$folder/bin/"
.packages/notices.sh
install -m 644 README.md LICENSE "$folder/"
install -m 644 "$out/hookvet-$version-notices.txt" "$folder/NOTICES"
install -m 644 man/*.[157] "$folder/man/"
man=$(printf ', "./%s"' man/*.[157])
sed "s,@VERSION@,$version,; s,@HOMEPAGE@,$homepage,; s/@CPU@/[${cpu#, }]/; s|@MAN@|[${man#, }]|" \
	.packages/npm/package.json >"$folder/package.json"
(cd "$folder" && npm pack --silent --pack-destination .. >/dev/null)
say "$out/hookvet-$version.tgz"
