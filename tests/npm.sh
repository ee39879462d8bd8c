#!/bin/sh
# npm: packages that tests and benchmarks ask, into a folder; what lies there stays.
#
#   tests/npm.sh FOLDER PACKAGE...
#
# They are saved in the package.json of the folder: npm takes away what is in none, so
# judges and peers in one folder removed each other.  Nothing is done if all are there.
set -u
folder=$1
shift
command -v npm >/dev/null || {
	echo "npm is not installed" >&2
	exit 1
}
mkdir -p "$folder" || exit 1
for package; do
	[ -d "$folder/node_modules/$package" ] && continue
	npm install --no-audit --no-fund --loglevel=error --prefix "$folder" "$@"
	exit
done
