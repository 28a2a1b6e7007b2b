"""The report of `district` for pandoc: the same words, its figures and tables ready made, no charts."""

import district


def markdown(number=1):
    import re

    lines = []
    for line in district.template().split("\n"):
        if line.startswith("{{表"):
            lines += ["| 项目 | 总量 | 同比 | 批次 | 同比 |", "|---|--:|--:|--:|--:|"]
            lines += [f"| 第{row}项 | {number + row} | 10% | {row} | 5% |" for row in range(7)]
        elif not line.startswith("{{图"):
            lines.append(re.sub(r"\{\{[^}]*\}\}", f"{number}件次", line))
    return "\n".join(lines)
