"""A log under a limit on the size of files. Prints `well` at its end.

python -m tests.audit_writing.limited FOLDER
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from penname.audit.journal import JournalSettings
from penname.audit.model import AuditError, Entry
from penname.audit.record import AuditRecord, Content
from tests.audit_journals import a_journal, parts
from tests.audit_writing.full_disk import Writing, check

LIMIT = 100 * 1024
SETTINGS = JournalSettings(ballast_bytes=LIMIT // 2, retry_s=0.02)


def main(where: str) -> None:
    folder = Path(where)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))
    journal = a_journal(folder, SETTINGS)
    journal.start()
    writing = Writing(journal)
    for _ in range(60):
        assert writing.write("request"), journal.failure
    too_large = Content(masked=os.urandom(LIMIT).hex())
    with pytest.raises(AuditError, match="ulimit -f"):
        journal.write(Entry("request", AuditRecord(content=too_large)))
    writing.refused += 1
    while not writing.write("response"):
        pass
    assert journal.accepts_requests
    journal.close()
    torn = [one.header.torn for one in parts(folder)]
    assert sum(one is not None for one in torn) > 2
    check(folder, writing)
    sys.stdout.write("well\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
