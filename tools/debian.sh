#!/bin/sh
# Installs what `make test-more` needs from Debian's packages and what is missing; says so when not root.
# A line of NEEDS is: a command, then the packages that bring it.
set -eu

NEEDS='chromium chromium fonts-dejavu-core
pdftoppm poppler-utils'

missing=
while read -r command packages; do
    command -v "$command" >/dev/null 2>&1 || missing="$missing $packages"
done <<LIST
$NEEDS
LIST
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "test-more needs these packages of Debian:$missing" >&2
    echo "  for example, as root: apt-get install$missing" >&2
    exit 2
fi
export DEBIAN_FRONTEND=noninteractive
set -x
apt-get update -q
# shellcheck disable=SC2086 # one word for each package
apt-get install -q -y --no-install-recommends $missing </dev/null
