#!/bin/sh
# An archive of events, one JSON object a line, opened in the two data frames that most people open it with.
# - Polars 2.1.0: read_ndjson and scan_ndjson take the fields of the first 100 lines for all there are. One that first comes
#   in line 101 is not in the result, without an error or a warning (pola-rs/polars#29330): of events of many kinds that is
#   what a rare kind has of its own. One would expect the column, or the error that read_json gives for the same objects in
#   an array. infer_schema_length=None finds it.
# - pandas 3.1.1: read_json(lines=True) makes numbers of texts where a whole column looks like some: an id that is quoted so
#   that it keeps its digits loses them, 007 becomes 7, version 1.10 becomes 1.1, the commit 12345e7 becomes 123450000000;
#   and a number in request_time or created_at becomes a date. One line with another text, and the column stays as it is: so
#   the same field is a text on one day and a number on the next. One would expect that of CSV, not of JSON, which says what
#   is a text. dtype=False leaves all as it is.
# - PyArrow 26.0.1 and DuckDB 2.0.1 find the field and keep the texts.
# Seen: the list at the end; Python 3.11.7.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1 duckdb==2.0.1
cat >read.py <<'PY'
import json
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.json


def write(name, rows):
    Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows))


rows = [{"id": number} for number in range(100)] + [{"id": 100, "rare": "here"}]
write("late", rows)
columns = {
    "Polars read_ndjson": lambda: polars.read_ndjson("late").columns,
    "Polars scan_ndjson": lambda: polars.scan_ndjson("late").collect().columns,
    "Polars read_ndjson, infer_schema_length=None": lambda: polars.read_ndjson("late", infer_schema_length=None).columns,
    "Polars read_json, an array": lambda: polars.read_json(json.dumps(rows).encode()).columns,
    "pandas": lambda: list(pandas.read_json("late", lines=True).columns),
    "PyArrow": lambda: pyarrow.json.read_json("late").column_names,
    "DuckDB": lambda: duckdb.sql("from read_json('late')").columns,
}
for name, read in columns.items():
    try:
        found = " ".join(read())
    except polars.exceptions.ComputeError:
        found = "an error"
    print(f"{name}: {found}")

row = {"id": "12345678901234567891", "code": "007", "version": "1.10", "commit": "12345e7", "request_time": 1774504286}
write("texts", [row])
write("mixed", [row, {key: "x" for key in row}])


def by_pandas(name, **options):
    return pandas.read_json(name, lines=True, **options).iloc[0].to_dict()


values = {
    "pandas": lambda: by_pandas("texts"),
    "pandas, a second line with x everywhere": lambda: by_pandas("mixed"),
    "pandas, dtype=False": lambda: by_pandas("texts", dtype=False),
    "Polars": lambda: polars.read_ndjson("texts").to_dicts()[0],
    "PyArrow": lambda: pyarrow.json.read_json("texts").to_pylist()[0],
    "DuckDB": lambda: dict(zip(row, duckdb.sql("from read_json('texts')").fetchall()[0])),
}
for name, read in values.items():
    found = {key: int(value) if isinstance(value, float) and value > 10 else value for key, value in read().items()}
    changed = [f"{key} {value}" for key, value in found.items() if str(value) != str(row[key])]
    print(f"{name}: {', '.join(changed) or 'as written'}")
PY
seen=$(python/bin/python read.py)
expected='Polars read_ndjson: id
Polars scan_ndjson: id
Polars read_ndjson, infer_schema_length=None: id rare
Polars read_json, an array: an error
pandas: id rare
PyArrow: id rare
DuckDB: id rare
pandas: id 12345678901234567168, code 7, version 1.1, commit 123450000000, request_time 2026-03-26 05:51:26
pandas, a second line with x everywhere: as written
pandas, dtype=False: as written
Polars: as written
PyArrow: as written
DuckDB: as written'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
python/bin/python --version
echo "as seen:
$seen"
