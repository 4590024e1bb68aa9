#!/usr/bin/env bash
# Unpacks POP3 servers of Debian into folders of their own, where tests run them from: nothing is installed, as these
# packages exclude one another. Usage: test/pop-servers/unpack.sh SERVER…; what is there already stays as it is.
set -euo pipefail
target="$(cd "$(dirname "$0")/../.." && pwd)/node_modules/.cache/pop-servers"

packages() {
  case "$1" in
    courier) echo courier-pop courier-base courier-authlib libcourier-unicode4 libidn12 libltdl7 libgamin0 ;;
    mailutils) echo mailutils-pop3d mailutils-common libmailutils9 libmu-dbm9 libgsasl18 libntlm0 libgssglue1 libidn12 \
      libkyotocabinet16v5 liblzo2-2 guile-3.0-libs libltdl7 libmariadb3 ;;
    popa3d) echo popa3d ;;
    solid-pop3d) echo solid-pop3d liblockfile1 ;;
    *)
      echo "unknown server: $1" >&2
      exit 2
      ;;
  esac
}

# The user that apt downloads as cannot write here.
download() { apt-get download -qq -o APT::Sandbox::User=root "$@"; }

for server in "$@"; do
  if [ -d "$target/$server" ]; then continue; fi
  names=$(packages "$server")
  unpacked=$(mktemp -d)
  trap 'rm -rf "$unpacked"' EXIT
  # shellcheck disable=SC2086 # one word for each package
  (cd "$unpacked" && { download $names || { apt-get update -qq && download $names; }; })
  mkdir "$unpacked/tree"
  for package in "$unpacked"/*.deb; do dpkg-deb --extract "$package" "$unpacked/tree"; done
  mkdir -p "$target" "$unpacked/tree/etc" "$unpacked/tree/usr/lib"
  # Since the merge of /usr, /lib is but another name of it.
  if [ -d "$unpacked/tree/lib" ]; then cp -a "$unpacked/tree/lib/." "$unpacked/tree/usr/lib/"; fi
  chmod 755 "$unpacked/tree"
  mv "$unpacked/tree" "$target/$server"
  rm -rf "$unpacked"
done
