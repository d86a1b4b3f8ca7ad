"""Logs that verify, the odd ones too."""

from __future__ import annotations

from tests.vectors.audit.cases import ok
from tests.vectors.audit.forge import Forge, compact, replace, sha256


def small(seed: str) -> Forge:
    """One segment that is closed: four records in two batches."""
    return Forge(seed).open().batch("request", "request").batch("response", "close")


def long(seed: str) -> Forge:
    """Three segments, the last one closed."""
    log = Forge(seed).open().batch("request", "response").rotate()
    return log.batch("request").rotate("age").batch("request", "response", "close")


def scoped(seed: str) -> tuple[Forge, list[tuple[int, str]]]:
    """Two segments with a tenant's records, and the tenant's key lines."""
    log = Forge(seed).open().batch("request", scopes=("tenant:a", "subject:b"))
    found = [(0, log.scopes["tenant:a"])]
    log.rotate().batch("request", scopes=("tenant:a",))
    return log, [*found, (1, log.scopes["tenant:a"])]


def shapes() -> None:
    ok("one-segment", "a segment, closed", small("one-segment"))
    ok("rotation", "three segments", long("rotation"))
    ok("open", "the writer is there still", Forge("open").open().batch("request"))
    ok("header-only", "nothing was written yet", Forge("header-only").open())
    log = Forge("header-after-rotate").open().batch("request").rotate()
    ok("header-after-rotate", "a rotated segment, and nothing in the next one yet", log)
    log = Forge("empty-segments").open().open().batch("request").open().batch("close")
    ok("empty-segments", "segments without a record between others", log)
    log = small("checkpoint-dropped")
    log.put_lines([*log.lines()[:4], *log.lines()[5:]])
    ok("checkpoint-dropped", "without a checkpoint between others the leaves are the same", log)
    log = small("restart").open().batch("request", "close").open().batch("alive")
    ok("restart", "writers one after the other, each closed", log)
    log = Forge("long-origin", "a" * 60 + "/" + "b" * 67).open().batch("close")
    ok("long-origin", "an origin of 128 characters", log)
    digest = sha256(b"policy").hex()
    log = (
        Forge("policy-digest").open(policy=digest).batch("request").rotate("policy").batch("close")
    )
    ok("policy-digest", "the header names the policies, and the next one none", log)
    log = Forge("foreign-files").open().batch("close")
    log.files["lock"] = log.files["seg-00000001.alog.tmp"] = bytearray(b"not ours\r\n")
    log.files["sign-00000001.key"] = bytearray(b"a key would stand here")
    log.files["seg-00000001.keys"] = bytearray(b"K half a li")
    ok("foreign-files", "the writer's own files, and keys of a segment that never came", log)


def records() -> None:
    log = Forge("every-event").open().batch("request", "response", "refused", "reveal", "alive")
    log.record("gap", d={"lost": 2**53 - 1, "since": log.time()})
    other = {"origin": "other/1", "size": 9, "root": sha256(b"").hex(), "sig": "A" * 86 + "=="}
    log.record("anchor", d=other).record("erase", d={"lines": []}).record("rewrap", d={"lines": []})
    detail = {"from": 7, "to": 8, "size": 9, "root": sha256(b"r").hex()}
    log.record("retire", d=detail).batch("close")
    ok("every-event", "each event with its details; a retire record of nothing that is here", log)
    log = Forge("tokens").open().record(x=["AAAAAAAAAAA", "_-8zzzzzzz0"]).sign()
    ok("tokens", "records with index tokens", log)
    log = Forge("clock-back").open().record(t="2031-01-01T00:00:00.000Z")
    log.record(t="2026-11-24T09:00:00.000Z").record(t="2026-99-99T99:99:99.999Z").sign()
    ok("clock-back", "times go backwards, and name a day that is none", log)
    log = Forge("json-freedom").open(edit=replace('"forge/1"', '"\\u0066orge \\ud83d\\ude00"'))
    log.record(edit=replace('"e":"request"', '"e" : "\\u0072equest"'))
    log.record(edit=replace("R {", "R  { ")).record(edit=replace("}\t", " }\t"))
    log.sign()
    ok("json-freedom", "white space and escapes that RFC 8259 allows", log)
    log = Forge("member-order").open()
    log.record(edit=reordered).sign()
    ok("member-order", "members in another order", log)
    log = Forge("many-scopes").open()
    for number in range(12):
        log.record(scopes=tuple(f"subject:{each}" for each in range(number)))
    ok("many-scopes", "records of up to eleven scopes", log.sign())
    log = Forge("recipients")
    log.recipients = (("x25519", 80), ("x25519", 80), ("xwing", 1168))
    log.open().batch("request", scopes=("tenant:a",))
    ok("recipients", "keys wrapped for three recipients, one of them with X-Wing", log)


def reordered(line: bytes) -> bytes:
    body, box = line[2:].split(b"\t")
    return b'R {"k":[],' + body[1:].replace(b',"k":[]', b"") + b"\t" + box


def tails() -> None:
    for keep, name, about in (
        (True, "torn-tail", "a crash left half a batch; the next header says which"),
        (False, "torn-unread", "a tail that could not be read, and is another now"),
    ):
        log = Forge(name).open().batch("request").record("request").record("response")
        del log.files[log.alog][-25:]
        torn, before = log.tear(keep), log.alog
        log.open(torn=torn).batch("request", "close")
        if not keep:
            log.files[before] += b"\0" * 40
        ok(name, about, log)
    log = Forge("torn-zeros").open().batch("request")
    log.files[log.alog] += bytes(64)
    log.open(torn=log.tear()).batch("close")
    ok("torn-zeros", "a crash left zeros", log)
    log = Forge("torn-nothing").open().batch("request")
    log.open(torn=log.tear()).batch("close")
    ok("torn-nothing", "torn speaks of no bytes", log)
    log = Forge("poisoned").open().batch("request")
    mark = log.mark()
    log.batch("request", "response", scopes=("tenant:a",))
    log.poison(mark)
    log.open(torn=log.tear()).batch("request", "response", scopes=("tenant:a",)).batch("close")
    ok("poisoned", "a batch whose sync failed stands there whole, and again in the next", log)
    log = Forge("poisoned-twice").open()
    for _ in range(2):
        mark = log.mark()
        log.batch("request")
        log.poison(mark)
        log.open(torn=log.tear())
    ok("poisoned-twice", "two segments in which only the header counts", log.batch("request"))


def keys() -> None:
    log, lines = scoped("erased")
    ok("erased", "a tenant's key lines are destroyed", log.erase(*lines))
    log, lines = scoped("erased-there")
    ok(
        "erased-there",
        "an erase record, and the lines are still there",
        log.erase(*lines, drop=False),
    )
    log, lines = scoped("erased-segment-key")
    log.erase((0, sha256(log.files["seg-00000000.keys"].split(b"\n")[0]).hex()))
    ok("erased-segment-key", "a segment's key line is destroyed", log)
    log, lines = scoped("erased-all-keys")
    log.erase(*((0, sha256(x).hex()) for x in log.files["seg-00000000.keys"].split(b"\n")[:-1]))
    del log.files["seg-00000000.keys"]
    ok("erased-all-keys", "every line of a .keys file is destroyed, and the file is gone", log)
    log, lines = scoped("rewrapped")
    log.rewrap(*lines[0])
    ok("rewrapped", "a key line in the place of another", log)
    log, lines = scoped("rewrapped-twice")
    log.rewrap(0, log.rewrap(*lines[0]))
    ok("rewrapped-twice", "a key line in the place of another that took another's place", log)
    log, lines = scoped("rewrapped-erased")
    log.erase((0, log.rewrap(*lines[0])))
    ok("rewrapped-erased", "a key line that was wrapped anew, then destroyed", log)
    log, lines = scoped("rewrap-unfinished")
    log.drop_key(0, log.rewrap(*lines[0], drop=False))
    ok("rewrap-unfinished", "a rewrap record, and the old line is still there", log)
    log, lines = scoped("rewrap-again")
    log.drop_key(0, log.rewrap(*lines[0], drop=False))
    log.rewrap(*lines[0])
    ok("rewrap-again", "two rewrap records for one line, of which the second was carried out", log)
    log, lines = scoped("rewrap-circle")
    new = log.rewrap(*lines[0], drop=False)
    log.record("rewrap", d={"lines": [{"seg": 0, "old": new, "new": lines[0][1]}]}).sign()
    ok("rewrap-circle", "rewrap records that lead in a circle, to a line that is there", log)
    log = small("keys-nobody-names")
    log.files[log.keys] += b"K no json\n\xff\0\r\nK " + compact({"v": "alog/9"}) + b"\nK half a l"
    ok("keys-nobody-names", "lines that nothing leads to, and a torn last one", log)


def fronts() -> None:
    log = long("retired")
    ok("retired", "the first segment is retired", log.retire(0, 4))
    log = long("retired-there")
    ok(
        "retired-there",
        "a retire record, and the segments are still there",
        log.retire(1, 7, False),
    )
    log = long("retired-twice").retire(0, 4).rotate().batch("request").retire(2, 13)
    ok("retired-twice", "retired and retired again", log)
    log = long("retired-anchors").retire(1, 7)
    anchors = (log.receipt(2), log.anchor(3), log.receipt(7), log.anchor(7), log.anchor(9))
    ok("retired-anchors", "anchors of retired leaves, and of later ones", log, anchors=anchors)


def anchors() -> None:
    log = long("anchors")
    size = len(log.leaves)
    lines: tuple[str, ...] = (
        "# kept by the security team",
        "",
        log.receipt(0),
        log.receipt(size - 1),
    )
    lines += (log.anchor(1), log.anchor(5), log.anchor(size), log.receipt(3, "another/log"))
    lines += ("another/log 7 " + "0" * 64 + " " + "A" * 86 + "==",)
    ok("anchors", "anchors of all kinds, between checkpoints too", log, anchors=lines)
    log = long("anchors-in-logs")
    lines = (
        compact({"level": "info", "receipt": log.receipt(2), "took": {"s": 1}}).decode(),
        compact({"event": "checkpoint", "checkpoint": log.anchor(4)}).decode(),
        '{"event":"started","seconds":0.25}',
    )
    ok("anchors-in-logs", "anchors in lines of a program's log", log, anchors=lines)
    log = small("trust-root")
    ok("trust-root", "the pinned leaf", log, trust_root=log.receipt(0))
    log = Forge("anchors-before-tail").open().batch("request")
    ok("anchors-nothing", "a file of anchors without one", log, anchors=("", "# nothing"))


for make in (shapes, records, tails, keys, fronts, anchors):
    make()
