#!/bin/sh
# homepage: writes where hookvet is published into the texts that a build cannot fill in.
#
#   .packages/homepage.sh HOMEPAGE     make homepage HOMEPAGE=https://github.com/acme/hookvet
set -eu
cd "$(dirname "$0")/.."
new=$1 old=$(sed -n 's/^HOMEPAGE *= *//p' Makefile)
case $new in
https://*[!A-Za-z0-9._~/-]* | https://*/)
	echo "homepage: '$new' is no plain URL without a slash at its end" >&2
	exit 2
	;;
https://github.com/*/*) ;;
*)
	echo "homepage: the action wants https://github.com/OWNER/NAME, not '$new'" >&2
	exit 2
	;;
esac
# The action is named without the host.
sed -i "s,$old,$new,g; s,\\([[:space:]]\\)${old#https://github.com/}/\\.github,\\1${new#https://github.com/}/.github,g" \
	Makefile README.md .github/actions/hookvet/action.yml .packages/*/[!b]*
