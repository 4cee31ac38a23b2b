#!/bin/sh
# Ids above 2^63 are valid JSON, and three collectors that read JSON each make other numbers of them, without an error, a
# warning or anything in a log. What comes out is a valid number that another record may really have.
# - Kafka Connect's JsonConverter, connect-json 4.2.0, without schemas, keeps the low 64 bits: 12345678901234567890 becomes
#   -6101065172474983726, and 2^64+1 becomes 1. One would expect an error for errors.tolerance, or the nearest double, as
#   for a fraction of that size. Broker, producer and consumer carry the record unaltered.
# - rsyslog 8.2302.0 (mmjsonparse, libfastjson 1.2304.0) and syslog-ng 3.38.1 (json-parser, json-c 0.16) make the same
#   number of all, 9223372036854775807: who tells repeats by the id has one notification left. One would not expect it of
#   rsyslog, which keeps every digit of a fraction; syslog-ng makes a text of it besides.
# Seen, for 12345678901234567890, 12345678901234567891 and 18446744073709551617 (2^64+1):
#   Kafka Connect -6101065172474983726, -6101065172474983725, 1 (OpenJDK 17); both daemons 9223372036854775807 each time.
#   All three leave 9223372036854775807 as it is. Debian 12's packages, unpacked and not installed; amd64.
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
cat >in <<'JSON'
{"id":12345678901234567890}
{"id":12345678901234567891}
{"id":18446744073709551617}
{"id":9223372036854775807}
JSON

cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>connect-json</artifactId><version>4.2.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }
cat >Carry.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;

public class Carry {
  public static void main(String[] arguments) throws Exception {
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "false"), false);
      for (String line : Files.readAllLines(Path.of("in"))) {
        var read = converter.toConnectData("topic", line.getBytes());
        System.out.println(new String(converter.fromConnectData("topic", read.schema(), read.value())));
      }
    }
  }
}
JAVA
java -cp 'jars/*' Carry.java >kafka-connect.out

apt-get download -qq rsyslog=8.2302.0-1+deb12u2 libfastjson4=1.2304.0-1 libestr0 liblognorm5 \
  syslog-ng-core=3.38.1-5+deb12u1 libjson-c5=0.16-2 libivykis0 libpcre3 libglib2.0-0 >apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
library=$folder/root/usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH="$library:$folder/root/lib/x86_64-linux-gnu:$folder/root/usr/lib/syslog-ng"
wait_for_all_lines() {
  for _ in $(seq 300); do
    [ -f "$1" ] && [ "$(wc -l <"$1")" -ge 4 ] && return
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
wait_for_all_lines rsyslog.out
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
wait_for_all_lines syslog-ng.out

seen=$(for name in kafka-connect rsyslog syslog-ng; do echo "$name" $(grep -o '[-0-9][0-9]*' $name.out); done)
most=9223372036854775807
expected="kafka-connect -6101065172474983726 -6101065172474983725 1 $most
rsyslog $most $most $most $most
syslog-ng $most $most $most $most"
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
