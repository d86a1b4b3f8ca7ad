"""Word lists of the detectors, all in lower case."""

from __future__ import annotations

from collections.abc import Set

from penname.text.ambiguous_words import is_common
from penname.text.machine_words import TECH


def _words(text: str) -> Set[str]:
    return frozenset(text.split())


#: Words that say what stands next to them; never a name on their own.
LABELS = _words("""
    ssn iban bic swift ni nino nhs email e-mail emails mail phone phones telephone tel mobile cell
    fax name names surname firstname lastname first last full middle maiden username user users
    customer customers client clients patient patients employee contact recipient sender from to
    cc bcc re fw fwd subject dear hi hello hey regards sincerely best thanks thank address addr
    street city state zip postcode country date dob born birth age sex gender id ids uuid guid url
    uri uris link website password passwd pwd pw pass token secret key keys api apikey login account
    acct number no nr num card cvv cvc expiry exp pin mrn npi dea passport licence license driver
    bank routing sort code ref reference order invoice ticket case claim policy vat ein itin tin
    anschrift adresse vorname nachname geboren geburtsdatum jahre jahr steuer steuernummer
    kontonummer konto telefon handy fax straße plz ort datum betreff ausweis reisepass
    familienstand ledig verheiratet geschieden verwitwet
    führerschein kfz kennzeichen versicherungsnummer rodné číslo fecha nombre apellido dirección
    teléfono prénom nom naissance âge téléphone immatriculation indirizzo cognome telefono adres
    naam geboortedatum rekeningnummer personnummer ip ipv4 ipv6 mac host hostname port server
    bitcoin btc wallet jwt bearer authorization auth signature signed author owner manager boss mr
    device implant pacemaker karte
    imei imsi iccid vin udi serial insurance insured national social security health tax personal
    identity cpf cnpj curp clabe pesel regon snils ogrn amka ppsn nric aadhaar gstin npwp tck tckn
    cnic nino hkid oib egn jmbg emso utr upn bsn dni nif tfn abn
    vevent vcard whereof witnesseth whereas hereby rx um uh uhm mhm hmm
    mrs ms dr prof title note notes summary todo fixme warn warning error info debug trace fatal
""")

#: Words of which the stand-ins for a secret are made (`your-api-key-here`).
PLACEHOLDERS = _words("""
    your my the a an some insert enter change changeme replace put add here this with example
    examples sample test tests testing dummy fake foo bar baz placeholder api key apikey token
    secret secrets password passwd pass pwd passphrase value string str user username name
    redacted masked hidden none null nil true false undefined required optional todo tbd na env
    var variable access client service account id auth bearer real actual own goes in of for
    type text input field hash is not set empty unset new old current default me it
""")

#: Small words inside of names, which only count between two words of one, or before the first.
NAME_PARTICLES = _words("""
    van von vom zu zum zur der den dem des de del della degli di da do dos das du la le les las
    los ter ten te bin ibn bint al el abu ben y e i
""")

#: Types, values and addressees, where a name could be expected.
NO_NAMES = _words("""
    char varchar string text int integer number bool boolean float double date datetime object
    array list optional required nullable null none undefined unknown any self this true false
    str lambda function return const let nil void default sir madam anonymous guest admin root
    everyone somebody nobody copyright dra dott sig mw avv ing tbd tba xxx yyy zzz n na nan
    missing empty redacted warm warmest kindest yours
    ltd llc llp plc inc corp gmbh pvt pty sarl srl
""")

#: Companies that only examples have.
EXAMPLE_FIRMS = _words("""
    acme contoso fabrikam northwind initech initrode globex hooli example examplecorp
""")

#: What stands behind a name in capitals, and is no part of it.
INITIALISMS = _words("md phd mba cpa rn esq ceo cfo cto coo vp hr it usa uk eu")

#: Keys that say nothing about what they hold.
SILENT = _words("""
    content contents text value values val input inputs message messages body data query prompt
    argument arguments args param params parameter parameters output outputs result results string
    str answer answers question reply response request item items field part parts system user
    assistant instructions new old
""")

#: What joins the values of a list.
AND = _words("and or und oder et ou y o e i en of ve")


def is_ordinary(word: str) -> bool:
    """Whether a folded word is one of everyday text, of forms or of products."""
    return is_common(word) or word in LABELS or word in TECH
