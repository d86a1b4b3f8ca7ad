"""Base64 in requests: is it binary data, or a text in disguise?

Binary data (an image, a PDF, sound) leaves as it came. What decodes to text is masked as
text, whatever type it claims to have; text that cannot be read here is refused.
"""

from __future__ import annotations

import binascii
import codecs
import re
from dataclasses import dataclass

from penname.exchange.refusal import Refusal

_DATA_URL = re.compile(r"data:(?P<type>[\w.+-]+/[\w.+-]+)?(?P<params>(?:;[\w.=+-]+)*?);base64,")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]*={0,2}")
#: Base64 in lines of one length, as mail and PEM write it (RFC 2045, RFC 7468).
_WRAPPED = re.compile(
    r"(?P<first>[A-Za-z0-9+/]{48,76})\r?\n(?:[A-Za-z0-9+/]{48,76}\r?\n)*[A-Za-z0-9+/]{0,76}={0,2}\s*"
)
#: So much of undeclared base64 is read to tell text from binary data; a multiple of 4.
_HEAD = 4096
_TEXT_TYPES = re.compile(
    r"text/|application/(?:json|xml|yaml|x-ndjson|jsonl|javascript|sql)|.*\+(?:json|xml)$"
)
#: Shorter texts are read as they are: too short to tell base64 from a word.
_MIN_PAYLOAD = 16


@dataclass(frozen=True, slots=True, repr=False)
class Payload:
    """Base64 from `start` of a text to its end; `media_type` as the data URL says."""

    start: int
    base64: str
    media_type: str | None

    def __repr__(self) -> str:
        return f"Payload(<{len(self.base64)} characters>)"

    def read(self, media_type: str | None) -> str | None:
        """The text in it, or None for binary data; `media_type` where no URL says one.

        Raises Refusal for text that cannot be read.
        """
        return _text_in(self.base64, self.media_type or media_type or "")


def payload_of(text: str) -> Payload | None:
    """The base64 data that a text consists of (bare, or a data URL), or None."""
    url = _DATA_URL.match(text)
    start = url.end() if url else 0
    payload = text[start:]
    if _WRAPPED.fullmatch(payload):
        payload = "".join(payload.split())
    if _BASE64.fullmatch(payload) is None or (not url and len(payload) < _MIN_PAYLOAD):
        return None
    return Payload(start, payload, (url["type"] or "text/plain") if url else None)


def _text_in(payload: str, media_type: str) -> str | None:
    """The text that a base64 payload holds, or None if it is binary data.

    What begins like text must be readable text to its end: raises Refusal otherwise.
    """
    if _TEXT_TYPES.match(media_type) is None:
        head = _b64(payload[:_HEAD])
        if head.startswith(b"%PDF") or not _looks_like_text(head):
            return None
    try:
        text = _b64(payload).decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Refusal(
            400,
            "unreadable_attachment",
            "penname: an attachment is text or says that it is, but its base64 is not UTF-8 text "
            "and cannot be read here. Send it as UTF-8.",
        )
    return text


def _b64(payload: str) -> bytes:
    """Either alphabet, with or without padding; a character too many is left out, as many do."""
    standard = payload.rstrip("=").replace("-", "+").replace("_", "/")
    if len(standard) % 4 == 1:
        standard = standard[:-1]
    return binascii.a2b_base64(standard + "=" * (-len(standard) % 4))


def _looks_like_text(head: bytes) -> bool:
    """Whether bytes begin like text: UTF-8, or UTF-16, which has a NUL in most of its letters."""
    wide = head[: len(head) // 2 * 2]
    if wide.count(0) * 4 >= len(wide) and any(
        _readable(wide.decode(codec, "ignore")) for codec in ("utf-16-le", "utf-16-be")
    ):
        return True
    try:
        # A character cut in two at the end of the head is no error.
        return _readable(codecs.utf_8_decode(head, "strict", False)[0])
    except UnicodeDecodeError:
        return False


def _readable(text: str) -> bool:
    odd = sum(not character.isprintable() and character not in "\t\n\r" for character in text)
    return odd * 50 <= len(text)
