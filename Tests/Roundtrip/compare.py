"""compare.py FOLDER SAVED [HUIBIAN] — documents of FOLDER against the same, opened and saved by us.

Parts of XML must have the same Canonical XML, relationships and content types say the same, all other
parts have the same bytes. What may differ, and is counted: the target of a link that Word would fetch
on its own, which a package is opened without. With the program HUIBIAN every document is also compiled,
as a template without tags: then no part differs but those that tell who made the file, where and with
what (docProps, the thumbnail), which a report does not carry. Active content alone is refused.

Needs lxml. Fewer than 100 files are a failure.
"""

import collections
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
LEAST = 100


def canonical(content):
    return etree.tostring(etree.fromstring(content, PARSER), method="c14n2")


def is_provenance(name):
    return name.lstrip("/").startswith("docProps/")


def types(content, allowed):
    found = (e.attrib for e in etree.fromstring(content, PARSER))
    return sorted(tuple(sorted(e.items())) for e in found if not allowed(e.get("PartName", "")))


def relationships(content, allowed=lambda target: False):
    """Targets that the package is opened without say NULL, as Word writes a lost picture."""
    found = []
    for link in etree.fromstring(content, PARSER):
        kind = link.get("Type").rsplit("/", 1)[-1]
        target = link.get("Target")
        if allowed(target):
            continue
        if link.get("TargetMode") == "External":
            if kind == "attachedTemplate":
                continue
            if kind != "hyperlink" or not re.match(r"https?:|mailto:|#", target, re.I):
                target = "NULL"
        found.append((link.get("Id"), link.get("Type"), target, link.get("TargetMode") or "Internal"))
    return found


def same(name, ours, theirs, allowed):
    if ours == theirs:
        return True
    if name == "[Content_Types].xml":
        return types(ours, allowed) == types(theirs, allowed)
    if name.endswith(".rels"):
        return relationships(ours, allowed) == relationships(theirs, allowed)
    return name.endswith(".xml") and canonical(ours) == canonical(theirs)


def contents(file):
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def differences(theirs, ours, allowed):
    """Names of parts that are not the same, and how many were compared."""
    # A part of relationships without any says as much as none.
    names = {n for n in theirs.keys() | ours.keys() if not allowed(n)}
    empty = {n for n in names if n.endswith(".rels") and n not in ours and not relationships(theirs[n])}
    names -= empty
    differing = [n for n in names if n not in ours or n not in theirs or not same(n, ours[n], theirs[n], allowed)]
    return sorted(differing), len(names)


def compiled(huibian, file, folder):
    out = Path(folder) / "out.docx"
    out.unlink(missing_ok=True)
    run = subprocess.run(
        [huibian, "compile", file, "--period", "2024年", "--data", DATA, "-o", out], capture_output=True, text=True)
    return (contents(out), "") if run.returncode == 0 else (None, run.stderr)


DATA = Path(__file__).resolve().parents[2] / "SampleData" / "接访场次.csv"


def main():
    folder, saved = Path(sys.argv[1]), Path(sys.argv[2])
    huibian = sys.argv[3] if len(sys.argv) > 3 else None
    files = sorted(folder.glob("*.docx"))
    failures, parts, refused = [], 0, collections.Counter()
    unchanged = 0
    with tempfile.TemporaryDirectory() as scratch:
        for file in files:
            theirs = contents(file)
            if not (saved / file.name).exists():
                failures.append(f"{file.name}: not saved")
                continue
            differing, count = differences(theirs, contents(saved / file.name), lambda name: False)
            parts += count
            failures += [f"{file.name}: {name} differs after open and save" for name in differing]
            if not huibian:
                continue
            ours, message = compiled(huibian, file, scratch)
            if ours is None:
                ids = re.findall(r"\[([a-z-]+)\]\s*$", message, re.M)
                reason = " ".join(sorted(set(ids))) or message[:200]
                refused[reason] += 1
                if reason != "active-content":
                    failures.append(f"{file.name}: refused as a template: {reason}")
                continue
            differing, _ = differences(theirs, ours, is_provenance)
            unchanged += not differing
            failures += [f"{file.name}: {name} differs after compile" for name in differing]
    for line in failures:
        print(line)
    print(f"{len(files)} files, {parts} parts compared, {len(failures)} differences"
          + (f"; {unchanged} compiled without a change" if huibian else ""))
    for reason, count in refused.items():
        print(f"{count} refused as templates: {reason}")
    if len(files) < LEAST:
        sys.exit(f"fewer than {LEAST} files")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
