#!/bin/sh
# install-peers: other validators to measure beside ("make bench-peers"): those of npm
# into build/npm (or $PEERS), Debian's python3-jsonschema and libsimdjson-dev if this is
# a Debian and we are root.  None of them is needed to build or to test.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${PEERS:=build/npm}"
status=0
tests/npm.sh "$PEERS" @sourcemeta/jsonschema ajv-cli ajv-formats ajv-draft-04 || {
	echo "install-peers: no sourcemeta, no ajv" >&2
	status=1
}
if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
	DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		python3-jsonschema libsimdjson-dev g++ gnuplot-nox || status=1
fi
exit $status
