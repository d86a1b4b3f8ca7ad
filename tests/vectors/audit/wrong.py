"""Logs that do not verify although each line has its form: the table of the specification.

`by a writer` means that the line is hashed and signed as it stands.
"""

from __future__ import annotations

from typing import Any

from tests.vectors.audit.cases import bad
from tests.vectors.audit.forge import ZEROS, Edit, Forge, base64_of, replace, sha256
from tests.vectors.audit.right import long, scoped, small


def flip(old: str, new: str) -> Edit:
    """The first place only, behind the writer's back."""
    return lambda line: line.replace(old.encode(), new.encode(), 1)


def last(line: bytes) -> bytes:
    """Another character at the end of a record: a bit of the ciphertext."""
    at = line.index(b"\t") + 3
    return line[:at] + (b"A" if line[at : at + 1] != b"A" else b"B") + line[at + 1 :]


def versions_and_places() -> None:
    for name, old, new in (
        ("version-unknown", '"alog/1"', '"alog/2"'),
        ("version-in-capitals", '"alog/1"', '"ALOG/1"'),
        ("suite-unknown", '"aes-256-gcm"', '"none"'),
        ("version-with-other-members", '"v":"alog/1"', '"v":"alog/9","more":true'),
    ):
        bad(
            name,
            "wrong-version",
            "a header of another version, by a writer",
            Forge(name).open(edit=replace(old, new)).batch("request"),
        )
    bad(
        "key-version",
        "wrong-version",
        "a key line of another version, by a writer",
        Forge("key-version").open(key_edit=replace('"alog/1"', '"alog/2"')).batch("request"),
    )
    bad(
        "other-number",
        "wrong-segment",
        "a header with another number, by a writer",
        Forge("other-number").open(seg=1).batch("request"),
    )
    log = Forge("other-origin").open().batch("request")
    bad(
        "other-origin",
        "wrong-segment",
        "the second segment has another origin, by a writer",
        log.rotate(origin="penname/eu-2").batch("request"),
    )
    bad(
        "key-of-other-segment",
        "wrong-segment",
        "a key line with another number, by a writer",
        Forge("key-of-other-segment").open(key_edit=replace('"seg":0', '"seg":1')).batch("request"),
    )
    log = long("segments-swapped")
    files = log.files
    files["seg-00000001.alog"], files["seg-00000002.alog"] = (
        files["seg-00000002.alog"],
        files["seg-00000001.alog"],
    )
    bad("segments-swapped", "wrong-segment", "two segments in each other's place", log)
    log = small("name-of-none")
    log.files["seg-1.alog"] = bytearray(log.files["seg-00000000.alog"])
    bad("name-of-none", "wrong-segment", "a name that begins with seg- and is none", log)
    log = small("name-of-backup")
    log.files["seg-00000000.alog.bak"] = bytearray(log.files["seg-00000000.alog"])
    bad("name-of-backup", "wrong-segment", "a copy beside the segment", log)


def chain() -> None:
    log = long("signed-anew")
    stranger = Forge("signed-anew-stranger", log.origin).open()
    stranger.batch("request", "request").rotate()
    files = log.files
    files["seg-00000000.alog"] = stranger.files["seg-00000000.alog"]
    files["seg-00000000.keys"] = stranger.files["seg-00000000.keys"]
    bad("signed-anew", "wrong-key", "a closed segment was written anew with other keys", log)
    log = long("spliced")
    other = long("spliced-other")
    for kind in ("alog", "keys"):
        log.files[f"seg-00000001.{kind}"] = other.files[f"seg-00000001.{kind}"]
    bad("spliced", "wrong-key", "a segment of a log with the same name and form", log)

    log = small("record-deleted")
    bad(
        "record-deleted",
        "wrong-index",
        "a record is gone",
        log.put_lines([*log.lines()[:2], *log.lines()[3:]]),
    )
    log = small("record-twice")
    bad(
        "record-twice",
        "wrong-index",
        "a record stands there twice",
        log.put_lines([*log.lines()[:3], *log.lines()[2:]]),
    )
    log = small("records-swapped")
    lines = log.lines()
    lines[2], lines[3] = lines[3], lines[2]
    bad("records-swapped", "wrong-index", "two records in each other's place", log.put_lines(lines))
    bad(
        "first-wrong",
        "wrong-index",
        "a header with another first, by a writer",
        Forge("first-wrong").open().batch("request").rotate(first=9),
    )
    log = long("closed-cut-at-checkpoint")
    log.put_lines(log.lines()[:2])
    bad("closed-cut-at-checkpoint", "wrong-index", "a closed segment lost its last batch", log)
    bad(
        "checkpoint-number",
        "wrong-index",
        "a checkpoint over fewer leaves, by a writer",
        Forge("checkpoint-number").open().record().sign(n=1),
    )
    bad(
        "checkpoint-twice",
        "wrong-index",
        "the same checkpoint twice",
        Forge("checkpoint-twice").open().batch("request").sign(),
    )
    log = small("batch-deleted")
    bad(
        "batch-deleted",
        "wrong-index",
        "a batch is gone, with its checkpoint",
        log.put_lines([*log.lines()[:2], *log.lines()[5:]]),
    )

    bad(
        "ciphertext-bit",
        "wrong-link",
        "a bit of a ciphertext, records behind it",
        small("ciphertext-bit").damage(3, last),
    )
    bad(
        "time-changed",
        "wrong-link",
        "a time in the clear part, records behind it",
        small("time-changed").damage(3, flip("T09:00:0", "T08:00:0")),
    )
    bad(
        "record-deleted-renumbered",
        "wrong-link",
        "a record is gone, and the next has its number",
        renumbered(),
    )
    bad(
        "prev-wrong",
        "wrong-link",
        "a header with another prev, by a writer",
        Forge("prev-wrong").open().batch("request").rotate(prev=ZEROS),
    )
    bad(
        "frontier-wrong",
        "wrong-link",
        "a header with another frontier, by a writer",
        Forge("frontier-wrong").open().batch("request").rotate(frontier=[ZEROS, ZEROS]),
    )
    bad(
        "p-wrong",
        "wrong-link",
        "a record with another p, by a writer",
        Forge("p-wrong").open().record(p="00000000").sign(),
    )


def renumbered() -> Forge:
    log = small("record-deleted-renumbered")
    lines = log.lines()
    del lines[2]
    lines[2] = lines[2].replace(b'"n":2', b'"n":1')
    return log.put_lines(lines)


def signatures() -> None:
    bad(
        "ciphertext-bit-of-last",
        "wrong-root",
        "a bit of the ciphertext of a batch's last record",
        small("ciphertext-bit-of-last").damage(4, last),
    )
    bad(
        "header-changed",
        "wrong-root",
        "the header's time",
        small("header-changed").damage(1, flip("09:00:0", "09:10:0")),
    )
    bad(
        "header-next-changed",
        "wrong-root",
        "a key in a header, to write on with one's own",
        small("header-next-changed").damage(1, swap_keys),
    )
    bad(
        "root-changed",
        "wrong-root",
        "another root in a checkpoint",
        small("root-changed").damage(5, lambda line: line[:14] + ZEROS.encode() + line[78:]),
    )

    log = small("signature-of-other")
    stranger = Forge("signature-stranger")
    stranger.open()
    sign = base64_of(stranger.key.sign(b"nothing"))
    log.damage(5, lambda line: line[: line.index(b'"s":"') + 5] + sign.encode() + b'"}')
    bad("signature-of-other", "bad-signature", "a checkpoint that another key signed", log)
    log = small("signature-of-earlier")
    lines = log.lines()
    signature = lines[1][lines[1].index(b'"s":') :]
    lines[-1] = lines[-1][: lines[-1].index(b'"s":')] + signature
    bad(
        "signature-of-earlier",
        "bad-signature",
        "an earlier checkpoint's signature",
        log.put_lines(lines),
    )
    log = Forge("signature-by-next").open()
    log.key = log.next
    bad(
        "signature-by-next",
        "bad-signature",
        "signed with the next segment's key",
        log.batch("request"),
    )
    log = Forge("signature-other-origin").open()
    log.origin = "penname/eu-2"
    bad(
        "signature-other-origin", "bad-signature", "signed for another origin", log.batch("request")
    )


def swap_keys(line: bytes) -> bytes:
    """`next` becomes what `key` is."""
    key = line[line.index(b'"key":"') + 7 :][:44]
    at = line.index(b'"next":"') + 8
    return line[:at] + key + line[at + 44 :]


def torn_log(seed: str, **changed: Any) -> Forge:
    log = Forge(seed).open().batch("request").record("request")
    torn = log.tear()
    return log.open(torn=torn | changed).batch("close")


def torn() -> None:
    log = torn_log("torn-altered")
    log.files["seg-00000000.alog"][-3] ^= 1
    bad("torn-altered", "torn-mismatch", "the torn tail is another than the header says", log)
    log = torn_log("torn-grown")
    log.files["seg-00000000.alog"] += b"more"
    bad("torn-grown", "torn-mismatch", "the torn tail has grown", log)
    log = torn_log("torn-cut")
    del log.files["seg-00000000.alog"][-5:]
    bad("torn-cut", "torn-mismatch", "the torn tail was cut", log)
    log = torn_log("torn-cut-before")
    log.put_lines(log.lines()[:2])
    bad("torn-cut-before", "torn-mismatch", "a batch before the torn tail was cut with it", log)
    log = small("tail-of-closed").open().batch("request")
    log.files["seg-00000000.alog"] += small("tail-of-closed").record().lines()[-1]
    bad("tail-of-closed", "torn-mismatch", "a record was added to a closed segment", log)
    log = Forge("torn-in-line").open().batch("request", "request")
    cut = log.tear()
    log.open(torn=cut | {"after": cut["after"] - 10, "size": 10}).batch("close")
    bad("torn-in-line", "torn-mismatch", "torn begins within a line, by a writer", log)
    log = Forge("torn-at-record").open().batch("request", "request")
    after = len(b"".join(log.lines()[:3]))
    tail = b"".join(log.lines()[3:])
    del log.leaves[2:]
    log.open(torn={"after": after, "size": len(tail), "sha256": sha256(tail).hex()}).batch("close")
    bad("torn-at-record", "torn-mismatch", "torn begins behind a record, by a writer", log)
    bad(
        "torn-at-start",
        "torn-mismatch",
        "torn in segment 0, by a writer",
        Forge("torn-at-start").open(torn={"after": 0, "size": None, "sha256": None}).batch("close"),
    )


def missing() -> None:
    bad(
        "segment-deleted",
        "missing-segment",
        "the middle one of three",
        long("segment-deleted").drop_segment(1),
    )
    log = long("segments-deleted").rotate().batch("request")
    bad("segments-deleted", "missing-segment", "two of four", log.drop_segment(1).drop_segment(2))
    log = long("alog-deleted")
    del log.files["seg-00000001.alog"]
    bad("alog-deleted", "missing-segment", "a segment of which only the keys are there", log)

    log = small("keys-deleted")
    del log.files["seg-00000000.keys"]
    bad("keys-deleted", "missing-key", "a .keys file is gone", log)
    log = small("keys-emptied")
    log.files["seg-00000000.keys"].clear()
    bad("keys-emptied", "missing-key", "a .keys file without anything", log)
    log, lines = scoped("key-dropped")
    bad("key-dropped", "missing-key", "a scope's key line is gone", log.drop_key(*lines[0]))
    log = small("key-altered")
    log.files[log.keys][-9] ^= 1
    bad("key-altered", "missing-key", "a wrapped key was altered", log)
    log = small("key-broken")
    log.files[log.keys][0] = 0
    bad("key-broken", "missing-key", "a key line that is none any more", log)
    log, lines = scoped("erased-other-segment")
    log.erase((1, lines[0][1]), drop=False).drop_key(*lines[0])
    bad("erased-other-segment", "missing-key", "the erase record speaks of another segment", log)
    log, lines = scoped("erased-unsigned")
    log.record("erase", d={"lines": [{"seg": 0, "ref": lines[0][1]}]}).drop_key(*lines[0])
    bad("erased-unsigned", "missing-key", "the erase record has no checkpoint behind it", log)
    log, lines = scoped("rewrapped-lost")
    log.drop_key(0, log.rewrap(*lines[0]))
    bad("rewrapped-lost", "missing-key", "what the rewrap record leads to is gone", log)
    log, lines = scoped("rewrapped-foreign")
    log.drop_key(*lines[0]).key_line("scope", ZEROS, seg=0)
    bad(
        "rewrapped-foreign",
        "missing-key",
        "another line in a line's place, and no rewrap record",
        log,
    )


def pinned() -> None:
    log = small("trust-root-other")
    other = small("trust-root-other-log").receipt(0)
    bad("trust-root-other", "wrong-trust-root", "the whole log was replaced", log, trust_root=other)
    root = log.receipt(0, "another/log")
    bad(
        "trust-root-origin",
        "wrong-trust-root",
        "the pinned leaf is another log's",
        log,
        trust_root=root,
    )

    log = long("receipt-other")
    wrong = log.receipt(2)[:-64] + ZEROS
    bad(
        "receipt-other",
        "anchor-mismatch",
        "a receipt of another leaf",
        log,
        anchors=(log.receipt(1), wrong),
    )
    log = long("checkpoint-other")
    wrong = log.anchor(4).replace(log.anchor(4).split(" ")[2], ZEROS)
    bad(
        "checkpoint-other",
        "anchor-mismatch",
        "a checkpoint of another tree",
        log,
        anchors=(log.anchor(3), wrong),
    )
    log = long("rewritten")
    before = Forge("rewritten-before", log.origin).open().batch("request").receipt(1)
    bad(
        "rewritten",
        "anchor-mismatch",
        "the log was replaced, and somebody kept a receipt",
        log,
        anchors=(before,),
    )
    log = long("rolled-back")
    kept = (log.receipt(len(log.leaves) - 1),)
    cut = long("rolled-back")
    cut.put_lines(cut.lines(2)[:2], 2)
    bad(
        "rolled-back",
        "anchor-ahead",
        "the last batch is cut, and somebody kept a receipt",
        cut,
        anchors=kept,
    )
    cut = long("rolled-back")
    cut.put_lines(cut.lines(2)[:2], 2)
    bad(
        "rolled-back-checkpoint",
        "anchor-ahead",
        "the same with a checkpoint",
        cut,
        anchors=(log.anchor(len(log.leaves)),),
    )
    log = Forge("receipt-of-tail").open().batch("request").record("request")
    bad(
        "receipt-of-tail",
        "anchor-ahead",
        "a receipt of a record that has no checkpoint",
        log,
        anchors=(log.receipt(2),),
    )


def incomplete() -> None:
    bad(
        "start-deleted",
        "missing-start",
        "the first segment is gone",
        long("start-deleted").drop_segment(0),
    )
    log = long("retired-wrong-root")
    bad(
        "retired-wrong-root",
        "missing-start",
        "a retire record of another tree",
        log.retire(0, 4, root=ZEROS),
    )
    log = long("retired-too-much").retire(0, 4)
    bad("retired-too-much", "missing-start", "more is gone than was retired", log.drop_segment(1))
    log = long("retired-pinned")
    root = log.receipt(0)
    bad(
        "retired-pinned",
        "missing-start",
        "the pinned leaf is retired",
        log.retire(0, 4),
        trust_root=root,
    )

    bad(
        "end-deleted",
        "missing-end",
        "the last segment is gone",
        long("end-deleted").drop_segment(2),
    )
    bad(
        "ends-deleted",
        "missing-end",
        "two segments at the end are gone",
        long("ends-deleted").drop_segment(2).drop_segment(1),
    )
    log = long("end-and-start-deleted")
    bad(
        "end-and-start-deleted",
        "missing-start",
        "the first and the last segment are gone",
        log.drop_segment(0).drop_segment(2),
    )

    log = small("record-appended").record("request")
    bad("record-appended", "unsigned-tail", "a record without a checkpoint", log)
    log = small("record-appended-wrong").record("request", n=99)
    bad(
        "record-appended-wrong",
        "unsigned-tail",
        "a record of another number without a checkpoint",
        log,
    )
    log = small("half-batch").record("request").record("response")
    del log.files[log.alog][-7:]
    bad("half-batch", "unsigned-tail", "the last line is cut", log)
    log = small("half-checkpoint").batch("request")
    del log.files[log.alog][-1:]
    bad("half-checkpoint", "unsigned-tail", "the last checkpoint lacks its line feed", log)
    for name, raw in (("tail-of-zeros", bytes(50)), ("tail-of-garbage", b"\xfe\n\r\0C {}\n\nH ")):
        log = long(name)
        log.files[log.alog] += raw
        bad(name, "unsigned-tail", "bytes that say nothing", log)
    log = Forge("tail-only").open().record("request")
    bad("tail-only", "unsigned-tail", "nothing is signed but the header", log)

    empty = Forge("empty")
    bad("empty", "empty", "a folder without anything", empty)
    empty.files["lock"] = bytearray()
    empty.files["seg-00000000.keys"] = bytearray(b"K \n")
    bad("empty-but-files", "empty", "other files, and keys of a segment that is not there", empty)


def first_of_two() -> None:
    log = long("two-damages").damage(3, last, 1).damage(3, flip('"n":1', '"n":7'), 0)
    bad("two-damages", "wrong-index", "the earlier one counts", log)
    log = long("end-and-keys-deleted").drop_segment(2)
    del log.files["seg-00000000.keys"]
    bad(
        "end-and-keys-deleted", "missing-key", "what is missing does not hide what was altered", log
    )
    log = long("end-deleted-known")
    kept = (log.anchor(len(log.leaves)),)
    bad(
        "end-deleted-known",
        "anchor-ahead",
        "somebody knows of the segment that is gone",
        log.drop_segment(2),
        anchors=kept,
    )
    log = small("tail-and-anchor").record("request")
    wrong = log.receipt(1)[:-64] + ZEROS
    bad(
        "tail-and-anchor",
        "anchor-mismatch",
        "a tail does not hide a leaf that is another",
        log,
        anchors=(wrong,),
    )


for make in (
    *(versions_and_places, chain, signatures, torn, missing, pinned, incomplete),
    first_of_two,
):
    make()
