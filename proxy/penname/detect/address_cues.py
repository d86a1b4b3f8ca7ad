"""Words that say that an address follows: "my address is", "lives at", "ship to", "Anschrift:".

Behind a *firm* cue a house number beside a name is enough; "send to" and the like may be said of
anything, so more of an address must follow.
"""

from __future__ import annotations

from enum import IntEnum

import regex


class Cue(IntEnum):
    """How sure it is that an address follows."""

    NONE = 0
    LOOSE = 1
    FIRM = 2


_NOUNS = (
    "address(?:es)?|anschrift|adresse|adress|adressen|adres|adresi[mn]?|dirección|direccion|domicilio"
    "|indirizzo|residenza|endereço|morada|residência|osoite|osoitteeni|osoitteessa|adresa|adrese"
    "|lakcím(?:em)?|cím(?:em)?|адрес|адреса|διεύθυνση|(?:head ?|main |our )offices?|headquarters"
    "|residence|wohnort|wohnsitz|zamieszkania"
)
_BE = (
    r"is|was|are|be|will be|it is|it['’]s|ist|lautet|war|est|es|è|é|är|er|on|to|jest|je|at|in|now"
    r"|still|the|following|it|with"
)
_GAP = rf"(?:[?,.]?[ ](?:{_BE})|[\"']?[ ]?[:=]){{1,4}}[\s\"'“„«*_]{{0,4}}"
_OF = r"(?:[ ](?:of|von|de|di|van)[ ][^\n.:;!?]{1,32}?)?"
#: Where somebody or something is, before "at".
_VERBS = "live[sd]?|living|resid(?:e[sd]?|ing)|located|situated|staying|stays|lodging|parked"
_FOREIGN = (
    r"(?:wohn(?:e|t|en|haft)?|gemeldet)(?: ich| er| sie| wir)?(?: jetzt)?"
    r"(?: in der| in dem| im| am| an der)?"
    r"|(?:j['’]habite|habitez?|habitent|demeurant|domiciliée?|résidant)(?: maintenant)?"
    r"(?: au| à la| à| sur)?"
    r"|(?:viv[oe]|vivimos|resid[oe]|domiciliad[oa])(?: en| en la| en el)?"
    r"|(?:abit[oa]|abitiamo|residente|domiciliat[oa])(?: in| a| al)?"
    r"|(?:mor[oa]|moramos|resid[oe]|residente)(?: n[ao]| em| à)?"
    r"|(?:woont?|wonen|wonend|wonende|gevestigd)(?: ik| hij| zij| wij)?"
    r"(?: op| aan| te| in)?(?: de| het)?"
    r"|(?:mieszka[mj]?|mieszkamy|zamieszkał[ya])(?: przy| na| w)?"
    r"|(?:bor|bosatt)(?: på| i)|(?:asun|asuu|asumme)|(?:bydlím|bydlí|bytem)(?: na| v)?"
    r"|(?:живу|живет|живёт|проживает|проживаю)(?: на| в| по)?|lakom|lakik|oturuyorum"
)
_SEND = (
    "ship|moved?|moving|relocated?|deliver|send|sent|mail|post|forward|return|courier|drop|delivery"
    "|shipment|shipping|parcel|package|letter|order|taxi|ride|pick|schicken|senden"
    "|liefern|livrer|envoyer|enviar|spedire"
)
#: With a point and a colon only: "End.: R. Augusta, 1500".
_SHORT = "adr|addr|anschr|end"
_FIRM = regex.compile(
    rf"(?ri)(?<![\p{{L}}\d_])(?:(?:{_NOUNS}){_OF}(?:{_GAP})|(?:{_SHORT})\.[ ]?:[ ]{{0,2}}"
    rf"|(?:{_VERBS})(?: now| currently| still)? (?:at|on|in|to)[ ]"
    r"|(?:based|offices?|house|home|apartment|flat|property|shop|store|warehouse)"
    r"(?: is| are| was)? at[ ]"
    rf"|(?:{_FOREIGN})[ :]{{1,2}})\Z"
)
_LOOSE = regex.compile(
    rf"(?ri)(?<![\p{{L}}\d_])(?:{_SEND})(?:s|ed|ing|ped|ping)?(?:[ ][\p{{L}}'’]{{1,12}}){{0,5}}"
    r"[ ](?:to|at|from|nach|an|à|a|en)[ :]{1,2}\Z"
)
_BEFORE = 72  # characters that are looked at


def cue_before(text: str, start: int) -> Cue:
    """What the words directly before an offset say."""
    floor = max(0, start - _BEFORE)
    if _FIRM.search(text, floor, start):
        return Cue.FIRM
    return Cue.LOOSE if _LOOSE.search(text, floor, start) else Cue.NONE
