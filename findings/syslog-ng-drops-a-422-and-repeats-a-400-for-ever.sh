#!/bin/sh
# syslog-ng's http() destination sends a message that the receiver refuses for good, and one behind it. One would expect
# that a 4xx is given up, at the latest after the three tries of retries(). Of 4xx there are three kinds:
# - 400, 401, 403, 404, 405, 408, 409, 413, 415, 429, and 301: sent again for ever, and nothing behind it goes out. One
#   message that is too large, or no JSON, stops the destination.
# - 410, 416, 422, 424, 425, 451: dropped at once. 422 is what many webhook receivers say of a body that breaks the schema.
# - 428 and, of 5xx, 504: given up after three tries. A gateway that is slow three times loses the message; 500 to 503 do
#   not.
# Seen with syslog-ng 3.38.1 (Debian 12).
set -eu
folder=$(mktemp -d)
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq syslog-ng-core=3.38.1-5+deb12u1 syslog-ng-mod-http=3.38.1-5+deb12u1 libjson-c5=0.16-2 libivykis0 \
  libpcre3 libglib2.0-0 libcurl4 >apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
library=$folder/root/usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH="$library:$folder/root/lib/x86_64-linux-gnu:$folder/root/usr/lib/syslog-ng"
statuses='301 400 401 403 404 405 408 409 410 413 415 416 422 424 425 428 429 451 500 501 502 503 504'
cat >receiver.py <<'PYTHON'
import http.server, socketserver, sys


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        status = int(self.path[1:])
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open("arrived", "a") as arrived:
            arrived.write(f"{status} {body.strip()}\n")
        self.send_response(200 if body.startswith("good") else status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
open("port", "w").write(str(server.server_address[1]))
server.serve_forever()
PYTHON
touch arrived
python3 receiver.py &
pids=$!
until [ -s port ]; do sleep 0.1; done
printf 'bad\ngood\n' >in
{
  echo '@version: 3.38'
  echo 'options { time-reopen(1); };'
  for status in $statuses; do
    cp in "in-$status"
    echo "log { source { file(\"$folder/in-$status\" flags(no-parse) follow-freq(1)); };"
    echo "  destination { http(url(\"http://127.0.0.1:$(cat port)/$status\") body(\"\${MESSAGE}\\n\")); }; };"
  done
} >syslog-ng.conf
root/usr/sbin/syslog-ng -F -e -f syslog-ng.conf --module-path="$folder/root/usr/lib/syslog-ng/3.38" \
  --persist-file="$folder/persist" --control="$folder/control" --pidfile="$folder/pid" --no-caps >log 2>&1 &
pids="$pids $!"
# Until each status was answered five times, or the message behind it arrived.
settled() {
  for status in $statuses; do
    grep -q "^$status good" arrived || [ "$(grep -c "^$status bad" arrived)" -ge 5 ] || return 1
  done
}
for _ in $(seq 600); do
  settled && break
  sleep 0.1
done
settled || { echo "nothing came of some: $(tail -3 log)"; exit 1; }
of() {
  for status in $statuses; do
    tries=$(grep -c "^$status bad" arrived)
    good=$(grep -c "^$status good" arrived || true)
    case $1 in
      dropped) [ "$good" -eq 1 ] && [ "$tries" -eq 1 ] && printf ' %s' "$status" ;;
      tried) [ "$good" -eq 1 ] && [ "$tries" -gt 1 ] && printf ' %s(%s)' "$status" "$tries" ;;
      forever) [ "$good" -eq 0 ] && printf ' %s' "$status" ;;
    esac
  done
  true
}
seen="dropped at once:$(of dropped)
given up after some tries:$(of tried)
sent again, and all behind waits:$(of forever)"
expected='dropped at once: 410 416 422 424 425 451
given up after some tries: 428(3) 504(3)
sent again, and all behind waits: 301 400 401 403 404 405 408 409 413 415 429 500 501 502 503'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
