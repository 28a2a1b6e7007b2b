#!/usr/bin/env python3
"""layout.py HUIBIAN [CLAUSE] — compiles the fixtures, prints them with LibreOffice and measures the pages.

Every clause of GB/T 9704-2012 that can be measured has a function named after it, in report_clauses.py and
form_clauses.py, and what holds everywhere one in sample_clauses.py; the measurements must fail on documents that were spoiled on purpose (spoiled.py), and
`huibian audit --rules 版式` must say the same of both without rendering (audit_clauses.py).
Needs soffice and poppler-utils. KEEP=FOLDER keeps documents and PDFs. Exit status 1 if a clause does not hold.
"""
import glob
import os
import sys
import tempfile
import time

import audit_clauses
import form_clauses  # noqa: F401
import report_clauses  # noqa: F401
import sample_clauses  # noqa: F401
import spoiled
import suite
from documents import Workshop


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    sources = os.path.dirname(os.path.dirname(here))
    keep = os.environ.get('KEEP')
    with tempfile.TemporaryDirectory(prefix='layout-') as temporary:
        folder = os.path.abspath(keep) if keep else temporary
        os.makedirs(folder, exist_ok=True)
        start = time.time()
        workshop = Workshop(os.path.abspath(sys.argv[1]), folder, sources)
        for template in sorted(glob.glob(os.path.join(here, '*', '*.hb.md'))):
            workshop.compile(template)
        workshop.samples()
        spoiled.make(workshop)
        audit_clauses.HUIBIAN = workshop.huibian
        workshop.print()
        documents = workshop.documents
        print(f'{len(documents)} documents, {sum(len(d.pages) for d in documents.values())} pages, {time.time() - start:.0f} s')
        named = sorted({n for d in documents.values() for n in d.named_fonts})
        printed = sorted({f for d in documents.values() for f in d.pdf.fonts})
        missing = [n for n in named if not any(n.replace(' ', '') in p for p in printed)]
        print('fonts named: ' + '、'.join(named))
        print('fonts printed: ' + ', '.join(printed))
        print('replaced on this machine: ' + ('、'.join(missing) or 'none'))
        if not os.path.isdir(os.path.join(here, 'Forms')):
            suite.CLAUSES[:] = [c for c in suite.CLAUSES if c[2].__module__ != 'form_clauses' and not c[1].startswith('spoiled form')]
        good = suite.run(documents, sys.argv[2] if len(sys.argv) > 2 else '')
        print(f'{time.time() - start:.0f} s')
    sys.exit(0 if good else 1)


main()
