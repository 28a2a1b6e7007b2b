"""How figures are printed, an implementation of its own: half-up, from exact values."""
from fractions import Fraction

from definitions import METRICS, WHOLE, unit


def half_up(value, digits):
    scaled = abs(value) * 10 ** digits
    whole = int(scaled)
    if scaled - whole >= Fraction(1, 2):
        whole += 1
    text = str(whole).rjust(digits + 1, "0")
    if digits:
        text = text[:-digits] + "." + text[-digits:]
    return ("-" if value < 0 and whole else "") + text


def percentage(ratio, style):
    """A change in per cent, and in words: what is not nought is not said to be, nor a fall short of all to be all.

    One more digit is taken where the usual one would lie, then words.
    """
    percent, digits = ratio * 100, 1 if style.decimals is None else style.decimals
    for places in range(digits, max(digits, 2) + 1):
        size = half_up(abs(percent), places)
        lies = (not Fraction(size) and percent) or (-100 < percent < 0 and Fraction(size) == 100)
        if not lies:
            text = size if style.in_table else trimmed(size)
            return ("-" if percent < 0 else "") + text, text + "%"
    small = abs(percent) < 1
    return ("0", "不足0.01%") if small else ("-99.99", "超过99.99%")


def of_hundred(rate, digits, style):
    """A rate in per cent."""
    text = half_up(rate * 100, digits if style.decimals is None else style.decimals)
    return text if style.in_table else trimmed(text)


def trimmed(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(number):
    return trimmed(half_up(number, 6))


class Style:
    """Decimals are fixed in a table, trailing zeros dropped in a sentence."""

    def __init__(self, in_table=False, decimals=None):
        self.in_table, self.decimals = in_table, decimals

    def text(self, value, digits):
        text = half_up(value, digits if self.decimals is None else self.decimals)
        return text if self.in_table else trimmed(text)


def kind(name):
    """ratio, mean, amount (a decimal of at most six places) or count."""
    definition = METRICS.get(name, ("",))[0]
    if definition in ("ratio", "mean"):
        return definition
    return "ratio" if unit(name) == "%" else "amount" if unit(name) in ("万元", "平方米", "分") else "count"


def fraction(parts):
    """parts: (value, None) or (numerator, denominator); None if there is no denominator."""
    top, bottom = parts
    return Fraction(top) if bottom is None else Fraction(top, bottom) if bottom else None


def value(name, parts, style, bare=False):
    if isinstance(parts[0], str):  # A grade.
        return parts[0]
    number = fraction(parts)
    if number is None:
        return "—"
    if kind(name) == "ratio":
        text = of_hundred(number, 0 if name in WHOLE else 1, style)
    elif kind(name) == "mean":
        text = style.text(number, 1)
    elif kind(name) == "amount":
        text = half_up(number, 2) if style.in_table else exact(number)
    else:
        text = str(number)
    return text if bare else text + unit(name)


class Move:
    """A change from a base: its direction, how far, and by how many per cent."""

    def __init__(self, name, now, base, style):
        self.name, self.now, self.base = name, fraction(now), fraction(base)
        self.rate, self.mean = kind(name) == "ratio", kind(name) == "mean"
        self.delta = None if None in (self.now, self.base) else self.now - self.base
        if not self.delta:
            return
        self.up = self.delta > 0
        size = abs(self.delta)
        if self.rate:  # 0.04 points are not printed as 0.
            digits = 1 if size * 100 >= Fraction(1, 20) else 2
            self.verb, self.amount, self.unit = "上升" if self.up else "下降", style.text(size * 100, digits), "个百分点"
        else:
            up, down = ("延长", "缩短") if self.mean else ("增加", "减少")
            self.verb = up if self.up else down
            self.amount = style.text(size, 1) if self.mean else exact(size) if kind(name) == "amount" else str(size)
            self.unit = unit(name)
        self.step = self.verb + self.amount + self.unit
        self.percent = None
        if not self.rate and self.base:
            self.percent = percentage(self.delta / Fraction(self.base), style)[1]
        self.turn = "上升" if self.up else "下降"

    @property
    def simple(self):
        return bool(self.delta) and (self.rate or self.percent is not None)


def year_over_year(moves):
    """同比减少27批次、166人次，分别下降15.9%、13.3%; else each by name."""
    if len(moves) > 1 and all(m.simple for m in moves) and len({(m.verb, m.rate) for m in moves}) == 1:
        if moves[0].rate:
            return "同比" + each([m.amount for m in moves], moves[0].verb) + "个百分点"
        return ("同比" + moves[0].verb + "、".join(m.amount + m.unit for m in moves) + "，"
                + each([m.percent for m in moves], moves[0].turn))
    said = [one(m) for m in moves]
    if len(moves) > 1 and len(set(said)) == 1 and not any(m.delta for m in moves):
        return said[0].replace("同比持平", "同比均持平")
    return "；".join((m.name if len(moves) > 1 else "") + one(m) for m in moves)


def each(texts, verb):
    """分别下降15.9%、13.3%, 均下降10%."""
    return "均" + verb + texts[0] if len(set(texts)) == 1 else "分别" + verb + "、".join(texts)


def trend(move):
    """下降, 明显下降: 5, 20, 50 per cent of a base of 30 or more; 1, 5, 10 points."""
    if not move.delta:
        return "持平"
    verb = move.verb if move.mean else move.turn
    if not Fraction(move.amount):
        return "基本持平"
    if move.rate:
        size, (slight, marked, great) = abs(move.delta) * 100, (1, 5, 10)
    elif not move.base or (not move.mean and move.base < 30):
        return verb
    else:
        size, (slight, marked, great) = abs(move.delta) * 100 / move.base, (5, 20, 50)
    degree = "大幅" if size >= great else "明显" if size >= marked else "" if size >= slight else "略有"
    return degree + verb


def times(move, style):
    """是上年同期的2.5倍 from twice on, else 比上年同期下降15.9%."""
    if not move.delta:
        return "与上年同期均为零" if move.base == 0 else "与上年同期持平"
    if move.base and move.now >= 2 * move.base:
        return "是上年同期的" + style.text(move.now / move.base, 1) + "倍"
    return "比上年同期" + (move.turn + move.percent if move.percent else move.step + "（上年同期为零）")


def some(text, name):
    """没有发生, 发生3批次."""
    return "没有发生" if text == "0" + unit(name) else "发生" + text


def all_of(parts, text):
    rate = fraction(parts)
    return "—" if rate is None else "全部" if rate == 1 else "均未" if rate == 0 else text


def about(parts, name):
    """1000余册: one digit; a round number is exact."""
    number = fraction(parts)
    whole = int(number)
    if whole < 10:
        return None
    floor = int(str(whole)[0]) * 10 ** (len(str(whole)) - 1)
    text = trimmed(half_up(Fraction(floor, 10000), 4)) + "万" if floor >= 10000 else str(floor)
    return text + ("" if floor == number else "余") + unit(name)


def one(move):
    if move.delta is None:
        return "—" if move.now is None else "上年同期无数据"
    if not move.delta:
        return "与上年同期均为零" if move.base == 0 and not move.rate else "同比持平"
    if not Fraction(move.amount):
        return "同比基本持平"
    if move.rate:
        return "同比" + move.step
    if move.percent is None:
        return "同比" + move.step + "（上年同期为零）"
    return "同比" + move.step + "，" + move.turn + move.percent


def difference(move):
    return "持平" if not move.delta else move.step if Fraction(move.amount) else "基本持平"


def signed(move, style):
    if not move.delta:
        return style.text(Fraction(0), 1) if move.rate or move.mean else "0"
    return ("" if not Fraction(move.amount) else "+" if move.up else "-") + move.amount


def ratio(move):
    if not move.delta:
        return "持平"
    return move.step if move.rate else "上年同期为零" if move.percent is None else move.turn + move.percent


def signed_ratio(move, style):
    """A change in a column of a table: -15.9%, +5.5个百分点; — from nought."""
    if move.rate:
        return signed(move, style) + "个百分点"
    if not move.delta:
        return style.text(Fraction(0), 1) + "%" if move.base else "—"
    if move.percent is None:
        return "—"
    text = percentage(move.delta / Fraction(move.base), style)[0]
    return ("+" if move.up and Fraction(text) else "") + text + "%"


def share(part, whole, style, bare=False):
    part, whole = fraction(part), fraction(whole)
    if not whole or part is None:
        return "—"
    return of_hundred(part / whole, 1, style) + ("" if bare else "%")
