"""LibreOffice, run for many files at once: it is slow to start."""

import os
import shutil
import signal
import subprocess
import tempfile

GROUP = 25
SECONDS = 600


def convert(files, kind, folder, options=()):
    """Converts files to a kind (docx, pdf) into a folder, by groups, each with a profile of its own.

    A file that LibreOffice chokes on costs the rest of its group, which is then tried one by one. What
    could not be converted is missing afterwards.
    """
    for begin in range(0, len(files), GROUP):
        group = files[begin:begin + GROUP]
        _run(group, kind, folder, options)
        for file in group:
            if not (folder / f"{file.stem}.{kind}").exists():
                _run([file], kind, folder, options)


def _run(files, kind, folder, options):
    profile = tempfile.mkdtemp()
    # In a session of its own: the program that is started starts another, which must end with it.
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", *options,
         "--convert-to", kind, "--outdir", str(folder), *map(str, files)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        office.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
    shutil.rmtree(profile, ignore_errors=True)
