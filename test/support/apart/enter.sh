#!/bin/sh
# Runs a command as if a package were installed and configured, in a mount namespace that nobody else sees (unshare --mount).
# Usage: enter.sh WORK PACKAGE COMMAND…, where WORK has the folders etc and mail, and PACKAGE is an unpacked package.
set -eu
work=$1
package=$2
shift 2
mount -t overlay overlay -o "lowerdir=$package/usr:/usr" /usr
mount -t overlay overlay -o "lowerdir=$work/etc:$package/etc:/etc" /etc
if [ -d "$package/var/lib" ]; then mount -t overlay overlay -o "lowerdir=$package/var/lib:/var/lib" /var/lib; fi
mount -t tmpfs none /run
mount --bind "$work/mail" /var/mail
exec "$@"
