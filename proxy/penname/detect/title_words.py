"""Words before a name, in seven languages: titles, introductions, greetings, closings.

Each is found by one telling word of it, in small letters; patterns say what stands before and
behind that word. A blank in a pattern is one or two of any kind.
"""

from __future__ import annotations

from typing import NamedTuple

#: Titles that are nothing else in any case of letters. A point may follow each.
SURE = """
    mr mrs messrs prof professor professeur profesor profesora profesorra professore professoressa
    mme mmes mlle mademoiselle herrn señor señora señorita srta sra doña signor signora
    signorina dott dottor dottoressa dhr mevr mevrouw meneer heer senhor senhora
"""
#: The same, but the name has a capital: "att dra ner" is Swedish.
SURE_BEFORE_CAPITAL = "dra"
#: Titles with a capital only; in capitals throughout before a point.
CAPITAL = """
    ms mx dr miss madam madame monsieur sir lady lord herr frau fräulein sr don dona sig mw drs
    avv ing rag geom arch lic mag dipl doctor docteur doktor dottore doutor doutora maître rev
    reverend rabbi imam sheikh hon honorable honourable judge justice senator congressman
    congresswoman detective inspector constable sergeant sgt lieutenant lt captain capt colonel
    col cpl pvt cmdr nurse uncle aunt auntie grandma grandpa tante onkel oma opa tía tío zia zio
    tia tio oncle
"""
#: What may belong to a title: its female form, other titles, academic fields.
DEGREES = (
    r"(?: (?:dra?|prof|doktor|doctor|docteur|dottore|doutor|pd|sra?|le docteur|la docteure"
    r"|le professeur)\b\.?| ?(?:mag|ing|lic|dipl|dott|avv|med|dent|vet|phil|rer|nat|pol|oec|jur"
    r"|iur|theol|techn|agr|sc|habil|h\. ?c|mult|univ)\.|(?:ssa|ra|na|ª)\b\.?|-ing\.?|\(a\)\.?)"
)


class Cue(NamedTuple):
    """Words before a name: the telling ones, and what stands before and behind one of them.

    `small`: names in small letters count behind it.
    """

    telling: str
    before: str = ""
    behind: str = ""
    small: bool = True


_WHOSE = (
    r"(?:my|his|her|our|their|\p{L}{1,20}['’]s|\p{L}{1,20}s['’]) "
    r"(?:full |real |first |last |legal |maiden |middle )?"
)
_SIGN = r"(?:\.? ?:|\.)"

#: "my name is …": what follows is a name.
INTRODUCTIONS = (
    Cue("name", _WHOSE, r"(?: is|['’]s| was|:)"),
    Cue("called", r"(?:i am|i['’]m|he is|she is|he['’]s|she['’]s) "),
    Cue("call", r"(?:people|friends|everyone|they|you can|please|just) ", " me", small=False),
    Cue(
        "husband wife son daughter brother sister mother father mom mum dad boss landlord landlady"
        " neighbour neighbor colleague coworker roommate boyfriend girlfriend fiancé fiancée"
        " cousin nephew niece therapist dentist lawyer manager doctor",
        r"(?:my|his|her|our|their) ",
        r"(?:['’]s name is|,? (?:is |who is )?(?:called|named)|,)?",
        small=False,
    ),
    Cue(
        "man woman boy girl person guy lady child patient customer client student friend",
        r"(?:an?|the|this|old|young) ",
        r",? (?:named|called)",
    ),
    Cue("signed", "", r"(?: by:?|:)"),
    Cue("attn attention fao unterschrift", "", _SIGN, small=False),
    Cue("o", "c/", small=False),
    Cue("s", "/", "/", small=False),
    Cue("heiße heisse heißt heisst", r"(?:ich|er|sie) "),
    Cue("name vorname nachname familienname", r"(?:mein|sein|ihr) ", r" (?:ist|lautet)"),
    Cue("gez unterzeichnet ppa", "", r"(?:\.? ?:|\.| von)", small=False),
    Cue("hd", r"z\. ?", r"\.(?: von)?", small=False),
    Cue("a v", r"(?<=\bi\. ?)", r"\.", small=False),
    Cue("appelle", r"(?:je m|il s|elle s)['’]"),
    Cue("nom prénom", r"(?:mon|son) ", r"(?: de famille| complet)? est"),
    Cue("signé", "", r"(?: par| ?:)", small=False),
    Cue("attention", r"à l['’]", r" de", small=False),
    Cue("llamo llama", r"(?:me|se) "),
    Cue("nombre apellido", r"(?:mi|su) ", r"(?: completo)? es"),
    Cue("firmado fdo", "", r"(?: por|\.? ?:|\.)", small=False),
    Cue("chiamo chiama", r"(?:mi|si) "),
    Cue("nome cognome", r"il (?:mio|suo) ", " è"),
    Cue("firmato", "", r"(?: da| ?:)", small=False),
    Cue("heet", r"(?:ik|hij|zij|ze) "),
    Cue("naam voornaam achternaam", r"(?:mijn|zijn|haar) ", " is"),
    Cue("ondertekend getekend", "", r"(?: door| ?:)", small=False),
    Cue("v", r"t\.a\.", r"\.?", small=False),
    Cue("chamo chama", r"(?:me|se) "),
    Cue("chamo chama", "", r"-(?:me|se)"),
    Cue("nome sobrenome apelido", r"(?:meu|seu) ", r"(?: completo)? é"),
    Cue("assinado", "", r"(?: por| ?:)", small=False),
)

#: "Dear …,": a name when a sign or the end of the line follows.
GREETINGS = (
    Cue(
        "dear hi hello hey liebe lieber hallo grüezi moin servus geehrte geehrter cher chère"
        " bonjour bonsoir salut coucou estimado estimada querido querida hola gentile egregio"
        " egregia caro cara ciao buongiorno buonasera beste hoi geachte goedemorgen goedemiddag"
        " prezado prezada olá oi"
    ),
    Cue("morning afternoon evening", "good "),
    Cue("tag morgen abend", "guten "),
    Cue("días tardes noches", "buen[oa]s "),
    Cue("dia tarde noite", "bo[ma] "),
)

#: On the line before a name, with a few words around. The first are enough by themselves, the
#: others need a comma.
CLOSINGS = """
    regards sincerely faithfully respectfully cordially rgds
    grüßen grüssen grüße grüsse hochachtungsvoll mfg gruß cordialement amicalement salutations
    saludos saludo atentamente saluti cordialmente groet groeten groetjes mvg hoogachtend
    atenciosamente cumprimentos
"""
COMMA_CLOSINGS = """
    best wishes yours truly cheers thanks thank love warmly care thx danke dank lg vg bises merci
    cdlt bien abrazo gracias besos grazie abbraccio bedankt abraço abraços obrigado obrigada
    att xx xxx xoxo
"""
