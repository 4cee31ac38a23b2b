#!/bin/sh
# Kafka Connect's JsonConverter, connect-json 4.2.0, without schemas: a whole number above 2^63 loses all but its low 64
# bits. 12345678901234567890 becomes -6101065172474983726, and 18446744073709551617 becomes 1: a number that another
# record may really have. No error, no warning, nothing for errors.tolerance to catch, and the record that a sink writes
# is valid JSON. One would expect an error, or what becomes of a fraction of that size: the nearest double.
# Broker, producer and consumer carry the same record unaltered: it changes only on its way through Connect.
# Seen: {"id":12345678901234567890} -> {"id":-6101065172474983726}; 18446744073709551617 -> 1;
#       12345678901234567890.5 -> 1.2345678901234567E19; 9223372036854775807 -> the same (OpenJDK 17).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
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
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;

public class Carry {
  public static void main(String[] numbers) {
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "false"), false);
      for (String number : numbers) {
        var read = converter.toConnectData("topic", ("{\"id\":" + number + "}").getBytes());
        System.out.println(new String(converter.fromConnectData("topic", read.schema(), read.value())));
      }
    }
  }
}
JAVA
seen=$(java -cp 'jars/*' Carry.java 12345678901234567890 18446744073709551617 12345678901234567890.5 9223372036854775807 2>&1)
expected='{"id":-6101065172474983726}
{"id":1}
{"id":1.2345678901234567E19}
{"id":9223372036854775807}'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen: $seen"
