#!/bin/sh
# A producer writes 12.34 as an Avro decimal of scale 2. A consumer's schema says scale 4, since somebody wanted more digits.
# Avro's specification lets two decimals match only if scale and precision are the same. Java's own check of the two schemas
# says COMPATIBLE, and Java and hamba/avro read 0.1234, by taking the writer's digits with the reader's scale; a time in
# milliseconds that is read as one in microseconds is a time of January 1970. The same file, four libraries, three answers
# (AVRO-2078, open since 2017).
# - Avro for Java 1.12.2 and hamba/avro 2.31.0 (Go): 0.1234 and 1970-01-21, without an error.
# - Avro for Python 1.12.2 and fastavro 1.13.1: 12.34 and the right day; they keep to what was written.
# - apache-avro 0.21.0 (Rust): calls both pairs incompatible, and reads neither.
# One would expect 12.3400, or an error.
# Seen: the list at the end; Java 17.0.15, Go 1.26.8, Python 3.11.7, Rust 1.95.0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir schemas rust
schema() { printf '{"type":"record","name":"Row","fields":[{"name":"value","type":%s}]}' "$2" >"schemas/$1"; }
schema decimal-written '{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}'
schema decimal-read '{"type":"bytes","logicalType":"decimal","precision":10,"scale":4}'
schema time-written '{"type":"long","logicalType":"timestamp-millis"}'
schema time-read '{"type":"long","logicalType":"timestamp-micros"}'

python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check avro==1.12.2 fastavro==1.13.1
cat >run.py <<'PY'
import io
import json
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import avro.io
import avro.schema
import fastavro

values = {"decimal": Decimal("12.34"), "time": datetime(2026, 11, 28, tzinfo=timezone.utc)}
told = {"fastavro": [], "Python": []}
for name, value in values.items():
    written, read = (Path("schemas", f"{name}-{role}").read_text() for role in ("written", "read"))
    data = io.BytesIO()
    fastavro.schemaless_writer(data, json.loads(written), {"value": value})
    Path(name).write_bytes(data.getvalue())
    data.seek(0)
    told["fastavro"].append(fastavro.schemaless_reader(data, json.loads(written), json.loads(read))["value"])
    data.seek(0)
    reader = avro.io.DatumReader(avro.schema.parse(written), avro.schema.parse(read))
    told["Python"].append(reader.read(avro.io.BinaryDecoder(data))["value"])
for name, (decimal, time) in told.items():
    print(f"{name}: {decimal}, {time:%Y-%m-%d}")
PY
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId><version>1.12.2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }
cat >Run.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

public class Run {
  public static void main(String[] arguments) throws Exception {
    GenericData model = new GenericData();
    model.addLogicalTypeConversion(new Conversions.DecimalConversion());
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    model.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    for (String name : new String[] {"decimal", "time"}) {
      Schema written = new Schema.Parser().parse(Files.readString(Path.of("schemas", name + "-written")));
      Schema read = new Schema.Parser().parse(Files.readString(Path.of("schemas", name + "-read")));
      var decoder = DecoderFactory.get().binaryDecoder(Files.readAllBytes(Path.of(name)), null);
      Object value = new GenericDatumReader<GenericRecord>(written, read, model).read(null, decoder).get("value");
      String check = SchemaCompatibility.checkReaderWriterCompatibility(read, written).getType().toString();
      System.out.println("Java, " + name + ": " + check + ", " + value);
    }
  }
}
JAVA
cat >go.mod <<'MOD'
module finding

go 1.24

require github.com/hamba/avro/v2 v2.31.0
MOD
cat >run.go <<'GO'
package main

import (
	"fmt"
	"math/big"
	"os"

	"github.com/hamba/avro/v2"
)

func main() {
	for _, name := range []string{"decimal", "time"} {
		schema, err := avro.NewSchemaCompatibility().Resolve(parse(name+"-read"), parse(name+"-written"))
		if err != nil {
			panic(err)
		}
		data, _ := os.ReadFile(name)
		var row map[string]any
		if err := avro.Unmarshal(schema, data, &row); err != nil {
			panic(err)
		}
		value := row["value"]
		if number, ok := value.(*big.Rat); ok {
			value = number.FloatString(4)
		}
		fmt.Printf("Go, %s: %v\n", name, value)
	}
}

func parse(name string) avro.Schema {
	text, _ := os.ReadFile("schemas/" + name)
	return avro.MustParse(string(text))
}
GO
cat >rust/Cargo.toml <<'TOML'
[package]
name = "finding"
edition = "2021"

[dependencies]
apache-avro = "=0.21.0"
TOML
mkdir rust/src
cat >rust/src/main.rs <<'RS'
use apache_avro::schema_compatibility::SchemaCompatibility;
use apache_avro::{from_avro_datum, Schema};
use std::fs;

fn main() {
    for name in ["decimal", "time"] {
        let [written, read] = ["written", "read"]
            .map(|role| Schema::parse_str(&fs::read_to_string(format!("schemas/{name}-{role}")).unwrap()).unwrap());
        let data = fs::read(name).unwrap();
        let check = if SchemaCompatibility::can_read(&written, &read).is_ok() { "compatible" } else { "incompatible" };
        let value = if from_avro_datum(&written, &mut &data[..], Some(&read)).is_ok() { "a value" } else { "an error" };
        println!("Rust, {name}: {check}, {value}");
    }
}
RS
cargo build --quiet --manifest-path rust/Cargo.toml >cargo.log 2>&1 || { cat cargo.log; exit 1; }
seen=$(
  python/bin/python run.py
  java -cp 'jars/*' Run.java
  GOFLAGS=-mod=mod go run run.go 2>go.log || cat go.log
  rust/target/debug/finding
)
expected='fastavro: 12.34, 2026-11-28
Python: 12.34, 2026-11-28
Java, decimal: COMPATIBLE, 0.1234
Java, time: COMPATIBLE, 1970-01-21T18:50:24Z
Go, decimal: 0.1234
Go, time: 1970-01-21 18:50:24 +0000 UTC
Rust, decimal: incompatible, an error
Rust, time: incompatible, an error'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
java -version 2>&1 | head -n 1
go version
python/bin/python --version
rustc --version
echo "as seen:
$seen"
