"""outputs.py CHECKER FOLDER [--open] — the documents that the tests kept, looked at by other programs.

CHECKER is the folder of validate_docx.py. FOLDER is what HUIBIAN_KEEP named during `swift test`. Every
document is validated; what is wrong with its template already (`templates/`, the same name) is not held
against it, nor that a program cannot open the template either. With --open LibreOffice makes a PDF of
each, and pandoc and python-docx read it.

Needs lxml; for --open soffice, pandoc and python-docx. Fewer than 300 documents are a failure.
"""

import argparse
import concurrent.futures
import importlib.util
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "Roundtrip"))
import office

LEAST = 300

# What tests put beside the program themselves, or mean to be odd, by the hash in the name, and what it is.
BROKEN = {
    "f0b7d8b32f634674": "a text in place of a picture",
    "17ad2a712d686e7": "a text file that a report must replace",
    "ce391a33152fa9b6": "a template in the format of Word 97",
    "675abd7d9fc26d0a": "half a template",
    "14056bd8d71d52a0": "an old report that is kept",
    "19239db4754a52b4": "an old report that is kept",
    "a7d8ccfc51a28a4a": "an old report that is kept",
}

# The same by the name, where a test zips it: its bytes depend on the clock.
ZIPPED = {"CommandTests-错": "a template full of mistakes, zipped with its folders"}


def is_meant(file):
    stem, digest = file.stem.rsplit("-", 1)
    return digest in BROKEN or stem in ZIPPED


def validator(folder):
    spec = importlib.util.spec_from_file_location("validate_docx", folder / "validate_docx.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["validate_docx"] = module
    spec.loader.exec_module(module)
    options = argparse.Namespace(
        max_per_part=20, writer=False,
        lim={"file": 1 << 30, "entry": 256 << 20, "total": 512 << 20, "ratio": 200, "entries": 10000})
    schema = module.load_schema(str(folder / "xsd"))
    return lambda file: module.check_file(str(file), options, schema)


def shape(row):
    """A fault without its line and numbers: copies of a block repeat what is wrong in it."""
    severity, code, part, _, message, _ = row
    return code, re.sub(r"\d+", "", part), re.sub(r"\d+", "", message)


def validated(check, files):
    faults = 0
    for file in files:
        template = file.parent / "templates" / file.name
        known = {shape(row) for row in check(template).rows} if template.exists() else set()
        for row in check(file).rows:
            if shape(row) not in known:
                faults += 1
                print(f"{file.name}: {row[0]} {row[1]} {row[2]}:{row[3]}: {row[4]}")
    return faults


def by_libreoffice(files):
    """The files of which no PDF can be made."""
    with tempfile.TemporaryDirectory() as scratch:
        office.convert(files, "pdf", Path(scratch))
        return [f for f in files if not (Path(scratch) / f.with_suffix(".pdf").name).exists()]


def by_pandoc(file):
    run = subprocess.run(
        ["pandoc", "-f", "docx", "-t", "plain", str(file)], capture_output=True, text=True, timeout=120)
    return None if run.returncode == 0 else run.stderr.strip()[:200]


def by_python_docx(file):
    import docx

    try:
        document = docx.Document(str(file))
        for section in document.sections:
            for story in (document, section.header, section.footer):
                for paragraph in story.paragraphs:
                    paragraph.text
                for table in story.tables:
                    # It goes up a merge row by row, and one test merges 5,000.
                    for row in table.rows[:200]:
                        for cell in row.cells:
                            cell.text
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def opened(files):
    """How many documents a program refuses that does not refuse their templates."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        problems = {"pandoc": dict(zip(files, pool.map(by_pandoc, files)))}
    problems["python-docx"] = {file: by_python_docx(file) for file in files}
    problems["LibreOffice"] = dict.fromkeys(by_libreoffice(files), "no PDF")
    templates = {"pandoc": by_pandoc, "python-docx": by_python_docx,
                 "LibreOffice": lambda file: by_libreoffice([file])}
    refused = 0
    for reader, found in problems.items():
        for file, problem in found.items():
            template = file.parent / "templates" / file.name
            if problem and not (template.exists() and templates[reader](template)):
                refused += 1
                print(f"{file.name}: {reader}: {problem}")
    return refused


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("checker", type=Path)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--open", action="store_true")
    options = arguments.parse_args()
    files = sorted(f for f in options.folder.glob("*.docx") if not is_meant(f))
    faults = validated(validator(options.checker), files)
    print(f"{len(files)} documents validated, {faults} faults")
    if options.open:
        refused = opened(files)
        faults += refused
        print(f"{len(files)} documents opened by LibreOffice, pandoc and python-docx, {refused} refused")
    if len(files) < LEAST:
        sys.exit(f"fewer than {LEAST} documents")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
