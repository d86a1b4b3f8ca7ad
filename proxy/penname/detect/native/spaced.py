"""Names in a script with blanks between words: what a word may be, and what its neighbours say.

Theory. A text is cut into phrases: words with nothing but blanks between them. Each word of a
phrase is one of `Kind`. A name is

1. what stands behind a cue: a title, a label with a colon, "my name is";
2. a phrase by itself (a cell, a line, some words amid another script) that begins with a name:
   all of it;
3. elsewhere a run of known names, shapes and initials with a sure one among them. Where there
   are capitals, a word with one behind a given name belongs to it.

A word that is also an ordinary one counts only in such company, or with a capital amid a
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

import regex

from penname.detect.native.script import Script, key
from penname.detect.scan import Hit, finditer

_MOST = 4  # words of a name
_CUED, _FULL, _LONE, _SHAPE = 0.8, 0.85, 0.7, 0.65
#: Words that are looked at together.
_LONGEST = 40
#: Characters around a phrase that say whether it stands amid another script.
_AROUND = 100


class Kind(IntEnum):
    """What a word may be in a name."""

    STOP = 0
    OTHER = 1
    LOUD = 2
    CAPITAL = 3
    SMALL = 4
    INITIAL = 5
    SHAPED = 6
    WEAK = 7
    SURE = 8


class Cue(IntEnum):
    """What says that a name follows."""

    NONE = 0
    GREETING = 1
    TITLE = 2
    SAID = 3
    LABEL = 4


class Word(NamedTuple):
    """A word in its place. `capital`: written so, or in a script without capitals."""

    start: int
    end: int
    kind: Kind
    capital: bool
    key: str


_GAP = regex.compile(r"[ \u00a0]{1,2}|\.[ \u00a0]?")
_LOOSE = frozenset({Kind.INITIAL, Kind.SHAPED, Kind.WEAK, Kind.SURE})


def spaced_names(text: str, script: Script) -> Iterator[Hit]:
    """Names in the words of one script."""
    cues = {match.end(): _said(match[0], script) for match in finditer(script.cue, text)}
    for phrase in _phrases(text, script):
        yield from _in_phrase(text, _paired(phrase, script), script, cues)


def _said(cue: str, script: Script) -> Cue:
    return Cue.GREETING if key(cue.strip(" ,")) in script.greetings else Cue.SAID


def _phrases(text: str, script: Script) -> Iterator[list[Word]]:
    """Words with nothing but blanks between them; points only behind initials."""
    phrase: list[Word] = []
    for match in finditer(script.word, text):
        word = _word(text, *match.span(), script)
        if phrase and (len(phrase) == _LONGEST or not _is_joined(text, phrase[-1], word)):
            yield phrase
            phrase = []
        phrase.append(word)
    if phrase:
        yield phrase


def _paired(phrase: list[Word], script: Script) -> list[Word]:
    """The phrase, where two words make a name together: a given name and that of a father,
    `عبد` and an attribute of God, `نور` and `الدين`."""
    told = list(phrase)
    for at, (left, right) in enumerate(pairwise(phrase)):
        if left.kind is Kind.CAPITAL and script.fathers.search(right.key):
            told[at] = left._replace(kind=Kind.WEAK)
        elif _is_pair(left, right, script):
            told[at], told[at + 1] = left._replace(kind=Kind.SURE), right._replace(kind=Kind.SURE)
    return told


def _is_pair(left: Word, right: Word, script: Script) -> bool:
    if left.key in script.heads:
        return right.key.startswith(script.article)
    return right.key in script.tails and left.kind is Kind.WEAK


def _is_joined(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    return _GAP.fullmatch(gap) is not None and ("." not in gap or left.kind is Kind.INITIAL)


def _word(text: str, start: int, end: int, script: Script) -> Word:
    raw = text[start:end]
    folded = key(raw)
    capital = not script.cased or raw[0].isupper()
    if script.cased and capital and len(folded) == 1 and text[end : end + 1] == ".":
        return Word(start, end, Kind.INITIAL, True, folded)
    kind = _kind(folded, script, capital)
    if kind is Kind.OTHER and script.before:
        cut = _without_clitic(raw, script)
        if cut:
            return Word(start + cut, end, Kind.SURE, True, key(raw[cut:]))
    if kind is Kind.OTHER and script.cased and capital:
        kind = Kind.CAPITAL if raw.istitle() or not raw.isupper() else Kind.LOUD
    return Word(start, end, kind, capital, folded)


def _kind(folded: str, script: Script, capital: bool) -> Kind:
    """What a word is by the tables and shapes; a compound is what one of its parts is."""
    if folded in script.stops or folded in script.titles or folded in script.labels:
        return Kind.STOP
    if folded in script.small:
        return Kind.SMALL
    kind = _known(folded, script)
    if kind is Kind.OTHER and (parts := _JOINT.split(folded))[1:]:
        kind = max(_known(part, script) for part in parts)
    if kind is Kind.OTHER:
        kind = _bare(folded, script)
    return _shape(folded, script, capital) if kind is Kind.OTHER else kind


_JOINT = regex.compile("[-‐‑־'’]")


def _shape(folded: str, script: Script, capital: bool) -> Kind:
    if capital and script.firmly.search(folded):
        return Kind.SURE
    if capital and (script.fathers.search(folded) or script.halfway.search(folded)):
        return Kind.WEAK
    return Kind.SHAPED if script.shaped.search(folded) else Kind.OTHER


def _known(folded: str, script: Script) -> Kind:
    if folded in script.sure:
        return Kind.SURE
    return Kind.WEAK if folded in script.weak else Kind.OTHER


def _bare(folded: str, script: Script) -> Kind:
    """What a word is without its ending."""
    for ending in script.behind:
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            stem = folded[: -len(ending)]
            kind = max(_known(stem, script), _known(stem + script.virama, script))
            if kind is not Kind.OTHER:
                return kind
    return Kind.OTHER


def _without_clitic(raw: str, script: Script) -> int:
    """Where a sure name begins behind letters that are written together with it; 0: nowhere."""
    for cut in (1, 2):
        rest = raw[cut:]
        if raw[cut - 1] not in script.before or len(rest) < 3:
            return 0
        if key(rest) in (script.joined or script.sure):
            return cut
    return 0


def _in_phrase(
    text: str, phrase: Sequence[Word], script: Script, cues: Mapping[int, Cue]
) -> Iterator[Hit]:
    cued = [_cue_of(text, phrase, at, script, cues) for at in range(len(phrase))]
    if not any(cued) and all(word.kind not in _LOOSE for word in phrase):
        return
    at = 0
    while at < len(phrase):
        end, score = _found(text, phrase, at, script, cued)
        if score:
            yield phrase[at].start, phrase[end - 1].end, score
        at = end if score else at + 1


def _found(
    text: str, phrase: Sequence[Word], at: int, script: Script, cued: Sequence[Cue]
) -> tuple[int, float]:
    """Where the name ends that begins at a word, and how sure it is: 0 where none does."""
    if cued[at] and (end := _cued_end(phrase, at, script, cued[at])):
        return end, _CUED
    if not any(cued[at + 1 :]) and (end := _lone_end(text, phrase, at, script)):
        return end, _LONE
    end = _run_end(phrase, at, script)
    further = (place for place in range(at + 1, end) if cued[place])
    end = next(further, end)
    return end, _score(text, phrase[at:end], script)


# Behind cues


#: Between a cue and a name.
_BETWEEN = ' ,:،\u00a0\n"«“'
_SIGN = regex.compile(r"[\"'*_»”]{0,2}[ \t]?[:：=՝][*_]{0,2}[ \t]{0,3}[\"'«“„]?\Z")


def _cue_of(
    text: str, phrase: Sequence[Word], at: int, script: Script, cues: Mapping[int, Cue]
) -> Cue:
    """Whether a name is to stand at a word of a phrase, and what says so."""
    start = phrase[at].start
    if at and phrase[at - 1].key in script.titles:
        return Cue.TITLE
    for back in range(3) if cues else ():
        cue = cues.get(start - back)
        if cue and not text[start - back : start].strip(_BETWEEN):
            return cue
    near = text[max(0, start - 2) : start].strip()
    if at or not near:
        return Cue.NONE
    if near[-1] in "./":
        return Cue.TITLE if _follows_title(text, start, script) else Cue.NONE
    sign = _SIGN.search(text, max(0, start - 8), start)
    labelled = sign is not None and _ends_with_label(text, sign.start(), script)
    return Cue.LABEL if labelled else Cue.NONE


def _follows_title(text: str, start: int, script: Script) -> bool:
    """Whether a title with a point stands before: `г. Иванов`, `د. محمد`."""
    word = script.abbreviation.search(text, max(0, start - 12), start)
    return word is not None and key(word[0]) + "." in script.titles


def _ends_with_label(text: str, end: int, script: Script) -> bool:
    """Whether one of the labels stands before a sign, and nothing of its phrase before that."""
    label = script.label.search(text, max(0, end - 40), end)
    return label is not None and "".join(key(label[1]).split()) in script.labels


def _cued_end(phrase: Sequence[Word], at: int, script: Script, cue: Cue) -> int:
    """Where the name behind a cue ends: 0 where none is."""
    first = phrase[at]
    if first.kind in (Kind.STOP, Kind.SMALL) or not _may_begin(first, script):
        return 0
    if cue is Cue.GREETING and first.kind < Kind.WEAK:
        return 0
    if cue is Cue.LABEL and len(phrase) - at <= _MOST and _may_be_name(phrase[at:], script):
        return len(phrase)
    if cue is Cue.SAID and not script.cased and (end := _said_end(phrase, at, script)):
        return end
    end = at + 1
    while end < len(phrase) and end - at < _MOST and _goes_on(phrase, end, script):
        end += 1
    return _shortened(phrase, at, end)


def _said_end(phrase: Sequence[Word], at: int, script: Script) -> int:
    """Where the few words end that stand between "my name is" and a word of no name, or the end
    of their phrase; 0 where they are more."""
    end = at + 1
    while end < len(phrase) and end - at < _MOST and not _ends_name(phrase[end], script):
        end += 1
    more = end < len(phrase) and not _ends_name(phrase[end], script)
    return 0 if more else _shortened(phrase, at, end)


def _ends_name(word: Word, script: Script) -> bool:
    """Whether a word goes on with a sentence: one of no name, or an unknown one behind "and"."""
    joined = word.kind is Kind.OTHER and bool(script.before) and word.key[0] == script.before[0]
    return word.kind is Kind.STOP or joined


def _may_begin(word: Word, script: Script) -> bool:
    if script.cased:
        return word.capital or word.kind in (Kind.SURE,)
    return word.kind in _LOOSE or (
        len(word.key) > 1 and not word.key.startswith(script.article or ("\0",))
    )


def _goes_on(phrase: Sequence[Word], at: int, script: Script) -> bool:
    word = phrase[at]
    if word.kind is Kind.STOP:
        return False
    if script.cased:
        return word.capital or word.kind is Kind.SMALL or word.kind is Kind.SURE
    if word.kind in _LOOSE or word.kind is Kind.SMALL or phrase[at - 1].kind is Kind.SMALL:
        return True
    return len(phrase) - at == 1 and script.shaped.search(word.key) is not None


def _shortened(phrase: Sequence[Word], at: int, end: int) -> int:
    """Without words at the end that only join others."""
    while end > at and phrase[end - 1].kind is Kind.SMALL:
        end -= 1
    return end if end > at else 0


# Phrases by themselves


_CELL = regex.compile(r"(?:(?:\A|[\n\r\t|;:：(\[{\"'«“>•*=-])[ \u00a0]{0,3}|[,،])[\"'«“*_]{0,2}\Z")
#: A cell that holds one value, and no sentence: a word that is not known may belong to a name.
_VALUE = regex.compile(r"[|\t;\"'“=>,،(\[][ ]?\Z")
_CELL_END = regex.compile(r"[\"'»”*_]{0,2}[ ]{0,3}(?:\Z|[\n\r\t|;)\]}<=:\"'»”-]|[,،](?! ))")
_LATIN = regex.compile(r"[A-Za-z]")


def _lone_end(text: str, phrase: Sequence[Word], at: int, script: Script) -> int:
    """Where a name ends that is the rest of its phrase; 0 where it is not."""
    rest = phrase[at:]
    if len(rest) < 2 or len(rest) > _MOST + 1 or (at and phrase[at - 1].kind is not Kind.STOP):
        return 0
    if not _may_be_name(rest, script):
        return 0
    unknown = sum(word.kind is Kind.OTHER for word in rest)
    start, end = rest[0].start, rest[-1].end
    if at == 0 and _is_cell(text, rest, script):
        return len(phrase)
    least = Kind.INITIAL if script.cased else Kind.WEAK
    known = any(word.kind >= least for word in (rest[0], rest[1], rest[-1]))
    amid = known and unknown < _MOST - 1 and _is_amid(text, start, end, script)
    return len(phrase) if amid else 0


def _is_cell(text: str, words: Sequence[Word], script: Script) -> bool:
    """Whether words fill a line or a cell that holds one name. A word that is not known belongs
    to it only where nothing else can stand."""
    start, end = words[0].start, words[-1].end
    strange = words[0].kind < Kind.SMALL or any(word.kind is Kind.OTHER for word in words)
    if strange and (len(words) > 2 or not _VALUE.search(text, max(0, start - 2), start)):
        return False
    return (
        _reads_as_name(words, script)
        and _CELL.search(text, max(0, start - 6), start) is not None
        and _CELL_END.match(text, end) is not None
    )


def _may_be_name(words: Sequence[Word], script: Script) -> bool:
    """Whether the words of a phrase may be one name at all."""
    kinds = [word.kind for word in words]
    if Kind.STOP in kinds or Kind.SMALL in (kinds[0], kinds[-1]):
        return False
    return not script.cased or all(
        (word.capital and word.kind >= Kind.CAPITAL) or word.kind is Kind.SMALL for word in words
    )


def _reads_as_name(words: Sequence[Word], script: Script) -> bool:
    """Whether the words of a phrase by itself may be one name: a sure one is among them, or
    two that may be."""
    kinds = [word.kind for word in words]
    known = sum(kind in _LOOSE for kind in kinds)
    least = Kind.INITIAL if script.cased else Kind.WEAK
    return Kind.SURE in (kinds[0], kinds[1], kinds[-1]) or (kinds[0] >= least and known > 1)


def _is_amid(text: str, start: int, end: int, script: Script) -> bool:
    """Whether a phrase stands amid Latin letters."""
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    return len(_LATIN.findall(around)) > 2 * len(script.any_letter.findall(around))


# Runs of known words


def _run_end(phrase: Sequence[Word], at: int, script: Script) -> int:
    """Where the words end that may be one name together, from a word that may begin one."""
    if not _may_lead(phrase, at, script):
        return at
    end, small, count = at + 1, not phrase[at].capital, 1
    while end < len(phrase) and count < _MOST and _follows(phrase, at, end, script, small=small):
        count += phrase[end].kind is not Kind.SMALL
        end += 1
    return _shortened(phrase, at, end)


def _may_lead(phrase: Sequence[Word], at: int, script: Script) -> bool:
    """Whether a run may begin with a word: one that is known; with a capital also before a
    word that has the shape of a family name."""
    kind = phrase[at].kind
    if kind is Kind.CAPITAL:
        return at + 1 < len(phrase) and _is_family(phrase[at + 1], script)
    return kind in _LOOSE if script.cased else kind >= Kind.WEAK


def _is_family(word: Word, script: Script) -> bool:
    """Whether a word tells by its end that it is a family name."""
    if not word.capital or word.kind < Kind.SHAPED:
        return False
    pattern = script.firmly if word.kind is Kind.SURE else script.familiar
    return pattern.search(word.key) is not None


def _follows(phrase: Sequence[Word], at: int, end: int, script: Script, *, small: bool) -> bool:
    """Whether a word goes on with a run."""
    word = phrase[end]
    if word.kind is Kind.SMALL:
        return _is_between(phrase, end)
    if small == word.capital:
        return False
    if word.kind in _LOOSE or _is_between(phrase, end):
        return True
    if script.cased:
        return word.kind is Kind.CAPITAL and _may_be_family(phrase, at, end)
    return (
        word.kind is Kind.OTHER
        and phrase[end - 1].kind is Kind.SURE
        and end + 1 < len(phrase)
        and phrase[end + 1].key in script.marks
    )


def _is_between(phrase: Sequence[Word], at: int) -> bool:
    """Whether a word joins two that may be names: `محمد بن سلمان`."""
    if phrase[at].kind is not Kind.SMALL:
        return phrase[at - 1].kind is Kind.SMALL and phrase[at].kind is not Kind.STOP
    return at + 1 < len(phrase) and phrase[at + 1].kind is not Kind.STOP


def _may_be_family(phrase: Sequence[Word], at: int, end: int) -> bool:
    """Whether a word with a capital may be the family name of the given one before it."""
    return end - at == 1 and phrase[at].kind in (Kind.SURE, Kind.WEAK) and len(phrase[end].key) > 2


#: What stands before the first word of a sentence, or of a title.
_BEFORE_SENTENCE = frozenset('.!?…;:\n\r•*«"“—–(-|>#')


def _score(text: str, run: Sequence[Word], script: Script) -> float:
    """How sure a run of words is; 0 where it is no name."""
    kinds = [word.kind for word in run]
    sure = kinds.count(Kind.SURE)
    named = sum(kind in _LOOSE for kind in kinds)
    if run and run[0].kind is Kind.CAPITAL:
        return _SHAPE if _is_amid_sentence(text, run[0]) else 0
    if run and not run[0].capital:  # small letters: two sure ones, or a sure one and a shape
        return _LONE if sure and named > 1 and len(run[0].key) > 2 else 0
    if sure:
        return _FULL if named > 1 or len(run) > 1 else _LONE
    if not script.cased or not run:
        return 0
    if run[0].kind is Kind.SHAPED and len(run) > 1 and _is_family(run[-1], script):
        return _SHAPE if _is_amid_sentence(text, run[0]) else 0
    if Kind.INITIAL in kinds and Kind.SHAPED in kinds:
        return _LONE
    if Kind.WEAK in kinds and (named > 1 or _is_amid_sentence(text, run[0])):
        return _LONE
    return 0


def _is_amid_sentence(text: str, word: Word) -> bool:
    """Whether nothing but being a name can have given a word its capital."""
    before = text[max(0, word.start - _AROUND) : word.start].rstrip(" \t\u00a0")
    raw = text[word.start : word.end]
    return raw.istitle() and bool(before) and before[-1] not in _BEFORE_SENTENCE
