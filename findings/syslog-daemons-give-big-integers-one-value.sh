#!/bin/sh
# Two notifications with different ids above 2^63 go through a syslog daemon that reads JSON, and come out with one and
# the same id, 9223372036854775807. Nothing is logged, and whoever tells repeats by the id has one notification left.
# - rsyslog 8.2302.0 (mmjsonparse, libfastjson 1.2304.0) keeps fractions as they were written, even
#   0.1000000000000000055, so that one takes numbers to be safe with it.
# - syslog-ng 3.38.1 (json-parser, format-json, json-c 0.16) makes texts of all numbers, cuts fractions to six places
#   (31.22 becomes "31.220000", 1774504286.123456789 "1774504286.123457"), and null and [] become "".
# Seen: rsyslog 9223372036854775807 twice, "p": 0.1000000000000000055; syslog-ng "9223372036854775807" twice, "0.100000".
# Debian 12's packages, unpacked and not installed; amd64.
set -eu
folder=$(mktemp -d)
stop() {
  for id in ${daemons:-}; do kill "$id" 2>/dev/null || true; done
  wait
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
chmod 755 .
apt-get download -qq rsyslog=8.2302.0-1+deb12u2 libfastjson4=1.2304.0-1 libestr0 liblognorm5 \
  syslog-ng-core=3.38.1-5+deb12u1 libjson-c5=0.16-2 libivykis0 libpcre3 libglib2.0-0 >apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
library=$folder/root/usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH="$library:$folder/root/lib/x86_64-linux-gnu:$folder/root/usr/lib/syslog-ng"
cat >in <<'JSON'
{"id":12345678901234567890,"p":0.1000000000000000055,"none":null}
{"id":12345678901234567891,"p":0.1000000000000000055,"none":null}
JSON
wait_for_two_lines() {
  for _ in $(seq 100); do
    [ -f "$1" ] && [ "$(wc -l <"$1")" -ge 2 ] && return
    sleep 0.1
  done
  echo "nothing came out: $(cat log)"
  exit 1
}
cat >rsyslog.conf <<CONF
global(workDirectory="$folder")
module(load="imfile")
module(load="mmjsonparse")
template(name="fields" type="string" string="%\$!all-json%\n")
input(type="imfile" file="$folder/in" tag="in:" addMetadata="off")
action(type="mmjsonparse" cookie="")
action(type="omfile" file="$folder/rsyslog.out" template="fields")
CONF
root/usr/sbin/rsyslogd -n -f "$folder/rsyslog.conf" -i "$folder/pid" -M "$library/rsyslog" >log 2>&1 &
daemons=$!
wait_for_two_lines rsyslog.out
cat >syslog-ng.conf <<CONF
@version: 3.38
source in { file("$folder/in" flags(no-parse)); };
parser json { json-parser(prefix(".json.")); };
destination out { file("$folder/syslog-ng.out" template("\$(format-json .json.* --shift-levels 2)\n")); };
log { source(in); parser(json); destination(out); };
CONF
root/usr/sbin/syslog-ng -F -e -f "$folder/syslog-ng.conf" --module-path="$folder/root/usr/lib/syslog-ng/3.38" \
  --persist-file="$folder/persist" --control="$folder/control" --pidfile="$folder/pid2" --no-caps >log 2>&1 &
daemons="$daemons $!"
wait_for_two_lines syslog-ng.out
seen=$(cat rsyslog.out syslog-ng.out)
r='{ "id": 9223372036854775807, "p": 0.1000000000000000055, "none": null }'
s='{"p":"0.100000","none":"","id":"9223372036854775807"}'
expected="$r
$r
$s
$s"
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen: $seen"
