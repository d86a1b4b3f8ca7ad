"""Papers that say who somebody is: passports, identity cards, driving licences."""

from __future__ import annotations

from penname.detect.labelled import any_of, labelled
from penname.detect.scan import Recipe, matches

#: Papers whose numbers have no check that holds everywhere: only directly behind their name.
_PASSPORT = (
    r"(?:passport|reisepass(?:nummer)?|passnummer|passeport|pasaporte|passaporto|paspoort|passaporte)"
    r"(?:\s?(?:number|no\.?|nr\.?|num[ée]ro|n[°º]|id))?"
)
_ID_CARD = (
    r"(?:(?:national[ _-]?)?(?:id|identity)[ _-]?card|personalausweis(?:nummer)?|ausweisnummer"
    r"|carte\s(?:nationale\s)?d['’]identité|carta\sd['’]identità|identiteitskaart|documento\sde\sidentidad"
    r"|dowód\sosobisty|cartão\sde\scidadão)(?:\s?(?:number|no\.?|nr\.?|num[ée]ro|n[°º]))?"
)
_PAPER = r"(?=[A-Z0-9]{0,5}\d{2})[A-Z0-9]{7,12}"
_DRIVING = (
    r"(?:driv(?:er'?s?|ing)[ _-]?licen[cs]e|führerschein(?:nummer)?|permis\sde\sconduire"
    r"|permiso\sde\sconducir|patente(?:\sdi\sguida)?|rijbewijs(?:nummer)?)"
    r"(?:\s?(?:number|no\.?|nr\.?|num[ée]ro|n[°º]))?"
)

#: Only next to the words of their recipes: the shapes alone say nothing.
_US_DRIVER_LICENSE = matches(
    r"(?<![\w-])(?:[A-Z]{0,2}\d{5,14}|[A-Z]\d{3}(?:-\d{3,4}){2,4})(?![\w]|-\d)", 0.1
)
_US_PASSPORT = matches(r"(?<![\w-])[A-Z]?\d{8,9}(?![\w-])", 0.1)

RECIPES = (
    Recipe("us-passport", "US_PASSPORT", _US_PASSPORT, ("passport", "passports")),
    Recipe(
        "us-driver-license",
        "US_DRIVER_LICENSE",
        _US_DRIVER_LICENSE,
        ("driver", "drivers", "driving", "dl", "dmv"),
    ),
    Recipe("passport", "PASSPORT", labelled(_PASSPORT, _PAPER, 0.6)),
    Recipe("id-card", "ID_CARD", labelled(_ID_CARD, _PAPER, 0.6)),
    Recipe(
        "driver-license",
        "DRIVER_LICENSE",
        any_of(labelled(_DRIVING, rf"(?:{_PAPER}|[A-Z0-9]{{5}}\d{{6}}[A-Z0-9]{{5}})", 0.6)),
    ),
)
