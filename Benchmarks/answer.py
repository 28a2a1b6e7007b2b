"""answer.py polars|duckdb FILE OUT: answers the 40 aggregates, writes the figures as JSON to OUT.

Prints the seconds that the query took, start of the interpreter and import not counted.
"""
import json
import sys
import time

import questions


def with_polars(path):
    import polars as pl

    begin = time.perf_counter()
    lazy = pl.scan_csv(
        path, schema_overrides={"登记日期": pl.Date, "办结日期": pl.Date, "信访人数": pl.Int64}
    )
    frames = pl.collect_all(questions.polars_frames(lazy), engine="streaming")
    seconds = time.perf_counter() - begin
    figures = {}
    for group, frame in zip(questions.GROUPS, frames):
        for label, *values in frame.rows():
            figures |= questions.figures(group, label, values)
    return seconds, figures


def with_duckdb(path):
    import duckdb

    begin = time.perf_counter()
    rows = duckdb.connect().execute(questions.duckdb_query(path)).fetchall()
    seconds = time.perf_counter() - begin
    figures = {}
    width = len(questions.GROUPS)
    for row in rows:
        # A bit of GROUPING is 0 for the column that the row is grouped by; the last is lowest.
        index = next(i for i in range(width) if not row[width] >> (width - 1 - i) & 1)
        figures |= questions.figures(questions.GROUPS[index], row[index], row[width + 1 :])
    return seconds, figures


tool, path, out = sys.argv[1:]
seconds, figures = {"polars": with_polars, "duckdb": with_duckdb}[tool](path)
with open(out, "w", encoding="utf-8") as file:
    json.dump([[*key, value] for key, value in figures.items()], file, ensure_ascii=False)
print(seconds)
