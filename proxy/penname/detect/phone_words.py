"""Words that say what the digits beside them are: a telephone's number, or something else's.

Only a short window before a place is read, word by word from the digits backwards: the nearest
word that says something decides.
"""

from __future__ import annotations

from enum import IntEnum

import regex

from penname.detect.address_parts import STATES


class Cue(IntEnum):
    """What the words beside digits say."""

    OTHER = 0  # "order no. 12345678"
    NONE = 1
    NEAR = 2  # "call Ann at 12345678"
    LABEL = 3  # "Tel.: 12345678"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What a telephone is called. Plurals are found, too, and so are camel and snake case.
_NOUNS = _words("""
    phone telephone tel tele telef telf telno ph mobile mobiles mob cell cellphone landline fax
    telefax facsimile whats whatsapp wa viber imessage sms msisdn hotline helpline voicemail
    smartphone msg telefon fon handy mobil mobilfunk rufnummer festnetz durchwahl telefonnummer
    telefonnr handynummer handynr mobilnummer mobilnr rückrufnummer faxnummer téléphone tél
    portable fixe télécopie telephones teléfono telefono telefonos tfno tlf tlfno tlfn móvil
    movil celular cel fijo cellulare recapito telefone telemóvel telemovel tlm natel zap mòbil
    telèfon tlmv
    mobilul telefonul telefoon telefoonnummer mobiel gsm telefonnummeret mobiltelefon mobilen
    sími gsími símanúmer puhelin puhelinnumero puh matkapuhelin kännykkä mobiiltelefon
    telefoninumber telefonu telefonem telefonie komórka komórkowy telefón telefónne telefonní
    mobilní telefonszám telefonszáma kom mobilszám mobitel telefona telefoni celulari tālrunis
    telefons telefonas mobilusis cep telefonum telefonunuz gsm'i simu rununu selfoon telepon
    telp hp bimbit thoại đt sđt động telepono selpon τηλέφωνο τηλέφωνό τηλ κινητό κιν φαξ телефон
    телефона телефону телефоном телефоны тел моб мобильный мобільний мобилен сотовый сот факс
    ватсап вотсап телефонъ мобилни утас ტელეფონი ტელ მობილური հեռախոս հեռ טלפון הטלפון נייד
    הנייד פלאפון טל פקס هاتف الهاتف تلفون جوال الجوال موبايل محمول المحمول واتساب فاكس تلفن
    موبایل فون فیکس फ़ोन फोन मोबाइल दूरभाष फैक्स ফোন মোবাইল தொலைபேசி கைபேசி ఫోన్ మొబైల్ ስልክ
""")
#: Scripts that write words without blanks: found anywhere in the window's end.
_UNSPACED = (
    *("电话", "電話", "手机", "手機", "传真", "傳真", "联系方式", "携帯", "ファックス", "ファクス"),
    *("ケータイ", "スマホ", "連絡先", "전화", "휴대폰", "핸드폰", "연락처", "팩스", "휴대전화"),
    *("โทร", "มือถือ", "แฟกซ์", "ໂທ", "ទូរស័ព្ទ", "ဖုန်း"),
)
_UNSPACED_REACH = 12  # characters
#: What one does with such a number.
_VERBS = _words("""
    call calls called calling dial dialed dialled ring rang rung text texted message messages
    answer answers answering reach reached reachable contact ruf rufe rufen anrufen angerufen
    erreichbar erreichen erreiche erreichst erreicht kontakt appelez appeler appelle joindre
    joignable rappeler rappelez llama llame llamar llámame llamame llámanos llámenos contacto
    contactar ligue ligar liga contato chiama chiamare chiamami chiamate contatto bel bellen
    bereikbaar zadzwoń dzwoń zadzwonić kontaktowy zavolej zavolejte volejte ringa ringe soita
    hívjon hívj hívjál sunați sună nazovite arayın arayabilirsiniz hubungi gọi tawagan piga
    звоните звони позвоните позвонить звонить дзвоніть обадете καλέστε اتصل اتصلوا تماس اتصال
    התקשר התקשרו להתקשר कॉल संपर्क কল
""")
_NUMBER_WORDS = _words("""
    number numbers num no nos nr nummer nummern número numero numéro numer numeri number's lamba
    nombor nomor номер номера рақам číslo číslem numarası numaram szám رقم شماره नंबर নম্বর מספר
    αριθμός
""")
#: Before a number word these make it a telephone's: "my number is …".
_WHOSE = _words("""
    my your his her their our new direct contact emergency office home work daytime evening
    meine seine ihre mon ton son notre mi su tu meu seu mio suo tuo mijn zijn haar mój jej jego
    mitt min мой его её ее мій mé můj saya
""")
#: Right behind groups of digits: "781 1704 office".
_PLACES = _words("""
    office home work direct main desk büro privat bureau domicile oficina casa
""")
#: Between a word and its number.
_LINKS = _words("""
    is was are at on under via the of to for ist war lautet unter est es é è fue el la le il o a
    au w na pod på är er и по is: :
""")
#: Kinds of numbers that are no telephone's, when they stand right before the digits.
_OTHERS = _words("""
    order orders invoice ticket tickets case ref reference id ids uuid guid isbn issn ean upc
    gtin sku asin part serial sn version ver build batch lot po tracking parcel shipment konto
    iban bic card ssn tax vat zip plz pid uid gid timestamp epoch time date size bytes length
    total amount sum price rev revision commit bestellung bestellnummer rechnung rechnungsnummer
    kundennummer auftrag auftragsnummer vorgang aktenzeichen artikelnummer seriennummer factura
    pedido commande facture ordine fattura zamówienie doi pmid arxiv lat lon lng latitude
    longitude row line seq sequence offset count counter npi mrn hash checksum transaction txn
    passport account acct routing policy claim member student employee customer barcode imei
    model modell modèle modelo modello
    depth capacity battery function kapazität capacité capacidad capacità
    iccid meid dni nif cpf cnpj pesel rut siret siren bsn abn acn gst pan aadhaar nhs code
    pin otp range between population approximately about nearly over roughly value score balance
    usd eur gbp eq equals заказ счет инн снилс 订单 订单号 注文番号
    주문번호 sort license licence plate
    vin docket isni orcid
""")
_OTHER_SIGNS = ("#", "$", "€", "£", "₹", "¥", "=")

_WINDOW = 56  # characters before the digits
_WORDS = 7
_WORD = regex.compile(
    r"(?i:whatsapp)|[ix]Phone|\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+(?!\p{Ll})|[\p{Lo}\p{M}]+"
)
#: Between these and the digits nothing is said about them.
_BREAK = regex.compile(r"\n\s*\n|[;{}]|[.!?][ \n]+(?=\p{Lu})|\d{4}")
#: Verbs say something in sentences only.
_CODE = regex.compile(r"[=\[\]<>_@\"]|\w\(")
#: A member that says of which kind the value of the next one is: FHIR, SCIM, address books.
_TYPED = regex.compile(
    r"[\"'](?:system|type|kind|label)\\?[\"']\s?:\s?\\?[\"'](?P<kind>\p{L}{2,20})\\?[\"']\s?,"
    r"\s?\\?[\"'](?:value|number)\\?[\"']\s?:\s?\\?[\"']?\Z"
)
_AMOUNT = regex.compile(r"\d+|\d{1,3}(?:[ .]\d{3})+|\d{1,4}-\d{1,4}")
#: Ports, and postcodes: "MA 02110-1301", and behind what is a mobile telephone in Turkish.
_NO_PHONE = regex.compile(
    r"(?i:\bports?)[ :=]{1,3}\d{2,5}(?:-\d{2,5})?(?![\d-])|"
    rf"\b(?:{STATES})[ ,]{{1,2}}\d{{5}}-\d{{4}}|(?i:\bcep)\W{{1,3}}\d{{5}}-?\d{{3}}(?![\d-])"
)
#: Behind an amount or a range: what is counted or measured.
_COUNTED = regex.compile(
    r"[ ]?(?:m?Ah|[cmk]?m|kg|[kMG]?Hz|k?Wh?|px|EUR|USD|CHF|GBP|°C|%|rpm|kcal|kJ|lm|ml|hPa|dB)(?!\w)"
    r"|[ ](?i:times|users|people|customers|persons|members|characters|chars|bytes|rows|items"
    r"|records|requests|lines|tokens|words|points|steps|entries|pages|views|downloads|files|messages|calls"
    r"|devices|euros?|dollars|units|pieces|samples|seconds|nodes|mal|nutzer|zeichen|personen|kunden"
    r"|menschen|zeilen|dateien|stück|fois|utilisateurs|personnes|clients|lignes|veces|usuarios"
    r"|personas|clientes|volte|utenti|persone|clienti|righe|vezes|usuários|pessoas|linhas|keer"
    r"|gebruikers|mensen|klanten|regels|colou?rs|unités|unidades|unità|einheiten)(?!\w)"
)
_AFTER = regex.compile(r"[ ]?[(\[,/-]?[ ]?(\p{L}[\p{L}\p{M}]{1,14}+)(?!\.?[ ]?[:=+(\d])(?!\w)")


def cue(text: str, start: int, end: int) -> Cue:
    """What the words before `start:end` say of it, or one right behind: "12345678 (mobile)"."""
    if _AMOUNT.fullmatch(text, start, end) and _COUNTED.match(text, end):
        return Cue.OTHER
    before = text[max(0, start - _WINDOW) : start]
    if _NO_PHONE.search(text, max(0, start - 8), end + 1) is not None:
        return Cue.OTHER
    if before.isascii() and before.lower() == before.upper():  # no letters
        said = Cue.OTHER if before.rstrip().endswith(_OTHER_SIGNS) else Cue.NONE
    else:
        said = _before(_BREAK.split(before)[-1])
    if said is Cue.NONE and (match := _AFTER.match(text, end)):
        word = match[1].lower()
        groups = not _AMOUNT.fullmatch(text, start, end)
        return Cue.NEAR if _is_noun(word) or (groups and word in _PLACES) else said
    return said


def _before(window: str) -> Cue:
    typed = _TYPED.search(window)
    if typed is not None and _is_noun(typed["kind"].lower()):
        return Cue.LABEL
    words = [word.lower() for word in _WORD.findall(window)][-_WORDS:]
    if "isbn" in words:
        return Cue.OTHER
    adjacent, owned = True, 0
    for word in reversed(words):
        if _is_noun(word) or (owned and word in _WHOSE):
            return Cue.LABEL if adjacent else Cue.NEAR
        if word in _VERBS:
            return Cue.NONE if _CODE.search(window) else Cue.NEAR
        if adjacent and word in _OTHERS:
            return Cue.OTHER
        # "my number", "my German number"
        owned = 2 if word in _NUMBER_WORDS else owned - 1 if owned else 0
        adjacent = adjacent and (word in _NUMBER_WORDS or word in _LINKS or owned > 0)
    if not window.isascii() and any(word in window[-_UNSPACED_REACH:] for word in _UNSPACED):
        return Cue.LABEL
    return Cue.OTHER if window.rstrip().endswith(_OTHER_SIGNS) else Cue.NONE


def _is_noun(word: str) -> bool:
    return word in _NOUNS or (word.endswith("s") and word[:-1] in _NOUNS)
