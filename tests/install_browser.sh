#!/bin/sh
# The pages are tested in a real browser. Root installs it; anyone else is told its name.
set -eu
if command -v chromium >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
else
  echo "The tests of the pages need the package: chromium (apt-get install chromium)" >&2
fi
