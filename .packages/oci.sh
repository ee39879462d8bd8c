#!/bin/sh
# oci: an image that holds the static program and its notices, as a folder and an archive
# in the layout of the OCI image specification 1.0 (image-layout.md).
#
#   .packages/oci.sh [MACHINE...]    one manifest each; without: this machine
#
# Used as: IMAGE check .  with the tree mounted at /work.
cd "$(dirname "$0")/.." || exit 2
. .packages/common.sh
need jq jq
[ $# -gt 0 ] || set -- "$(uname -m)"
layout=$out/oci tmp=$(mktemp -d) created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
trap 'rm -rf "$tmp"' EXIT
rm -rf "$layout"
mkdir -p "$layout/blobs/sha256"

# blob FILE: puts it among the blobs; what the specification calls its descriptor.
blob() { # FILE MEDIA-TYPE
	hash=$(digest "$1") size=$(wc -c <"$1")
	install -m 644 "$1" "$layout/blobs/sha256/$hash"
	jq -cn --arg type "$2" --arg digest "sha256:$hash" --argjson size "$((size))" \
		'{ mediaType: $type, digest: $digest, size: $size }'
}

.packages/notices.sh
: >"$tmp/manifests"
for machine; do
	case $machine in
	x86_64) platform='{ "architecture": "amd64", "os": "linux" }' ;;
	aarch64) platform='{ "architecture": "arm64", "os": "linux", "variant": "v8" }' ;;
	*)
		say "no name for '$machine' in an image"
		exit 2
		;;
	esac
	[ -f "$(static_binary "$machine")" ] || .packages/static.sh "$machine"
	rm -rf "$tmp/root"
	mkdir -p "$tmp/root/usr/bin" "$tmp/root/usr/share/doc/hookvet" "$tmp/root/work" "$tmp/root/tmp"
	chmod 1777 "$tmp/root/tmp"
	install -m 755 "$(static_binary "$machine")" "$tmp/root/usr/bin/hookvet"
	install -m 644 "$out/hookvet-$version-notices.txt" "$tmp/root/usr/share/doc/hookvet/notices.txt"
	pack "$tmp/root" >"$tmp/layer.tar"
	gzip -9n <"$tmp/layer.tar" >"$tmp/layer.tar.gz"
	jq -cn --argjson platform "$platform" --arg created "$created" \
		--arg layer "sha256:$(digest "$tmp/layer.tar")" --arg version "$version" --arg home "$homepage" '
		$platform + { created: $created,
			config: { User: "65534:65534", WorkingDir: "/work", Entrypoint: ["/usr/bin/hookvet"],
				Cmd: ["check", "."], Env: ["PATH=/usr/bin"],
				Labels: { "org.opencontainers.image.title": "hookvet",
					"org.opencontainers.image.version": $version,
					"org.opencontainers.image.source": $home,
					"org.opencontainers.image.licenses": "MIT" } },
			rootfs: { type: "layers", diff_ids: [$layer] },
			history: [{ created: $created, created_by: "make oci" }] }' >"$tmp/config"
	config=$(blob "$tmp/config" application/vnd.oci.image.config.v1+json)
	layer=$(blob "$tmp/layer.tar.gz" application/vnd.oci.image.layer.v1.tar+gzip)
	jq -cn --argjson config "$config" --argjson layer "$layer" '{ schemaVersion: 2,
		mediaType: "application/vnd.oci.image.manifest.v1+json", config: $config, layers: [$layer] }' >"$tmp/manifest"
	blob "$tmp/manifest" application/vnd.oci.image.manifest.v1+json |
		jq -c --argjson platform "$platform" --arg version "$version" '. + { platform: $platform,
			annotations: { "org.opencontainers.image.ref.name": $version } }' >>"$tmp/manifests"
done
jq -cs '{ schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: . }' \
	"$tmp/manifests" >"$layout/index.json"
echo '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
find "$layout" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
pack "$layout" >"$out/hookvet-$version-oci.tar"
say "$out/hookvet-$version-oci.tar"
