"""The 40 aggregates of the benchmark, as each tool puts them.

Five metrics by eight columns, over the rows of 2024 of the invented ledger that
`huibian sample` writes. A metric that is a mean counts as one aggregate, although it needs two.
"""

PERIOD = "2024年"
FIRST, LAST = "2024-01-01", "2024-12-31"
OFFICE = "示例区信访局"

METRICS = ["信访总量", "信访总人次", "来访批次", "重访批次", "平均办理周期"]
MONTH = "月份"
GROUPS = ["信访形式", "初重标志", "登记机构级别", "信访目的", "办理方式", "责任单位", "专项领域", MONTH]

DATES = ["登记日期", "办结日期"]
COLUMNS = DATES + ["信访人数", "受理机构"] + GROUPS[:-1]
UNFILLED = "未填写"


def polars_frames(lazy):
    """One lazy frame for each group; each row: group, then count, persons, visits, repeated
    visits, days, closed."""
    import datetime

    import polars as pl

    first, last = datetime.date.fromisoformat(FIRST), datetime.date.fromisoformat(LAST)
    rows = lazy.filter(pl.col("登记日期").is_between(first, last)).with_columns(
        pl.col("登记日期").dt.month().alias(MONTH)
    )
    visit = pl.col("信访形式") == "来访"
    closed = pl.col("办结日期") <= last
    aggregates = [
        pl.len().alias("count"),
        pl.col("信访人数").sum().alias("persons"),
        (visit & (pl.col("受理机构") == OFFICE)).sum().alias("visits"),
        (visit & (pl.col("初重标志") == "重复")).sum().alias("repeated"),
        (pl.col("办结日期") - pl.col("登记日期")).dt.total_days().filter(closed).sum().alias("days"),
        closed.sum().alias("closed"),
    ]
    return [rows.group_by(group).agg(aggregates) for group in GROUPS]


def duckdb_query(path):
    """One statement with a grouping set for each group; each row: the eight groups (null but for
    one), the number of the set, and the values as in `polars_frames`."""
    groups = ", ".join(GROUPS)
    sets = ", ".join(f"({group})" for group in GROUPS)
    visit = "信访形式 = '来访'"
    closed = f"办结日期 <= date '{LAST}'"
    return f"""
        select {groups}, grouping({groups}), count(*), sum(信访人数),
          count(*) filter (where {visit} and 受理机构 = '{OFFICE}'),
          count(*) filter (where {visit} and 初重标志 = '重复'),
          sum(办结日期 - 登记日期) filter (where {closed}),
          count(*) filter (where {closed})
        from (
          select *, month(登记日期) as {MONTH}
          from read_csv('{path}', header = true,
            types = {{'登记日期': 'DATE', '办结日期': 'DATE', '信访人数': 'BIGINT'}})
          where 登记日期 between date '{FIRST}' and date '{LAST}'
        )
        group by grouping sets ({sets})"""


def figures(group, label, row):
    """Of a row of values the figures as (metric, group, label) → text, as Huibian prints them."""
    count, persons, visits, repeated, days, closed = row
    if group == MONTH:
        label = f"{int(label)}月"
    label = label or UNFILLED
    tenths = None if not closed else (days * 20 + closed) // (2 * closed)
    mean = "—" if tenths is None else f"{tenths // 10}.{tenths % 10}"
    values = [str(count), str(persons), str(visits), str(repeated), mean]
    return {(metric, group, label): value for metric, value in zip(METRICS, values)}
