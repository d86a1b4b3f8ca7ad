"""What to do next, for each problem that a verifier reports (docs/audit-format.md, 8). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_KEEP = "Copy the folder to where nobody can change it, as it is; do not restart the proxy on it."
_LOG = "Find out who could write to that machine, and treat the log as evidence."
_BACKUP = (
    "Compare with a copy: segments that are closed never change, so every copy must be equal to "
    "the byte."
)
_ANCHORS = "Look for receipts and checkpoints of this log in your other systems."
_UPGRADE = "Verify with the version of penname that wrote it, or a later one."

#: Problem -> sentences, in the order in which they are to be done.
ADVICE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "bad-line": (_KEEP, _BACKUP, _LOG),
        "wrong-version": (_UPGRADE, _KEEP, _LOG),
        "wrong-segment": (
            "See whether a file of another log was copied here, or a file was renamed.",
            _KEEP,
            _LOG,
        ),
        "wrong-key": (_KEEP, _BACKUP, _LOG),
        "wrong-index": (_KEEP, _BACKUP, _LOG),
        "wrong-link": (_KEEP, _BACKUP, _LOG),
        "wrong-root": (_KEEP, _BACKUP, _LOG),
        "bad-signature": (_KEEP, _BACKUP, _LOG),
        "torn-mismatch": (_KEEP, _BACKUP, _LOG),
        "missing-segment": (
            "See whether the copy that you verify is whole; if it is, the segment was deleted.",
            _KEEP,
            _LOG,
        ),
        "missing-key": (
            "See whether the copy that you verify has the *.keys files of the same time.",
            "If it has, records that name this key can be read by nobody: restore the file.",
            _LOG,
        ),
        "wrong-trust-root": (
            "Make sure that the receipt is one of this log.",
            "If it is, this is another log in the place of yours.",
            _KEEP,
            _LOG,
        ),
        "anchor-mismatch": (
            "The log says something else now than when the anchor was taken.",
            _KEEP,
            _LOG,
        ),
        "anchor-ahead": (
            "The end of the log was cut off, or an older state was put back.",
            "If the proxy is running, verify again: the anchor may be newer than your copy.",
            _KEEP,
            _LOG,
        ),
        "missing-start": (
            "Get the segments before the first one: from the archive, or from a whole copy.",
            "What is here was verified from its first segment on.",
        ),
        "missing-end": (
            "Get the segments after the last one: the log itself says that there is one.",
            "If the log was copied while the proxy was running, copy it again.",
        ),
        "unsigned-tail": (
            "If the proxy is running, verify again: it was just writing.",
            "If it crashed, start it: it goes on in a new segment, and the log says so.",
            _ANCHORS,
        ),
        "empty": ("Make sure that this is the folder of the log.", _ANCHORS),
    }
)
