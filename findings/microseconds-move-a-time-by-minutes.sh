#!/bin/sh
# 2026-11-28T10:00:00.987654Z, a time with microseconds as Python, PostgreSQL and most databases write it, read with the
# pattern yyyy-MM-dd'T'HH:mm:ss.SSSSSSX. Where the pattern goes to Java's SimpleDateFormat, S is not a digit of the fraction
# but a number of milliseconds: 987654 of them, 16 minutes and 28 seconds. No error, and every time is late by another amount
# (up to 16 minutes 40 seconds; with nanoseconds up to 11 days), so what happened first comes last. A fraction that lost its
# closing zeros, as Go writes it, is early instead: .5 with SSS is 5 ms. The same pattern is right in Logstash's date
# filter (Joda-Time) and for the types of java.time.
# - Kafka Connect 4.2.0, TimestampConverter with "format"; Jackson 2.21.4, @JsonFormat(pattern) on a Date; Gson 2.13.1,
#   setDateFormat: moved.
# - Joda-Time 2.14.0, DateTimeFormatter of OpenJDK 17, Jackson with the same pattern on an OffsetDateTime: right. Jackson and
#   Gson without any pattern: right.
# One would expect .987 (a Date has milliseconds), or an error.
# Seen: the list at the end; OpenJDK 17.0.15.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>connect-transforms</artifactId><version>4.2.0</version></dependency>
    <dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.21.4</version></dependency>
    <dependency><groupId>com.fasterxml.jackson.datatype</groupId><artifactId>jackson-datatype-jsr310</artifactId><version>2.21.4</version></dependency>
    <dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId><version>2.13.1</version></dependency>
    <dependency><groupId>joda-time</groupId><artifactId>joda-time</artifactId><version>2.14.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }
cat >Read.java <<'JAVA'
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.TimestampConverter;
import org.joda.time.format.DateTimeFormat;

public class Read {
  static final String MICROSECONDS = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX";
  static final String MILLISECONDS = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

  record Times(@JsonFormat(pattern = MICROSECONDS) Date date, @JsonFormat(pattern = MICROSECONDS) OffsetDateTime time, Date plain) {}

  public static void main(String[] arguments) throws Exception {
    ObjectMapper jackson = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    for (String text : new String[] {"2026-11-28T10:00:00.123456Z", "2026-11-28T10:00:00.987654Z"}) {
      Times times = jackson.readValue("{'date':'T','time':'T','plain':'T'}".replace('\'', '"').replace("T\"", text + '"'), Times.class);
      print("Kafka Connect", connect(MICROSECONDS, text));
      print("Jackson, Date", times.date().toInstant());
      print("Gson", gson(MICROSECONDS, text));
      print("Jackson, OffsetDateTime", times.time().toInstant());
      print("java.time", Instant.from(DateTimeFormatter.ofPattern(MICROSECONDS).parse(text)));
      print("Joda-Time", DateTimeFormat.forPattern(MICROSECONDS.replace('X', 'Z')).parseMillis(text));
      print("Jackson, Date without a pattern", times.plain().toInstant());
      print("Gson without a pattern", new Gson().fromJson('"' + text + '"', Date.class).toInstant());
    }
    print("Kafka Connect, .5 with SSS", connect(MILLISECONDS, "2026-11-28T10:00:00.5Z"));
    print("Gson, .5 with SSS", gson(MILLISECONDS, "2026-11-28T10:00:00.5Z"));
    print("Joda-Time, .5 with SSS", DateTimeFormat.forPattern(MILLISECONDS.replace('X', 'Z')).parseMillis("2026-11-28T10:00:00.5Z"));
  }

  static Instant connect(String pattern, String text) {
    try (var converter = new TimestampConverter.Value<SinkRecord>()) {
      converter.configure(Map.of("field", "at", "target.type", "Timestamp", "format", pattern));
      SinkRecord record = converter.apply(new SinkRecord("topic", 0, null, null, null, Map.of("at", text), 0));
      return ((Date) ((Map<?, ?>) record.value()).get("at")).toInstant();
    }
  }

  static Instant gson(String pattern, String text) {
    return new GsonBuilder().setDateFormat(pattern).create().fromJson('"' + text + '"', Date.class).toInstant();
  }

  static void print(String name, long milliseconds) {
    print(name, Instant.ofEpochMilli(milliseconds));
  }

  static void print(String name, Instant time) {
    System.out.println(name + ": " + time.toString().substring(11));
  }
}
JAVA
seen=$(java -cp 'jars/*' Read.java)
expected='Kafka Connect: 10:02:03.456Z
Jackson, Date: 10:02:03.456Z
Gson: 10:02:03.456Z
Jackson, OffsetDateTime: 10:00:00.123456Z
java.time: 10:00:00.123456Z
Joda-Time: 10:00:00.123Z
Jackson, Date without a pattern: 10:00:00.123Z
Gson without a pattern: 10:00:00.123Z
Kafka Connect: 10:16:27.654Z
Jackson, Date: 10:16:27.654Z
Gson: 10:16:27.654Z
Jackson, OffsetDateTime: 10:00:00.987654Z
java.time: 10:00:00.987654Z
Joda-Time: 10:00:00.987Z
Jackson, Date without a pattern: 10:00:00.987Z
Gson without a pattern: 10:00:00.987Z
Kafka Connect, .5 with SSS: 10:00:00.005Z
Gson, .5 with SSS: 10:00:00.005Z
Joda-Time, .5 with SSS: 10:00:00.500Z'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
java -version 2>&1 | head -n 1
echo "as seen:
$seen"
