"""Months, ten-day periods, weeks on Monday: bounds, names and neighbours, of dates in ISO form."""
import datetime

DAY = datetime.timedelta(1)
ORDINAL = "一二三四"


def of(text):
    return datetime.date.fromisoformat(text)


def month_end(day):
    return (day.replace(day=1) + datetime.timedelta(32)).replace(day=1) - DAY


def span(kind, day):
    """First and last day of the week, ten-day period, month, quarter that holds a day."""
    if kind == "周":
        first = day - datetime.timedelta(day.weekday())
        return first, first + datetime.timedelta(6)
    if kind == "旬":
        third = min((day.day - 1) // 10, 2)
        return day.replace(day=third * 10 + 1), month_end(day) if third == 2 else day.replace(day=third * 10 + 10)
    months = {"月": 1, "季": 3, "半年": 6, "年": 12}[kind]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return first, month_end(first.replace(month=first.month + months - 1))


def cycles(kind, start, end):
    """The cycles that begin between two days, as ISO pairs."""
    day = of(start)
    while day <= of(end):
        first, last = span(kind, day)
        if first >= of(start):
            yield first.isoformat(), last.isoformat()
        day = last + DAY


def label(kind, text):
    """The name of the member of a time dimension in which a day lies."""
    day = of(text)
    half = f"{day.year}{'上' if day.month < 7 else '下'}半年"
    year, week, _ = day.isocalendar()
    return {"年": f"{day.year}年", "半年": half, "季度": f"{day.year}第{ORDINAL[(day.month - 1) // 3]}季度",
            "月份": text[:7], "旬": text[:7] + "上中下"[min((day.day - 1) // 10, 2)] + "旬", "周": f"{year}-W{week:02}"}[kind]


def next_year(label, places):
    """A label whose members of time, at these places, are named a year later."""
    return tuple(str(int(x[:4]) + 1) + x[4:] if k in places and x else x for k, x in enumerate(label))


def year_before(text):
    """The same day a year earlier; 29 February has 28 February."""
    return f"{int(text[:4]) - 1}{text[4:]}".replace("-02-29", "-02-28")


def last_year(start, end, cut):
    """The base of 同比. A run that ends with a month ends with that month a year earlier too."""
    base = [year_before(start), year_before(end), year_before(cut)]
    if of(end) == month_end(of(end)):
        base[1] = month_end(of(base[1])).isoformat()
        if cut == end:
            base[2] = base[1]
    return base


def previous(start, end, cut):
    """The base of 环比: the adjacent run of the same length, in whole months where the run is of whole months."""
    first, last = of(start), of(end)
    if first.day == 1 and last == month_end(last):
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        index = first.year * 12 + first.month - 1 - months
        begin = datetime.date(index // 12, index % 12 + 1, 1)
    elif (first, last) == span("旬", first):
        begin = span("旬", first - DAY)[0]
    else:
        begin = first - (last - first + DAY)
    finish = first - DAY
    stop = finish if cut == end else min(begin + (of(cut) - first), finish)
    return [begin.isoformat(), finish.isoformat(), stop.isoformat()]
