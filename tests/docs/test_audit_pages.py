"""The pages about the audit log are true: their commands run, and are commands of penname."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from penname.audit.model import Entry
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.policy.load import default_policy_path, load_policy
from tests.docs.pages import commands, normal, parse, play
from tests.unit.cli.audit.logs import DPO, Writer, identity_file

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = DOCS / "tutorial" / "audit-log.md"
PAGES = [TUTORIAL, *sorted((DOCS / "how-to").glob("audit-*.md")), DOCS / "reference" / "cli.md"]
_CONSOLE = re.compile(r"^ *```console\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
#: What is other in each log: hashes, signatures, the folder.
_OTHER = (
    (r"\b[0-9a-f]{64}\b", "hash"),
    (r"[A-Za-z0-9+/]{86}==", "signature"),
    (r"default@\S+", "default@revision"),
    (r"(?<=penname/laptop  )/\S+", "folder"),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_parse(page: Path) -> None:
    """Every penname command of the pages is one that penname takes."""
    for console in _CONSOLE.findall(page.read_text("utf-8")):
        for step in commands(re.sub(r"^ +", "", console, flags=re.MULTILINE)):
            command = re.split(r" [|>] ", step.command)[0]
            if "penname " in command:
                parse(command)


def test_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the tutorial prints what the page says, on a log as the demo has it."""
    work = tmp_path / "work"
    work.mkdir()
    log = Writer(tmp_path / "log", DPO, origin="penname/laptop")
    for who in [*(f"demo-{n}" for n in range(9)), "maria.keller"]:
        for one in _exchange(f"{who}@example.org"):
            log.add(one)
    (work / "receipt.txt").write_text(f"{log.receipts[-2]}\n")
    monkeypatch.chdir(work)
    monkeypatch.setenv("PENNAME_AUDIT_DIR", str(log.folder))
    monkeypatch.setenv("PENNAME_AUDIT_IDENTITY", identity_file(tmp_path))
    played = list(play(TUTORIAL.read_text("utf-8"), work))
    assert len(played) == 7
    for step, output in played:
        assert _normal(output) == _normal(step.output), step.command


def _normal(output: str) -> list[str]:
    for pattern, instead in _OTHER:
        output = re.sub(pattern, instead, output)
    return normal(output)


def _exchange(address: str) -> tuple[Entry, Entry]:
    """The tutorial's request with an address, and its answer, as the proxy records them."""
    policy = load_policy(default_policy_path())
    about: dict[str, Any] = {
        "request_id": "01a20c07-e0e9-7825-8445-ac7ca2e2aa9f",
        "provider": "openai",
        "route": "openai.chat",
        "model": "demo",
    }
    found = FindingRow(
        "EMAIL_ADDRESS",
        "mask",
        policy.rules["EMAIL_ADDRESS"].where,
        "email",
        role="user",
        part="text",
        scores={100: 1},
    )
    text = "Write to EMAIL_ADDRESS_g0vqr47q, please."
    body = f'{{"model": "demo", "messages": [{{"role": "user", "content": "{text}"}}]}}'
    request = AuditRecord(
        **about,
        upstream="openai",
        policy=policy.name,
        revision=policy.revision,
        digest=policy.digest,
        mode="enforce",
        decision="forwarded",
        bytes_in=106,
        bytes_out=len(body),
        body_sha256="a" * 64,
        masked_sha256="b" * 64,
        mask_ms=14.1,
        duration_ms=14.5,
        findings=(found,),
        content=Content(body),
    )
    response = AuditRecord(**about, status=200, outcome="complete", duration_ms=17.8)
    value = frozenset({("EMAIL_ADDRESS", address)})
    return Entry("request", request, values=value), Entry("response", response)
