"""Policy folders: every file read once, checked against its signature, and put together.

Theory. A folder holds policies (`kind: policy/v1`), at most one file of bindings
(`kind: bindings/v1`), and whatever the policies read (terms, bases), perhaps in folders of
their own. Not looked at: hidden names (Kubernetes' `..data` among them; the links into it
are followed), and `tests/`, `schema/` and `feedback/`.

All reading goes through one Snapshot, which keeps the bytes: what was verified is what is
loaded. A folder that changes while it is read (a ConfigMap swap, a checkout) is read again,
so that no set is made of two states.

With a verify key, `policies.sig` comes first: each file of the folder but those above must
be as it was signed, none missing, none added; what the policies read besides must be in the
folder or shipped with penname; and each policy must resolve to the digest that was signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from penname.policy import signatures
from penname.policy.binding_grammar import KIND as BINDINGS
from penname.policy.binding_grammar import bound, read_bindings
from penname.policy.bindings import PolicySet
from penname.policy.grammar import KIND as POLICY
from penname.policy.load import MAX_BYTES, check_policy, policies_dir, read_document, read_file
from penname.policy.manifest import Manifest, SignatureError, differences
from penname.policy.model import Policy
from penname.policy.plugins import Judge
from penname.policy.problems import Context, Place, PolicyError, Problem, did_you_mean, in_order
from penname.policy.readers import Said, quoted
from penname.policy.snapshot import Read, Snapshot, lexical, unreadable
from penname.policy.tree import Node, entry_of, kind_of

#: Folders beside the policies that hold no policies.
ASIDE = frozenset({"tests", "schema", "feedback"})
_SUFFIXES = (".yaml", ".yml")
_KINDS = (POLICY, BINDINGS)
_TEST = "policy-test/v1"
_TOP = Place(1, 1)
_ATTEMPTS = 3
_MAX_FILES = 2_000
_MAX_DEPTH = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """The policies of a server, what their authors should know, and every file that was read.

    `asked`: those, and the files that were looked for and not there.
    """

    policies: PolicySet
    warnings: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    asked: tuple[Path, ...] = ()


class FolderError(PolicyError):
    """Files that cannot be used. `asked`: every file that was read or looked for.

    `is_untrusted`: whether they are not what was signed, rather than wrong in themselves.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        asked: Iterable[Path] = (),
        *,
        is_untrusted: bool = False,
    ) -> None:
        super().__init__(problems)
        self.asked = tuple(asked)
        self.is_untrusted = is_untrusted


class _UntrustedError(PolicyError):
    """A folder that is not what was signed."""


def load_folder(
    path: Path,
    *,
    today: dt.date | None,
    verify_keys: tuple[signatures.PublicKey, ...] | None = None,
    read: Read = read_file,
    judge: Judge | None = None,
) -> LoadedSet:
    """The policies of a folder, or of one file (which is then for everybody).

    With `verify_keys`, only a folder that one of them has signed. Without `judge` no plug-in is
    judged. Raises FolderError with the problems of all files.
    """
    return _steady(path, read, lambda snapshot: _load(path, today, verify_keys, snapshot, judge))


def load_for_signing(path: Path, *, today: dt.date | None) -> tuple[LoadedSet, Manifest]:
    """The policies of a folder and the list to be signed. Raises PolicyError."""

    def load(snapshot: Snapshot) -> tuple[LoadedSet, Manifest]:
        if not path.is_dir():
            raise PolicyError([Problem(str(path), _TOP, "", "is not a folder")])
        loaded = _put_together(path, today, snapshot, None)
        contents = _contents(path, snapshot) | _also_read(path, snapshot)
        return loaded, _manifest(path, contents, loaded.policies)

    return _steady(path, read_file, load)


def _load(
    path: Path,
    today: dt.date | None,
    keys: tuple[signatures.PublicKey, ...] | None,
    snapshot: Snapshot,
    judge: Judge | None,
) -> LoadedSet:
    if keys is None and not path.is_dir():
        single = check_policy(path, today=today, read=snapshot.read, judge=judge)
        alone = PolicySet.single(single.policy)
        return LoadedSet(alone, single.warnings, snapshot.files, snapshot.asked)
    if keys is None:
        return _put_together(path, today, snapshot, judge)
    signed, contents = _verified(path, keys, snapshot)
    loaded = _put_together(path, today, snapshot, judge)
    contents |= _also_read(path, snapshot)
    _check_same(path, signed, _manifest(path, contents, loaded.policies))
    return loaded


def _verified(
    path: Path, keys: tuple[signatures.PublicKey, ...], snapshot: Snapshot
) -> tuple[Manifest, dict[str, bytes]]:
    """What was signed, and the folder's files, which are just that. Raises _UntrustedError.

    Nothing of them was parsed yet.
    """
    place = path / signatures.FILE_NAME
    if not path.is_dir():
        words = "must be a folder with a policies.sig: a verify key is set"
        raise _UntrustedError([Problem(str(path), _TOP, "", words)])
    try:
        signed = signatures.verify(snapshot.read(place), keys)
    except FileNotFoundError:
        words = "is missing: a verify key is set, so nothing unsigned is used"
        raise _UntrustedError([Problem(str(place), _TOP, "", words)]) from None
    except OSError as error:
        raise _UntrustedError([unreadable(place, error)]) from None
    except SignatureError as error:
        raise _UntrustedError([Problem(str(place), _TOP, "", str(error))]) from None
    contents = _contents(path, snapshot)
    files = _manifest(path, contents, None).files
    listed = {file: digest for file, digest in signed.files.items() if not _is_aside(file)}
    _check_same(path, Manifest(listed, frozenset()), Manifest(files, frozenset()))
    return signed, contents


def _is_aside(file: str) -> bool:
    """Whether a walk passes a file by: it is found only when a policy reads it."""
    parts = file.split("/")
    return parts[0] in ASIDE or any(part.startswith(".") for part in parts)


def _check_same(path: Path, signed: Manifest, found: Manifest) -> None:
    told = differences(signed, found)
    sig = path / signatures.FILE_NAME
    if told:
        raise _UntrustedError(
            Problem(str(path / one.path if one.path else sig), _TOP, "", one.message)
            for one in told
        )


def _manifest(path: Path, contents: Mapping[str, bytes], policies: PolicySet | None) -> Manifest:
    try:
        return Manifest.of(contents, [] if policies is None else policies.policies.values())
    except SignatureError as error:
        raise _UntrustedError([Problem(str(path), _TOP, "", str(error))]) from None


def _contents(path: Path, snapshot: Snapshot) -> dict[str, bytes]:
    """Every file of a folder that a signature has to cover, by relative path."""
    contents: dict[str, bytes] = {}
    problems = []
    for file in _walk(path, snapshot):
        relative = file.relative_to(path).as_posix()
        if relative == signatures.FILE_NAME:
            continue
        try:
            contents[relative] = snapshot.read(file)
        except OSError as error:
            problems.append(unreadable(file, error))
            continue
        if len(contents[relative]) > MAX_BYTES:
            problems.append(Problem(str(file), _TOP, "", f"is over {MAX_BYTES} bytes"))
    if problems:
        raise _UntrustedError(problems)
    return contents


def _walk(root: Path, snapshot: Snapshot) -> Iterator[Path]:
    """The files of a folder and its folders, links followed. Raises _UntrustedError."""
    waiting = [(root, 0)]
    count = 0
    while waiting:
        folder, depth = waiting.pop()
        for name in snapshot.names(folder):
            file = folder / name
            count += 1
            if count > _MAX_FILES or depth > _MAX_DEPTH:
                # a link to a folder above it has no end
                raise _UntrustedError(
                    [Problem(str(root), _TOP, "", "has too many files or folders")]
                )
            if not file.is_dir():
                yield file
            elif folder != root or name not in ASIDE:
                waiting.append((file, depth + 1))


def _also_read(path: Path, snapshot: Snapshot) -> dict[str, bytes]:
    """What the policies read, by relative path, without what penname ships.

    Raises _UntrustedError for what is elsewhere.
    """
    root, shipped = lexical(path), lexical(policies_dir())
    contents: dict[str, bytes] = {}
    problems = []
    for file in snapshot.files:
        if file.is_relative_to(root):
            contents[file.relative_to(root).as_posix()] = snapshot.read(file)
        elif not file.is_relative_to(shipped):
            problems.append(Problem(str(file), _TOP, "", "is outside of the folder that is signed"))
    contents.pop(signatures.FILE_NAME, None)
    if problems:
        raise _UntrustedError(problems)
    return contents


@dataclass(slots=True)
class _Shelf:
    """The files of a folder as they are sorted by kind; the problems of all of them."""

    today: dt.date | None
    snapshot: Snapshot
    judge: Judge | None
    policies: dict[tuple[str, str], Policy] = field(default_factory=dict)
    files: dict[tuple[str, str], Path] = field(default_factory=dict)
    bindings: list[Said] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def add(self, file: Path) -> None:
        try:
            self._add(file)
        except PolicyError as error:
            self.problems.extend(error.problems)

    def _add(self, file: Path) -> None:
        root, context = read_document(file, self.snapshot.read)
        kind = _kind(root, context)
        if kind == BINDINGS:
            self._add_bindings(root, context)
        elif kind == POLICY:
            self._add_policy(file, root, context)
        context.check()

    def _add_bindings(self, root: Node, context: Context) -> None:
        said = read_bindings(root, context)
        if said is None:
            return
        if self.bindings:
            first = self.bindings[0].context.file
            context.error(_TOP, f"are more bindings; there are some in {first} already")
        self.bindings.append(said)

    def _add_policy(self, file: Path, root: Node, context: Context) -> None:
        loaded = check_policy(file, today=self.today, read=self.snapshot.read, judge=self.judge)
        self.warnings.extend(loaded.warnings)
        named = loaded.policy.name, loaded.policy.revision
        first = self.files.setdefault(named, file)
        if first is not file:
            name, revision = named
            words = f"{name!r} {revision!r} is in {first.name} already: give it another revision"
            context.at("name").error(_place_of(root, "name"), words)
        self.policies[named] = loaded.policy


def _put_together(
    path: Path, today: dt.date | None, snapshot: Snapshot, judge: Judge | None
) -> LoadedSet:
    """The set of a folder. Raises PolicyError."""
    shelf = _Shelf(today, snapshot, judge)
    for name in snapshot.names(path):
        if name.lower().endswith(_SUFFIXES) and not (path / name).is_dir():
            shelf.add(path / name)
    policies = None if shelf.problems else _bound(path, shelf)
    if policies is None:
        raise PolicyError(shelf.problems)
    return LoadedSet(policies, in_order(shelf.warnings), snapshot.files, snapshot.asked)


def _bound(path: Path, shelf: _Shelf) -> PolicySet | None:
    """The set, or None after a problem. Names are looked up only when every policy is there."""
    if shelf.bindings:
        said = shelf.bindings[0]
        found = bound(said, shelf.policies)
        shelf.problems.extend(said.context.problems)
        shelf.warnings.extend(said.context.warnings)
        return found
    alone = PolicySet.unbound(shelf.policies)
    if alone is not None:
        return alone
    words = "holds no policy"
    if shelf.policies:
        words = "holds several policies: say in bindings.yaml who gets which"
    shelf.problems.append(Problem(str(path), _TOP, "", words))
    return None


def _kind(root: Node, context: Context) -> str:
    """The kind that a file says; empty after a problem."""
    entry, word = entry_of(root, "kind"), kind_of(root)
    node = entry.value if entry is not None else root
    if word in _KINDS:
        return word
    inner = context.at("kind")
    if word == _TEST:
        inner.error(node.place, "is a test: it belongs in the folder tests/")
    elif entry is None:
        inner.error(node.place, f"missing key 'kind': must be {' or '.join(_KINDS)}")
    else:
        inner.error(
            node.place,
            f"{quoted(word)} is not one of {', '.join(_KINDS)}",
            did_you_mean(word, _KINDS),
        )
    return ""


def _place_of(root: Node, key: str) -> Place:
    entry = entry_of(root, key)
    return _TOP if entry is None else entry.value.place


def _steady(path: Path, read: Read, load: Callable[[Snapshot], T]) -> T:
    """What `load` gives for a state of the files that lasted until it was done.

    Raises FolderError.
    """
    for _ in range(_ATTEMPTS):
        snapshot = Snapshot(read)
        failed: PolicyError | None = None
        try:
            found = load(snapshot)
        except PolicyError as error:
            failed = error
        if snapshot.is_steady():
            if failed is not None:
                untrusted = isinstance(failed, _UntrustedError)
                raise FolderError(failed.problems, snapshot.asked, is_untrusted=untrusted) from None
            return found
    raise FolderError([Problem(str(path), _TOP, "", "changes while it is read")])
