"""`huibian audit --rules 版式` on the same documents: no word of those that follow the standard, all of the spoiled."""
import json
import subprocess

from suite import clause

HUIBIAN = ''

# What the audit must say of a spoiled document, at least.
SPOILED = {
    '坏-行距580': {'rows-per-page'}, '坏-行距560': {'rows-per-page'}, '坏-字距': {'characters-per-row'},
    '坏-页边距': {'page-margins'}, '坏-页码': {'page-number-distance', 'page-number-side', 'page-number-form'},
    '坏-层次': {'title-centered', 'first-line-indent', 'annex-label', 'heading-typeface'}, '坏-署名': {'signature-place'},
    '坏-公文': {'document-number-place', 'red-rule', 'mark-place'}, '坏-版记': {'imprint-issue', 'imprint-copies'},
    '坏-信函': {'letter-rules'},
}


def findings(document):
    done = subprocess.run([HUIBIAN, 'audit', document.path, '--rules', '版式', '--diagnostics', 'json'],
                          capture_output=True, text=True)
    return {json.loads(line)['id'] for line in done.stderr.splitlines() if line.startswith('{')}


@clause('audit', 'nothing is said of documents that follow the standard')
def conforming(check, documents):
    for name, document in documents.items():
        if not name.startswith('坏-'):
            check.equal(name, findings(document), set())


@clause('audit', 'what is spoiled is said')
def faulty(check, documents):
    for name, wanted in SPOILED.items():
        if name not in documents:
            continue
        check.equal(f'{name} said', findings(documents[name]) & wanted, wanted)
