"""What ledgers say of a metric, not counted: targets (目标值) and ranks (上级通报排名)."""
import re
from fractions import Fraction

# The numbers under which bulletins name metrics.
NUMBERS = {
    "信访部门及时受理率": "E06", "按期答复率": "E08", "初次信访事项一次性化解率": "E15", "群众参评率": "F03", "群众满意率": "F05",
    "市交办积案化解率": "G17", "中央联席办交办积案化解率": "G20", "信访积案化解率": "G27", "信访总量": "A01",
}
AT_LEAST, AT_MOST = {"≥", "不低于", "达到"}, {"≤", "不超过", "控制在"}
DIGITS = "零一二三四五六七八九"


def target(db, name, year):
    """(sign, threshold, as written, deadline, mood) of the office as a whole."""
    rows = db.execute(
        'SELECT 比较符, 阈值, 期限, 语气 FROM 目标值 WHERE 指标 = ? AND 年度 = ? AND coalesce(维度, "") = "" AND 比较符 NOT IN ("保持在", "进入")', (name, year)).fetchall()
    (sign, threshold, deadline, mood), = rows
    number = Fraction(re.match(r"[\d.]+", threshold)[0])
    return sign, number / 100 if threshold.endswith("%") else number, threshold, deadline == f"{year}-12-31", mood


def target_words(target):
    sign, _, threshold, is_year_end, mood = target
    goal = f"达到{threshold}" if sign == "达到" or threshold == "100%" and sign in AT_LEAST else f"达到{threshold}以上" if sign in AT_LEAST else f"控制在{threshold}以内" if sign in AT_MOST else f"为{threshold}"
    return mood + ("年底前" if is_year_end else "") + goal


def outcome(target, value):
    sign, threshold = target[:2]
    if value is None:
        return "—"
    reached = value >= threshold if sign in AT_LEAST else value <= threshold if sign in AT_MOST else value == threshold
    return "完成" if reached else "未完成"


def ranks(db, name, period):
    """(scope, rank) in the order of the ledger."""
    rows = db.execute(
        "SELECT 范围, 名次 FROM 上级通报排名 WHERE 通报期 = ? AND 指标 IN (?, ?) ORDER BY rowid",
        (period, name, NUMBERS.get(name, name)))
    return [(scope, int(rank)) for scope, rank in rows]


def rank_words(ranks):
    return "、".join(f"{scope}第{numeral(rank)}" for scope, rank in ranks)


def numeral(number):
    """In Chinese, below a hundred."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones or not tens else "")
