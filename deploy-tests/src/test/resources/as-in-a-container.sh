#!/bin/sh
# IMAGE DATA COMMAND...: runs the command as user 10001 where nothing but DATA and /tmp can be written. IMAGE is seen as
# /mnt/opt, DATA as /mnt/var. Nothing in /tmp can be run, as in what docker mounts there. To be started by
# `unshare --mount` as root.
set -e
image=$1
data=$2
shift 2
chown 10001:10001 "$data"
mount -t tmpfs tmpfs /mnt
mkdir /mnt/opt /mnt/var
mount --bind "$image" /mnt/opt
mount -o remount,bind,ro /mnt/opt
mount --bind "$data" /mnt/var
mount -o remount,ro /mnt
mount -t tmpfs -o noexec,nosuid,nodev tmpfs /tmp
mount -o remount,bind,ro /
cd /mnt/var
exec setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs "$@"
