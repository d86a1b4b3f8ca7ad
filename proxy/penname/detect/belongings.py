"""What people belong to: nationalities and faiths, by their words. Political groups too.

A list knows them better than a model: there are few, and they hardly change. As a name of a
language ("in German", "auf Deutsch", "the Spanish word") they say nothing of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, Recipe
from penname.detect.secret_names import fold

#: Words of people by country; a plural is formed with "s" where that is a word.
_ENGLISH = """
Afghan Albanian Algerian American Andorran Angolan Argentine Argentinian Argentinean Armenian
Australian Austrian Azerbaijani Bahamian Bahraini Bangladeshi Barbadian Belarusian Belgian Belizean
Beninese Bhutanese Bolivian Bosnian Brazilian Briton British Bulgarian Burkinabe Burmese Burundian
Cambodian Cameroonian Canadian Chadian Chilean Chinese Colombian Comorian Congolese Croatian
Croat Cuban Cypriot Czech Danish Dane Djiboutian Dominican Dutch Dutchman Dutchwoman Ecuadorian
Egyptian Emirati English Englishman Englishwoman Eritrean Estonian Ethiopian Fijian Filipino
Filipina Finnish Finn French Frenchman Frenchwoman Gabonese Gambian German Ghanaian Greek
Grenadian Guatemalan Guinean Guyanese Haitian Honduran Hungarian Icelandic Icelander Indian
Indonesian Iranian Iraqi Irish Irishman Irishwoman Israeli Italian Ivorian Jamaican Japanese
Jordanian Kazakh Kazakhstani Kenyan Kosovar Kuwaiti Kurdish Kurd Kyrgyz Laotian Latvian Lebanese
Liberian Libyan Liechtensteiner Lithuanian Luxembourger Macedonian Malagasy Malawian Malaysian
Maldivian Malian Maltese Mauritanian Mauritian Mexican Moldovan Monegasque Mongolian Montenegrin
Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani
Pakistani Palestinian Panamanian Paraguayan Peruvian Polish Pole Portuguese Qatari Romanian
Russian Rwandan Salvadoran Samoan Saudi Scottish Scot Scotsman Senegalese Serbian Serb
Singaporean Slovak Slovakian Slovenian Slovene Somali Spanish Spaniard Sudanese Surinamese Swazi
Swedish Swede Swiss Syrian Taiwanese Tajik Tanzanian Thai Tibetan Togolese Tongan Trinidadian
Tunisian Turkish Turk Turkmen Ugandan Ukrainian Uruguayan Uzbek Venezuelan Vietnamese Welsh
Welshman Welshwoman Yemeni Zambian Zimbabwean Belizian Ecuadorean Greenlander Uyghur Roma Basque
Catalan Bruneian Antiguan Botswanan Motswana Basotho Verdean Equatoguinean Marshallese Micronesian
Nauruan Palauan Seychellois Timorese Tuvaluan Vanuatuan Bosniak Herzegovinian Macanese Bermudian
Arubian Faroese Greenlandic Gibraltarian Lankan Rican Zealander Leonean Konger Korean African Asian
European Arab Arabian Hispanic Latino Latina Maori Inuit Cherokee Navajo Sinti Pashtun Hazara Tatar
Chechen Tutsi Hutu Yoruba Igbo Hausa Zulu Xhosa Berber Tamil Punjabi Bengali Yazidi Hawaiian
Kyrgyzstani Turkmenistani Uzbekistani Tajikistani Kazakhstanian Sammarinese Trinbagonian Kittitian
Vincentian Guyanan Ghanian Maldivan Sicilian Sardinian Bavarian Breton Cornish
"""
_GERMAN = """
Deutscher Deutsche Österreicher Österreicherin Schweizer Schweizerin Franzose Französin Italiener
Italienerin Spanier Spanierin Türke Türkin Pole Polin Russe Russin Grieche Griechin Brite Britin
Engländer Engländerin Niederländer Niederländerin Belgier Belgierin Däne Dänin Schwede Schwedin
Ungar Ungarin Tscheche Tschechin Rumäne Rumänin Bulgare Bulgarin Kroate Kroatin Serbe Serbin
Ukrainer Ukrainerin Syrer Syrerin Afghane Afghanin Iraker Irakerin Iraner Iranerin Amerikaner
Amerikanerin Chinese Chinesin Japaner Japanerin Inder Inderin Portugiese Portugiesin
"""
#: Small letters: adjectives of languages that write them so.
_ROMANCE = """
français française allemand allemande espagnol espagnole italienne anglaise belge suisse portugais
portugaise marocain marocaine algérien algérienne tunisien tunisienne sénégalais sénégalaise
polonais polonaise roumain roumaine russe turc turque grec grecque brésilien brésilienne
alemán alemana español española francés francesa italiana inglés inglesa portugués portuguesa
mexicano mexicana argentino argentina colombiano colombiana peruano peruana chileno chilena
ecuatoriano ecuatoriana venezolano venezolana cubano cubana boliviano boliviana marroquí rumano
rumana polaco polaca brasileño brasileña tedesco tedesca francese spagnolo spagnola inglese
portoghese marocchino marocchina rumeno rumena albanese polacco polacca brasileiro brasileira
angolano angolana moçambicano moçambicana alemão alemã espanhol espanhola francês duitser
nederlander nederlandse belg marokkaan marokkaanse turkse poolse duitse
"""
_FAITHS = """
Catholic Protestant Lutheran Methodist Baptist Anglican Presbyterian Mormon Quaker Christian
Muslim Moslem Sunni Shiite Shia Islamic Jewish Jew Hindu Buddhist Sikh Jain Taoist Zoroastrian
Baháʼí Atheist Agnostic Democrat Democratic Republican Conservative Communist Socialist Liberal
Libertarian Evangelical Pentecostal Adventist Calvinist Wiccan Rastafarian Scientologist Druze
Alawite Copt Coptic Maronite Ismaili Ahmadi Hasidic Shinto Tory Tories Marxist Fascist Zionist
Islamist Peronist Trotskyist Anarchist Nationalist Feminist
Katholik Katholikin Protestantin Muslima Jude Jüdin Christ Christin Buddhistin
musulman musulmane catholique juif juive protestante musulmán musulmana católico católica judío
judía musulmano musulmana cattolico cattolica ebreo ebrea muçulmano muçulmana judeu judia
"""
#: Words that mean other things too, more often than not: only beside words that tell.
_DOUBTFUL = frozenset(
    (
        *(
            "argentina",
            "democratic",
            "republican",
            "conservative",
            "liberal",
            "socialist",
            "christ",
        ),
        *("christian", "jude", "roma", "polish", "pole", "finn", "scot", "swiss", "danish", "dane"),
        *("turk", "chinese", "russe", "english", "french", "german", "spanish", "italian"),
        *("portuguese", "dutch", "japanese", "american", "british"),
        *("african", "asian", "european", "arabian", "korean", "tamil", "punjabi", "bengali"),
        *("hausa", "yoruba", "igbo", "zulu", "xhosa", "breton", "rican", "konger", "verdean"),
        *("nationalist", "feminist", "anarchist"),
    )
)
#: Of them those that in the middle of a sentence and with a capital say where somebody or
#: something is from; the others are given names, places or things as well.
_ADJECTIVES = _DOUBTFUL - frozenset(
    (
        *("argentina", "christ", "christian", "jude", "roma", "pole", "finn", "scot", "dane"),
        *("turk", "russe", "rican", "konger", "verdean"),
    )
)
_SURE, _PLAIN, _WEAK = 0.55, 0.4, 0.2

_WORDS = frozenset(" ".join((_ENGLISH, _GERMAN, _ROMANCE, _FAITHS)).split())
_KNOWN = {word.lower() for word in _WORDS}
#: Words that by themselves name no person and no place; some are given names as well.
NO_NAMES = frozenset(_KNOWN) - {"christian", "jude", "finn", "dane", "roma", "scot"}
#: In these languages the word for a language, and for what is made there, is the same.
_SMALL = frozenset(word for word in _WORDS if word.islower())
_WORD = re.compile(r"[^\W\d_]{3,16}")
_FORM = regex.compile(r"(?<![\w@#./\\-])[^\W\d_]{3,16}+(?![\w@/\\]|\.\w|-\p{Lu})")
#: "a Syrian", "is German", "the Polish woman": somebody is one.
_ONE = regex.compile(
    r"(?i:\b(?:an?|am|is|was|are|were|as|born|native|nationality|citizen|ethnicity|religion|faith"
    r"|devout|practi[cs]ing|proud|fellow|ist|bin|sind|war|als|eine?|est|suis|es|soy|é|sou|sono|ben|een)[\s:]{1,2}\"?)\Z"
)
_SOMEBODY = regex.compile(
    r"(?i:\s(?:citizen|national|passport|man|woman|guy|girl|boy|lady|born|descent|origin|heritage"
    r"|nationality|refugee|immigrant|student|worker|patient|family|parents|mother|father|wife"
    r"|husband|community|friend|neighbou?r|soldier|politician|author|actor|actress)s?\b)"
)
#: "in German", "into French", "the Spanish word for": a language.
_LANGUAGE_BEFORE = regex.compile(
    r"(?i:\b(?:in|into|from|speaks?|speaking|spoken|learn|learning|learned|translate|fluent|auf"
    r"|en|em|native|language|sprache)[\s:]{1,2})\Z"
)
_LANGUAGE_BEHIND = regex.compile(
    r"(?i:\s(?:words?|language|translations?|sentence|grammar|version|text|lessons?|class"
    r"|letters|alphabet|spelling|accents?|locale|keyboard|wikipedia|characters?|encodings?|umlauts?"
    r"|quotes?|quotations?|names?|strings?|speech|voices?|models?|docs?|documentation|manuals?"
    r"|subtitles?|captions?|dictionar(?:y|ies)|phrases?|sentences?|prose|nouns?|verbs?|adjectives?"
    r"|plurals?|numbers?|dates?|formats?|speakers?|title|edition|dialects?|layout|script|braille|aramaic"
    r"|punctuation|stop ?words?|tokens?|corpus|articles?|date|time)\b)"
)
#: "Filipino (Dvorak)", "Spanish (Latin American)": keyboards and languages in lists.
_KEYBOARD = regex.compile(r"[ ]\(\p{Lu}")
#: In the middle of a sentence, before what somebody or something of there is.
_AMID = regex.compile(r"[\p{Ll}\d,'’][ ]\Z")
_THING = regex.compile(
    r"[ -](?!(?:and|are|was|were|for|the|with|but|not|has|had|have|can|will|that|who|from|than|into"
    r"|also|only|then|when|which|while|does|did|may|should|would|could|because|either)\b)\p{Ll}{3,}"
)
#: "South African", "Sri Lankan": the word before belongs to it.
_FIRST = regex.compile(
    r"(?r)\b(?:South|North|Sri|New|Costa|Puerto|Sierra|Hong|Papua[ ]New|Cape|Saudi|Native|African"
    r"|Latin|East|West|Central|Asian|Middle|Northern|Southern|Mexican|Italian|Irish)[ -]\Z"
)
_BEFORE = 16  # characters that are looked at in front


def belongings(text: str) -> Iterator[Hit]:
    """Nationalities, faiths and political groups, surer beside words that say somebody is one."""
    for word in _WORD.finditer(fold(text)):
        single = word[0]
        if single not in _KNOWN and not (single.endswith("s") and single[:-1] in _KNOWN):
            continue
        match = _FORM.match(text, word.start())
        score = _scored(text, *match.span(), match[0]) if match else 0.0
        if match and score:
            first = _FIRST.search(text, max(0, match.start() - _BEFORE), match.start())
            yield first.start() if first else match.start(), match.end(), score


def _scored(text: str, start: int, end: int, word: str) -> float:
    before = text[max(0, start - _BEFORE) : start]
    if _LANGUAGE_BEFORE.search(before) or _LANGUAGE_BEHIND.match(text, end):
        return 0.0
    if _KEYBOARD.match(text, end):
        return _WEAK
    tells = _ONE.search(before) is not None or _SOMEBODY.match(text, end) is not None
    if tells:
        return _SURE
    if word.lower() in _ADJECTIVES and word.istitle() and _is_amid(text, before, end):
        return _PLAIN
    if word.lower() in _DOUBTFUL or word.lower() in _SMALL or word.islower():
        return _WEAK
    return _PLAIN


def _is_amid(text: str, before: str, end: int) -> bool:
    return _AMID.search(before) is not None and _THING.match(text, end) is not None


RECIPES = (
    Recipe(
        "belonging",
        "NRP",
        belongings,
        (
            *(
                "nationality",
                "citizenship",
                "citizen",
                "ethnicity",
                "religion",
                "faith",
                "passport",
            ),
            *("staatsangehörigkeit", "nationalité", "nacionalidad", "nazionalità"),
        ),
        bare=_WEAK,
    ),
)
