#!/bin/sh
# deb: Debian's packages hookvet, libhookvet0 and libhookvet-dev, of the last commit.
#
# The folder debian/ is put together from .packages/debian, so it lies not on top of the tree.
cd "$(dirname "$0")/.." || exit 2
. .packages/common.sh
need dh debhelper
need dpkg-buildpackage dpkg-dev
source=$out/deb/hookvet-$version
rm -rf "$out/deb"
mkdir -p "$source"
git archive HEAD | tar -C "$source" -xf -
cp -R .packages/debian "$source/debian"
sed -i "s|@VERSION@|$version|; s|@HOMEPAGE@|$homepage|; s|@DATE@|$(date -R -u -d "@$SOURCE_DATE_EPOCH")|" \
	"$source/debian/control" "$source/debian/copyright" "$source/debian/changelog"
sed '1,/^Copyright/d; s/^$/./; s/^/ /' LICENSE | sed '1{/^ \.$/d}' >"$out/deb/license"
sed -i -e "/@LICENSE@/{r $out/deb/license" -e 'd}' "$source/debian/copyright"
chmod +x "$source/debian/rules"
(cd "$source" && dpkg-buildpackage -us -uc -b) >"$out/deb/log" 2>&1 || {
	tail -n 30 "$out/deb/log" >&2
	exit 1
}
for package in "$out/deb"/*.deb; do
	case $package in
	*-dbgsym_*) continue ;;
	esac
	cp "$package" "$out/"
	say "$out/${package##*/}"
done
