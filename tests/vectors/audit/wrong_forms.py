"""Lines that the grammar does not allow: all that the specification says MUST be rejected.

`by a writer` means that the line is hashed and signed as it stands: only its form is wrong.
"""

from __future__ import annotations

from typing import Any

from tests.vectors.audit.cases import bad
from tests.vectors.audit.forge import ZEROS, Edit, Forge, replace
from tests.vectors.audit.right import long, small

#: Name -> what is wrong in a record's clear part, by a writer.
RECORDS: dict[str, Edit] = {
    "record-duplicate-name": replace('"e":"request"', '"e":"request","e":"request"'),
    "record-unknown-member": replace('"k":[]', '"k":[],"z":1'),
    "record-missing-member": replace(',"k":[]', ""),
    "record-unknown-event": replace('"request"', '"deleted"'),
    "record-event-in-capitals": replace('"request"', '"Request"'),
    "record-details-not-allowed": replace('"k":[]', '"k":[],"d":{}'),
    "record-details-null": replace('"k":[]', '"k":[],"d":null'),
    "record-time-without-millis": replace(".000Z", "Z"),
    "record-time-with-offset": replace(".000Z", ".000+00:00"),
    "record-empty-tokens": replace('"k":[]', '"k":[],"x":[]'),
    "record-token-padded": replace('"k":[]', '"k":[],"x":["AAAAAAAAAAA="]'),
    "record-reference-short": replace('"k":[]', '"k":["abcd"]'),
    "record-no-tab": replace("\t", " "),
    "record-base64-no-padding": lambda line: line.rstrip(b"=") + b"QQ",
    "record-base64-not-canonical": lambda line: line.split(b"\t")[0] + b"\tAAAB1=",
    "record-base64-loose-bits": lambda line: line.split(b"\t")[0] + b"\tAB==",
    "record-trailing-text": replace("}\t", "} {}\t"),
    "record-list": lambda line: b"R []\t" + line.split(b"\t")[1],
    "record-kind-in-lower-case": lambda line: b"r" + line[1:],
    "record-not-utf8": lambda line: line.replace(b"request", b"\xff", 1),
    "record-carriage-return": lambda line: line + b"\r",
    "record-byte-order-mark": lambda line: b"R \xef\xbb\xbf" + line[2:],
    "record-deep-nesting": replace('"k":[]', '"k":' + "[" * 5000 + "]" * 5000),
}
#: Name -> the number that stands in place of `lost`, by a writer.
NUMBERS = {
    "number-fraction": "1.0",
    "number-exponent": "1e3",
    "number-negative": "-1",
    "number-too-large": "9007199254740992",
    "number-very-long": "9" * 5000,
    "number-nan": "NaN",
    "number-infinity": "Infinity",
    "number-true": "true",
    "number-text": '"3"',
    "number-null": "null",
}
#: Name -> what is wrong in a header, by a writer.
HEADERS: dict[str, Edit] = {
    "header-duplicate-name": replace('"seg":0', '"seg":0,"seg":0'),
    "header-unknown-member": replace('"torn":null', '"torn":null,"note":""'),
    "header-missing-member": replace(',"software":"forge/1"', ""),
    "header-hash-in-capitals": replace(f'"prev":"{ZEROS}"', '"prev":"' + "A" * 64 + '"'),
    "header-key-short": replace('"key":"', '"key":"AAAA'),
    "header-torn-half": replace(
        '"torn":null', f'"torn":{{"after":9,"size":null,"sha256":"{ZEROS}"}}'
    ),
    "header-torn-members": replace('"torn":null', '"torn":{"after":9}'),
    "header-policy-short": replace('"policy":""', '"policy":"00"'),
    "header-origin-empty-word": replace('"penname/eu-1"', '"penname//eu-1"'),
    "header-origin-too-long": replace('"penname/eu-1"', '"' + "a" * 129 + '"'),
    "header-origin-space": replace('"penname/eu-1"', '"penname eu-1"'),
}
#: Name -> how a checkpoint is written, by a writer.
CHECKPOINTS: dict[str, Edit] = {
    "checkpoint-white-space": lambda line: line.replace(b',"', b', "'),
    "checkpoint-escape": replace('"n"', '"\\u006e"'),
    "checkpoint-order": lambda line: line.replace(b'"n":2,', b"").replace(b"}", b',"n":2}'),
}
#: Name -> what is wrong in a segment's key line, which the header names as it stands.
KEY_LINES: dict[str, Edit] = {
    "key-duplicate-name": replace('"kem":"x25519"', '"kem":"x25519","kem":"x25519"'),
    "key-unknown-kem": replace('"x25519"', '"rsa"'),
    "key-nobody": lambda line: line.split(b'"to"')[0] + b'"to":[]}',
    "key-label-of-segment": replace('"label":""', f'"label":"{ZEROS}"'),
    "key-unknown-member": replace('"label":""', '"label":"","name":"tenant"'),
}


def forms() -> None:
    for name, edit in RECORDS.items():
        log = Forge(name).open().record("response").record(edit=edit).sign()
        bad(name, "bad-line", "a record's form, by a writer", log)
    for name, text in NUMBERS.items():
        log = Forge(name).open().record("gap", d={"lost": 3, "since": "2026-11-24T09:00:00.000Z"})
        del log.files[log.alog][log.counted :]
        log.leaves.pop()
        log.record(
            "gap",
            d={"lost": 3, "since": "2026-11-24T09:00:00.000Z"},
            edit=replace('"lost":3', f'"lost":{text}'),
        ).sign()
        bad(name, "bad-line", "a number's form, by a writer", log)
    for name, edit in HEADERS.items():
        log = Forge(name).open(edit=edit).batch("request")
        bad(name, "bad-line", "a header's form, by a writer", log)
    for name, edit in KEY_LINES.items():
        log = Forge(name).open(key_edit=edit).batch("request")
        bad(name, "bad-line", "a key line's form, by a writer", log)


def details() -> None:
    cases: dict[str, tuple[str, dict[str, Any] | None]] = {
        "details-missing": ("rotate", None),
        "details-unknown-why": ("rotate", {"why": "mood"}),
        "details-unknown-member": ("gap", {"lost": 1, "since": "2026-11-24T09:00:00.000Z", "x": 1}),
        "details-of-another-event": ("gap", {"why": "size"}),
        "details-bad-reference": ("erase", {"lines": [{"seg": 0, "ref": "00"}]}),
        "details-bad-signature": (
            "anchor",
            {"origin": "other/1", "size": 1, "root": ZEROS, "sig": "AAAA"},
        ),
    }
    for name, (event, detail) in cases.items():
        log = Forge(name).open().record(event, d=detail).sign()
        bad(name, "bad-line", "an event's details, by a writer", log)
    log = Forge("details-duplicate-name").open()
    line = {"seg": 0, "ref": ZEROS}
    edit = replace('"lines":[{"seg":0', '"lines":[{"seg":0,"seg":0')
    bad(
        "details-duplicate-name",
        "bad-line",
        "the same name twice, in the depth of a line",
        log.record("erase", d={"lines": [line]}, edit=edit).sign(),
    )
    log = Forge("references-unsorted").open()
    references = sorted((log.scope("tenant:a"), log.scope("subject:b")), reverse=True)
    bad(
        "references-unsorted",
        "bad-line",
        "references that are not sorted, by a writer",
        log.record(k=references).sign(),
    )


def checkpoints() -> None:
    for name, edit in CHECKPOINTS.items():
        log = Forge(name).open().record().sign(edit).batch("alive")
        bad(name, "bad-line", "a checkpoint's form, which no hash covers", log)
    log = small("checkpoint-base64-loose-bits")

    def loose(line: bytes) -> bytes:
        at = line.index(b'=="}') - 1
        digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        return line[:at] + bytes([digits[digits.index(line[at]) ^ 1]]) + line[at + 1 :]

    bad(
        "checkpoint-base64-loose-bits",
        "bad-line",
        "a signature's text that is not canonical",
        log.damage(5, loose),
    )
    bad(
        "checkpoint-duplicate-name",
        "bad-line",
        "the same name twice in a checkpoint",
        Forge("checkpoint-duplicate-name")
        .open()
        .record()
        .sign(replace('"n":2', '"n":2,"n":2'))
        .batch("alive"),
    )
    bad(
        "checkpoint-unknown-member",
        "bad-line",
        "one more member in a checkpoint",
        Forge("checkpoint-unknown-member")
        .open()
        .record()
        .sign(replace('"n":2', '"n":2,"m":2'))
        .batch("alive"),
    )


def places() -> None:
    bad(
        "unknown-kind",
        "bad-line",
        "a line of an unknown kind",
        small("unknown-kind").damage(3, lambda line: b"X" + line[1:]),
    )
    log = small("blank-line")
    bad(
        "blank-line",
        "bad-line",
        "a line without anything",
        log.put_lines([*log.lines()[:3], b"\n", *log.lines()[3:]]),
    )
    log = small("crlf")
    bad(
        "crlf",
        "bad-line",
        "a shipper ended the lines with CR LF",
        log.put_lines([x[:-1] + b"\r\n" for x in log.lines()]),
    )
    log = small("garbage-in-the-middle")
    bad(
        "garbage-in-the-middle",
        "bad-line",
        "bytes that are no text, before a checkpoint",
        log.damage(6, lambda _: b"\xff\xfe\0\0" * 9),
    )
    log = small("zeros-in-the-middle")
    bad(
        "zeros-in-the-middle",
        "bad-line",
        "a line was overwritten with zeros, and a checkpoint stands behind",
        log.damage(6, lambda line: bytes(len(line))),
    )
    log = small("header-twice")
    bad(
        "header-twice",
        "bad-line",
        "a second header in a segment",
        log.put_lines([*log.lines()[:2], log.lines()[0], *log.lines()[2:]]),
    )
    log = small("record-first")
    bad("record-first", "bad-line", "the header is gone", log.put_lines(log.lines()[1:]))
    log = small("first-checkpoint-gone")
    bad(
        "first-checkpoint-gone",
        "bad-line",
        "records right behind the header",
        log.put_lines([log.lines()[0], *log.lines()[2:]]),
    )
    log = Forge("header-alone").open()
    bad(
        "header-alone",
        "bad-line",
        "a header without its checkpoint",
        log.put_lines(log.lines()[:1]),
    )
    log = long("header-cut")
    log.files["seg-00000002.alog"] = log.files["seg-00000002.alog"][:100]
    bad("header-cut", "bad-line", "half a header in the last segment", log)
    bad("empty-file", "bad-line", "a file without anything", small("empty-file").put_lines([]))
    log = long("closed-cut-in-line")
    del log.files["seg-00000001.alog"][-30:]
    bad("closed-cut-in-line", "bad-line", "a closed segment ends within a line", log)
    log = small("key-line-in-log")
    bad(
        "key-line-in-log",
        "bad-line",
        "a key line among the records",
        log.put_lines(
            [*log.lines()[:3], *bytes(log.files[log.keys]).splitlines(True), *log.lines()[3:]]
        ),
    )


for make in (forms, details, checkpoints, places):
    make()
