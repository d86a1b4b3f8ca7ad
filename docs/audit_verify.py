#!/usr/bin/env python3
"""A second verifier of audit logs in the format alog/1, written from audit-format.md alone.

    python audit_verify.py DIR [--trust-root RECEIPT] [--anchors FILE]

No key, nothing of penname: Python 3.11 or later and the `cryptography` package. It reads a segment
at a time, prints verdict, code and place of the first problem, and exits with 0 (ok), 1 (tampered),
2 (incomplete) or 3 (nothing was checked).
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Json = Any  # what json.loads gives; the shapes below say what it must be
Anchor = tuple[str, int, str]  # origin, index or size, hash
INCOMPLETE = ("missing-start", "missing-end", "unsigned-tail", "empty")


class Problem(Exception):  # noqa: N818 - the word of the specification
    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code, where)
        self.code, self.where = code, where


# The grammar (section 2). A shape is a pattern for a text, int, None, [each], (one, or, another),
# {"exactly": this, "and perhaps?": that} or a function.


def b64(size: int | None = None) -> Callable[[Json], bool]:
    def is_canonical(value: Json) -> bool:
        raw = base64.b64decode(value, validate=True)
        return base64.b64encode(raw).decode() == value and size in (None, len(raw))

    return is_canonical


HASH, TIME = "[0-9a-f]{64}", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
NAME = "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*"
ORIGIN = f"(?=.{{1,128}}$){NAME}"
TORN = {"after": int, "size": (int, None), "sha256": (HASH, None)}
HEADER = {
    **{"v": ".*", "origin": ORIGIN, "seg": int, "first": int, "frontier": [HASH], "prev": HASH},
    **{"key": b64(32), "next": b64(32), "time": TIME, "suite": ".*", "commit": HASH},
    **{"keyline": HASH, "torn": (TORN, None), "policy": f"({HASH})?", "software": ".*"},
}
DETAILS: dict[str, Json] = {
    **dict.fromkeys(("request", "response", "refused", "reveal", "alive", "close")),
    "rotate": {"why": "size|age|policy|order"},
    "gap": {"lost": int, "since": TIME},
    "anchor": {"origin": ORIGIN, "size": int, "root": HASH, "sig": b64(64)},
    "erase": {"lines": [{"seg": int, "ref": HASH}]},
    "rewrap": {"lines": [{"seg": int, "old": HASH, "new": HASH}]},
    "retire": {"from": int, "to": int, "size": int, "root": HASH},
}
RECORD = {
    **{"n": int, "t": TIME, "e": "|".join(DETAILS), "p": "[0-9a-f]{8}", "k": [HASH]},
    **{"x?": ["[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]"], "d?": lambda _: True},
}
CHECKPOINT = {"n": int, "r": HASH, "s": b64(64)}
BOX = {"id": "[0-9a-f]{16}", "kem": "x25519|xwing", "box": b64()}
KEYLINE = {"v": ".*", "seg": int, "kind": "segment|scope", "label": f"({HASH})?", "to": [BOX]}
SHAPES = {b"H ": HEADER, b"R ": RECORD, b"C ": CHECKPOINT, b"K ": KEYLINE}
VERSIONS = {b"H ": {"v": "alog/1", "suite": "aes-256-gcm"}, b"K ": {"v": "alog/1"}}


def fits(value: Json, shape: Json) -> bool:
    match shape:
        case str():
            return isinstance(value, str) and bool(re.fullmatch(shape, value, re.A | re.S))
        case tuple():
            return any(fits(value, each) for each in shape)
        case list():
            return isinstance(value, list) and all(fits(each, shape[0]) for each in value)
        case dict():
            known = {name.rstrip("?"): each for name, each in shape.items()}
            least = {name for name in shape if not name.endswith("?")}
            right = isinstance(value, dict) and least <= value.keys() <= known.keys()
            return right and all(fits(each, known[name]) for name, each in value.items())
    return type(value) is int if shape is int else shape(value) if shape else value is None


def parse(line: bytes, kinds: bytes, where: str = "") -> Json:
    """The JSON object of a line without its LF. Raises Problem: bad-line or wrong-version."""
    kind, body, box = line[:2], line[2:], b""
    try:
        if kind[:1] not in kinds or len(line) > 67_108_864 or b"\r" in line:
            raise ValueError("not a line of this place")
        if kind == b"R ":
            body, _, box = body.rpartition(b"\t")
        value = json.loads(
            body.decode(),
            object_pairs_hook=unique,
            parse_int=integer,
            parse_float=refuse,
            parse_constant=refuse,
        )
        if len(body) > 8_388_608 or (kind == b"C " and body.decode() != compact(value)):
            raise ValueError("too long, or a checkpoint of another form")
        if any(value[name] != only for name, only in VERSIONS.get(kind, {}).items()):
            raise Problem("wrong-version", where)
        if not fits(value, SHAPES[kind]) or not b64()(box.decode()) or not is_sound(kind, value):
            raise ValueError("not these members")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problem("bad-line", where) from None
    return value


def is_sound(kind: bytes, value: Json) -> bool:
    """What a shape cannot say."""
    if kind == b"R ":
        detail = DETAILS[value["e"]]
        has_its_own = fits(value.get("d"), detail) and ("d" in value) == bool(detail)
        return has_its_own and value["k"] == sorted(value["k"]) and value.get("x") != []
    if kind == b"K ":
        return bool(value["to"]) and bool(value["label"]) == (value["kind"] == "scope")
    torn = value.get("torn") or {"size": None, "sha256": None}
    return (torn["size"] is None) == (torn["sha256"] is None)


def compact(value: Json) -> str:
    """No hash covers a checkpoint, so it has one form only."""
    return json.dumps({name: value[name] for name in CHECKPOINT}, separators=(",", ":"))


def unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    return dict(pairs) if len(dict(pairs)) == len(pairs) else refuse("the same name twice")


def integer(digits: str) -> int:
    return int(digits) if digits.isdecimal() and int(digits[:17]) < 2**53 else refuse(digits)


def refuse(why: str) -> Json:
    raise ValueError(why)


# The tree (section 3)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


class Tree:
    def __init__(self, size: int = 0, frontier: list[bytes] | None = None) -> None:
        self.size, self.frontier = size, frontier or []  # perfect subtrees, the largest first

    def append(self, node: bytes) -> None:
        size = self.size
        while size & 1:  # two subtrees of one size become one
            node = sha256(b"\1" + self.frontier.pop() + node)
            size >>= 1
        self.frontier.append(node)
        self.size += 1

    def root(self) -> str:
        node = self.frontier[-1] if self.frontier else sha256(b"")
        for left in reversed(self.frontier[:-1]):
            node = sha256(b"\1" + left + node)
        return node.hex()


# Verifying (section 8)


class Verifier:
    def __init__(self, folder: Path, trust_root: str = "", anchors: str = "") -> None:
        self.folder = folder
        self.pinned = trust_root if any(read_anchors(trust_root)) else ""
        self.receipts, self.checkpoints = read_anchors(anchors)
        self.leaves = dict.fromkeys([0, *(n for _, n, _ in self.receipts)], "")
        self.roots = dict.fromkeys((n for _, n, _ in self.checkpoints), "")
        self.tree, self.prev, self.origin, self.key, self.next = Tree(), "0" * 64, "", "", ""
        self.start = (0, "")  # size and root of the tree before the first segment
        self.size, self.event = 0, ""  # leaves that are signed, the segment's last event
        self.batch: list[Json] = []  # records behind the last checkpoint
        self.named: dict[str, None] = {}  # references of the key lines that this segment needs
        self.lost: dict[int, list[str]] = {}  # those that its .keys lacks
        self.erased: set[tuple[int, str]] = set()
        self.moved: dict[tuple[int, str], list[str]] = defaultdict(list)
        self.retired: set[tuple[int, int, str]] = set()

    def check(self) -> None:
        """Raises the first Problem."""
        names = sorted(each.name for each in self.folder.iterdir() if each.name[:4] == "seg-")
        for name in names:
            if not re.fullmatch(r"seg-[0-9]{8}\.(alog|keys)|.*\.tmp", name, re.S):
                raise Problem("wrong-segment", name)
            path = self.folder / name
            if path.suffix != ".tmp" and (path.is_symlink() or not path.is_file()):
                raise ValueError(f"{name} is not a regular file")
        numbers = [int(name[4:12]) for name in names if name.endswith(".alog")]
        tail = ""
        for number in numbers:
            if number > numbers[0] and number - 1 not in numbers:
                raise Problem("missing-segment", f"segment {number - 1}")
            tail = self.segment(number)
            there = self.key_lines(number)
            self.lost[number] = [each for each in self.named if there.get(each) != ""]
        if not numbers:
            raise Problem("empty")
        for number in numbers:
            self.check_keys(number)
        self.check_anchors(numbers[0])
        if self.event == "rotate":
            raise Problem("missing-end", f"segment {numbers[-1] + 1}")
        if tail:
            raise Problem("unsigned-tail", tail)

    def path(self, number: int, kind: str) -> Path:
        return self.folder / f"seg-{number:08}.{kind}"

    def torn(self, number: int) -> Json:
        """What the next header says about a segment; False where nothing can be told from it."""
        try:
            with self.path(number + 1, "alog").open("rb") as file:
                return parse(file.readline().removesuffix(b"\n"), b"H")["torn"]
        except (Problem, FileNotFoundError):
            return False

    def segment(self, number: int) -> str:
        """Checks the lines; says where bytes stand behind the last checkpoint, if that may be."""
        data, torn, name = self.path(number, "alog").read_bytes(), self.torn(number), f"{number}"
        end = torn["after"] if torn else signed_end(data) if torn is False else len(data)
        behind = data[end:]
        *lines, cut = data[:end].split(b"\n")
        for place, line in enumerate(lines, 1):
            self.line(number, place, line)
        if len(lines) < 2 or (cut and not behind):
            raise Problem("bad-line", f"segment {name} line {len(lines) + 1}")
        if torn is False:
            return f"segment {name} line {len(lines) + 1}" if behind else ""
        as_said = torn is None or torn["size"] is None or torn["size"] == len(behind)
        if torn and torn["sha256"] is not None:
            as_said = as_said and torn["sha256"] == sha256(behind).hex()
        if cut or end > len(data) or lines[-1][:1] != b"C" or not as_said:
            raise Problem("torn-mismatch", f"segment {name} byte {end}")
        return ""

    def line(self, number: int, place: int, line: bytes) -> None:
        where = f"segment {number} line {place}"
        value = parse(line, {1: b"H", 2: b"C"}.get(place, b"RC"), where)
        if line[:1] == b"C":
            return self.checkpoint(value, where)
        if line[:1] == b"H":
            self.header(value, where, number)
        elif value["n"] != self.tree.size:
            raise Problem("wrong-index", where)
        elif value["p"] != self.prev[:8]:
            raise Problem("wrong-link", f"{where}: record {value['n'] - 1} is altered")
        else:
            self.batch.append(value)
        leaf = sha256(b"\0" + line)
        self.tree.append(leaf)
        self.prev = leaf.hex()
        if self.tree.size - 1 in self.leaves:
            self.leaves[self.tree.size - 1] = self.prev
        if self.tree.size in self.roots:
            self.roots[self.tree.size] = self.tree.root()
        return None

    def header(self, value: Json, where: str, number: int) -> None:
        frontier = [bytes.fromhex(each) for each in value["frontier"]]
        if not self.origin:
            self.origin, self.next = value["origin"], value["key"]
            if number and value["first"].bit_count() == len(frontier):  # a retired start
                self.tree, self.prev = Tree(value["first"], [*frontier]), value["prev"]
            self.size, root = self.start = self.tree.size, self.tree.root()
            self.roots |= {self.size: root} if self.size in self.roots else {}
        if value["seg"] != number or value["origin"] != self.origin:
            raise Problem("wrong-segment", where)
        if value["key"] != self.next:
            raise Problem("wrong-key", where)
        if value["first"] != self.tree.size:
            raise Problem("wrong-index", where)
        if value["prev"] != self.prev or frontier != self.tree.frontier:
            raise Problem("wrong-link", where)
        if not number and value["torn"]:
            raise Problem("torn-mismatch", where)
        self.key, self.next, self.event = value["key"], value["next"], ""
        self.named = {value["keyline"]: None}

    def checkpoint(self, value: Json, where: str) -> None:
        size, root = value["n"], self.tree.root()
        if size != self.tree.size or size <= self.size:
            raise Problem("wrong-index", where)
        if value["r"] != root:
            raise Problem("wrong-root", where)
        note = f"{self.origin}\n{size}\n{base64.b64encode(bytes.fromhex(root)).decode()}\n"
        try:
            public = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.key))
            public.verify(base64.b64decode(value["s"]), note.encode())
        except InvalidSignature:
            raise Problem("bad-signature", where) from None
        self.size = size
        for record in self.batch:  # what is signed counts
            self.event, detail = record["e"], record.get("d")
            self.named |= dict.fromkeys(record["k"])
            if self.event == "retire":
                self.retired.add((detail["to"], detail["size"], detail["root"]))
            for each in detail["lines"] if self.event == "erase" else ():
                self.erased.add((each["seg"], each["ref"]))
            for each in detail["lines"] if self.event == "rewrap" else ():
                self.moved[each["seg"], each["old"]].append(each["new"])
        self.batch.clear()

    def key_lines(self, number: int) -> dict[str, str]:
        """Reference -> what is wrong with that line; empty text where nothing is."""
        found, path = {}, self.path(number, "keys")
        for line in path.read_bytes().split(b"\n")[:-1] if path.exists() else ():
            try:
                is_here = parse(line, b"K")["seg"] == number
                found[sha256(line).hex()] = "" if is_here else "wrong-segment"
            except Problem as problem:
                found[sha256(line).hex()] = problem.code
        return found

    def check_keys(self, number: int) -> None:
        there = self.key_lines(number) if self.lost[number] else {}
        for reference in self.lost[number]:
            heirs = [reference]  # and all that rewrap records lead to
            for each in heirs:
                heirs += [new for new in self.moved.get((number, each), ()) if new not in heirs]
            codes = [there[each] for each in heirs if each in there]
            if not codes and not any((number, each) in self.erased for each in heirs):
                raise Problem("missing-key", f"segment {number}, key line {reference}")
            if codes and "" not in codes:
                raise Problem(codes[0], f"segment {number}, key line {reference}")

    def check_anchors(self, first: int) -> None:
        start, end = self.start[0], self.size
        if self.pinned and not start and f"{self.origin}/0/{self.leaves[0]}" != self.pinned:
            raise Problem("wrong-trust-root", f"leaf 0 is {self.leaves[0]}")
        receipts = [(n, each) for o, n, each in self.receipts if o == self.origin and n >= start]
        trees = [(n, each) for o, n, each in self.checkpoints if o == self.origin and n >= start]
        for n, leaf in receipts:
            if n < end and self.leaves[n] != leaf:
                raise Problem("anchor-mismatch", f"leaf {n}")
        for n, root in trees:
            if 0 < n <= end and self.roots[n] != root:
                raise Problem("anchor-mismatch", f"tree of {n} leaves")
        if max([n + 1 for n, _ in receipts] + [n for n, _ in trees], default=0) > end:
            raise Problem("anchor-ahead", f"the log has {end} leaves")
        if first and (self.pinned or (first - 1, *self.start) not in self.retired):
            raise Problem("missing-start", f"segments 0 to {first - 1}")


def signed_end(data: bytes) -> int:
    """Where the last checkpoint ends: the header and the first one came there together."""
    end = position = 0
    for place, line in enumerate(data.split(b"\n")[:-1], 1):
        position += len(line) + 1
        try:
            end = position if place < 3 or parse(line, b"C") else end
        except Problem:
            continue
    return end


# Anchors (section 7)


def read_anchors(text: str) -> tuple[list[Anchor], list[Anchor]]:
    """Receipts and checkpoints. Raises ValueError."""
    found: tuple[list[Anchor], list[Anchor]] = ([], [])
    receipt = f"({NAME})/(0|[1-9][0-9]{{0,15}})/({HASH})"
    checkpoint = f"({NAME}) (0|[1-9][0-9]{{0,15}}) ({HASH}) [A-Za-z0-9+/]{{86}}=="
    for line in (each.strip(" \t\r") for each in text.split("\n")):
        if line.startswith("{"):
            row = json.loads(line)
            anchors = [row[each] for each in ("receipt", "checkpoint") if each in row]
        else:
            anchors = [line] if line and not line.startswith("#") else []
        for each in anchors:
            kinds = [re.fullmatch(kind, str(each)) for kind in (receipt, checkpoint)]
            if not any(kinds):
                raise ValueError("a line that is not an anchor")
            for match, row in zip(kinds, found, strict=True):
                row += [(match[1], int(match[3]), match[4])] if match else []
    return found


def verify(folder: Path, trust_root: str = "", anchors: str = "") -> tuple[str, str, str]:
    """(verdict, code, where). Raises OSError or ValueError where nothing could be checked."""
    verifier = Verifier(folder, trust_root, anchors)
    try:
        verifier.check()
    except Problem as problem:
        verdict = "incomplete" if problem.code in INCOMPLETE else "tampered"
        return verdict, problem.code, problem.where
    return "ok", "", f"{verifier.origin}, {verifier.size} leaves, root {verifier.tree.root()}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Verify an audit log in the format alog/1.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trust-root", default="")
    parser.add_argument("--anchors", type=Path)
    options = parser.parse_args()
    try:
        anchors = options.anchors.read_text(encoding="utf-8") if options.anchors else ""
        verdict, code, where = verify(options.folder, options.trust_root, anchors)
    except (OSError, ValueError) as error:
        print(f"not checked: {error}", file=sys.stderr)
        return 3
    print(": ".join(filter(None, (verdict, code, where))))
    return ("ok", "tampered", "incomplete").index(verdict)


if __name__ == "__main__":
    sys.exit(main())
