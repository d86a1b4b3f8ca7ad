"""A process that writes an audit log and says what was acknowledged, until it is killed.

    python -m tests.audit_writing.child FOLDER RUN THREADS [COUNT]

Each acknowledged record is one line on stdout, `NAME RECEIPT`, written whole. `started` comes
first. With COUNT the process ends by itself after so many records of each thread.
"""

from __future__ import annotations

import os
import random
import sys
import threading
from pathlib import Path

from penname.audit.journal import Journal, JournalSettings
from penname.audit.model import Entry
from penname.audit.record import AuditRecord, Content
from tests.audit_journals import a_journal

#: Small, so that many kills come while a segment is opened.
SETTINGS = JournalSettings(segment_bytes=40_000, ballast_bytes=64 * 1024, retry_s=0.05)


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def entry(name: str, chance: random.Random) -> Entry:
    """A request or an answer, small or large, of one of some tenants."""
    tenant = f"t-{chance.randrange(5)}"
    content = Content(masked="text " * chance.choice((1, 50, 2000)))
    record = AuditRecord(request_id=name, tenant=tenant, content=content)
    return Entry(
        chance.choice(("request", "response")),
        record,
        scopes=(f"tenant:{tenant}",) if chance.random() < 0.7 else (),
        values=frozenset({("PERSON", f"value of {name}")}),
    )


def write(journal: Journal, run: str, number: int, count: int) -> None:
    chance = random.Random(f"{run}/{number}")
    for step in range(count):
        name = f"{run}-{number}-{step}"
        say(f"{name} {journal.write(entry(name, chance))}")


def main(folder: str, run: str, threads: str, count: str = "1000000000") -> None:
    journal = a_journal(Path(folder), SETTINGS)
    journal.start()
    say("started")
    writers = [
        threading.Thread(target=write, args=(journal, run, one, int(count)), daemon=True)
        for one in range(int(threads))
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    journal.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
