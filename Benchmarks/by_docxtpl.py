"""by_docxtpl.py TEMPLATE OUT COUNT: fills TEMPLATE COUNT times with docxtpl, as OUT/1.docx, OUT/2.docx ….

Prints the seconds that rendering took, the start of the interpreter and its imports not counted, and the
peak memory in MB.
"""

import os
import resource
import sys
import time

from docxtpl import DocxTemplate


def context(number):
    """Ready texts: what Huibian works out for itself."""
    return {
        "name": f"第{number:04}街道",
        "figures": [f"{number + i}件次" for i in range(200)],
        "tables": [
            [[f"第{row}项", *(str(number + row + column) for column in range(4))] for row in range(6)]
            for _ in range(8)
        ],
    }


template, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.makedirs(out, exist_ok=True)
begin = time.perf_counter()
for number in range(1, count + 1):
    # A template is used up by rendering it, so each report opens it anew, as its users do.
    document = DocxTemplate(template)
    document.render(context(number))
    document.save(os.path.join(out, f"{number}.docx"))
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
