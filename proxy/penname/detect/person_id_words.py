"""Words for the numbers that organizations give to people, as parts of patterns in any case.

`[ ]` in a label stands for what joins the words of a key, too (`labelled`). Words of which the
number is as often one of a machine or a thing are left out: "agent id", "guest id", "case no".
"""

from __future__ import annotations

_NUMBER = r"(?:[ _-]?(?:numbers?|no|num|nr|nbr|id|identifier|code|\#)(?![\p{L}\d])\.?(?:[ ]?\#)?)"
_NUMERO = r"(?:n[úu]mero|n[úu]m\.?|n[°º.]|nro\.?|no\.)[ ](?:(?:de|do|da|di|del)[ ]|d['’])?"

_ENGLISH = (
    r"(?:employees?|empl?\.?|staff|personnel|payroll|associate|colleague|crew|faculty|apprentice|trainee"
    r"|students?|pupil|learner|alumn(?:us|i|a)|undergraduate|matric(?:ulation)?|roll|enrol+ment"
    r"|applicant|candidate|volunteer|inmate|prisoner|warrant|badge|workday|dod|military|donor|cardholder"
    r"|(?:university|college|school|campus|library|student|staff|employee|company)[ ](?:card|id)"
    r"|memberships?|loyalty(?:[ ]card)?|rewards?(?:[ ]card)?|bonus[ ]?card|club[ ]?card"
    rf"|frequent[ ]?fl[iy]er|mileage|known[ ]travell?er|redress|union[ ]member){_NUMBER}"
    r"|pernr|empno|edipi|matric|badge(?=[ ]?[:#\d])"
    r"|(?:membership|loyalty|rewards?|student|donor|library)[ ]card"
)
_GERMAN = (
    r"personal-?(?:nummer|nr|id)|pers\.?-?nr|mitarbeiter(?:in)?-?(?:nummer|nr|id)|dienstnummer"
    r"|dienstausweis-?(?:nummer|nr)?|stamm-?(?:nummer|nr)|matrikel-?(?:nummer|nr)?|matr\.?-?nr"
    r"|immatrikulations-?(?:nummer|nr)|stud(?:enten|ierenden|ent)-?(?:nummer|nr|ausweis)"
    r"|schüler-?(?:nummer|nr)|mitglieds?-?(?:nummer|nr)|werksausweis-?(?:nummer|nr)?"
    r"|vielflieger-?(?:nummer|nr)|bonus(?:karte|-?nummer|-?nr)|payback-?(?:nummer|nr|karte)"
)
_FRENCH = (
    r"(?:num[ée]ro|n[°º.]|no)[ ](?:de[ ]|d['’])?(?:matricule|employ[ée]e?|salari[ée]e?|agent"
    r"|[ée]tudiante?|adh[ée]rente?|membre|fid[ée]lit[ée]|badge|[ée]l[èe]ve)"
    r"|matricule(?![ ]fiscal)|carte[ ](?:de[ ]fid[ée]lit[ée]|d['’][ée]tudiante?)|code[ ]permanent"
)
_SOUTH = (
    rf"{_NUMERO}(?:emplead[oa]|trabajador[a]?|legajo|estudiante|alumn[oa]|soci[oa]|matr[íi]cula"
    r"|expediente[ ]acad[ée]mico|carn[ée]t?|n[óo]mina|ficha|control|matricola"
    r"|tarjeta[ ]de[ ]fidelidad|dipendente|tessera|badge|studente|funcion[áa]ri[oa]|alun[oa]"
    r"|estudante|s[óo]ci[oa]|cart[ãa]o[ ]fidelidade|mecanogr[áa]fico)"
    r"|c[óo]digo[ ](?:de[ ])?(?:estudiante|alumno|emplead[oa])|legajo|matricola"
    r"|codice[ ](?:dipendente|socio|studente)|tessera[ ](?:fedelt[àa]|socio)"
    r"|n[úu]mero[ ]mecanogr[áa]fico|registro[ ](?:acad[êe]mico|funcional)|n[ºo°][ ]?usp"
)
_NORTH = (
    r"personeels?-?(?:nummer|nr)|medewerkers?-?(?:nummer|nr|id)|stam-?nummer|student-?(?:nummer|nr)"
    r"|studie-?nummer|leerling-?nummer|lid(?:maatschaps)?-?nummer|collegekaart-?nummer"
    r"|anst(?:ällnings|\.)?-?(?:nummer|nr)|ansatt-?(?:nummer|nr|id)"
    r"|medar(?:bejder|betar)e?-?(?:nummer|nr)|medlems-?(?:nummer|nr)|henkilöstönumero"
    r"|työntekijänumero|opiskelijanumero|jäsennumero"
)
_EAST = (
    r"legitymac(?:ji|ja|ję)(?:[ ]\p{L}{3,14})?[ ]nr"
    r"|(?:numer|nr)[ ](?:pracownika|ewidencyjny|albumu|indeksu|legitymacji(?:[ ]\p{L}{3,14})?"
    r"|członkowski|studenta|kadrowy)|osobn[íé][ ]číslo|číslo[ ](?:zaměstnance|studenta)"
    r"|табельный[ ]номер|таб\.?[ ]№|табельний[ ]номер|студенческий[ ]билет(?:[ ]№)?"
    r"|номер[ ](?:сотрудника|студенческого(?:[ ]билета)?|зач[её]тной[ ]книжки"
    r"|читательского[ ]билета)|(?:sicil|personel|öğrenci|üye(?:lik)?)[ ](?:no|numaras[ıi]|kodu)"
)
_WAYS = (_ENGLISH, _GERMAN, _FRENCH, _SOUTH, _NORTH, _EAST)
#: Numbers of employees, students, members and badges.
LABEL = rf"(?:(?:{'|'.join(_WAYS)})\.?(?:[ ]?n[°º.])?{_NUMBER}?(?:[ ]?\.{{3,60}})?)"

#: Programmes whose members have numbers.
PROGRAMME = (
    r"(?:miles[ ](?:&|and|\+)[ ]more|aadvantage|skymiles|mileageplus|flying[ ]blue|krisflyer"
    r"|executive[ ]club|bonvoy|hilton[ ]honors|rapid[ ]rewards|bahn(?:card|bonus)|clubcard"
    rf"|nectar[ ]card|payback|frequent[ ]fl[iy]er|ktn|ucas)(?:[ -]?(?:card|karte))?{_NUMBER}?"
)

#: Numbers of customers: like those of members, but a company can be one.
CUSTOMER = (
    r"(?:(?:customer|client|shopper)[ _-]?(?:number|no|num|nr|\#)(?![\p{L}\d])\.?(?:[ ]?\#)?"
    r"|customer[ _-]?id(?![\p{L}\d])|kunden(?:karten)?-?(?:nummer|nr)|klant-?(?:nummer|nr)"
    r"|kunde?-?(?:nummer|nr)|asiakasnumero|code[ ]client|codice[ ]cliente"
    rf"|(?:(?:num[ée]ro|n[°º.])[ ](?:de[ ])?client|{_NUMERO}client[ea])"
    r"|c[óo]digo[ ](?:de[ ])?client[ea]|numer[ ]klienta|číslo[ ]klienta|номер[ ]клиента"
    r"|müşteri[ ](?:no|numaras[ıi]))\.?"
)

#: One of these is in each of these labels, in small letters: most texts have none.
STEMS = (
    *("empl", "emp ", "emp.", "emp_", "emp-", "empi", "empn", "staff", "personal", "personel"),
    *(
        "personne",
        "personee",
        "pers.",
        "pers-",
        "persnr",
        "payroll",
        "associate",
        "colleague",
        "crew",
    ),
    *("faculty", "apprentice", "trainee", "student", "estud", "etudiant", "étudiant", "studi"),
    *("pupil", "learner", "alumn", "alun", "undergrad", "matr", "roll", "enrol", "applicant"),
    *("candidate", "volunteer", "inmate", "prisoner", "warrant", "badge", "workday", "dod"),
    *("military", "donor", "card", "member", "loyalty", "reward", "flier", "flyer", "mileage"),
    *("known", "redress", "pernr", "edipi", "university", "college", "school", "campus"),
    *("library", "company", "mitarbeiter", "dienst", "stamm", "schüler", "mitglied", "ausweis"),
    *("vielflieger", "bonus", "payback", "salari", "agent", "adhérent", "adherent", "fidélit"),
    *("fidelit", "élève", "eleve", "carte", "permanent", "trabajador", "legajo", "soci", "sóci"),
    *(
        "expediente",
        "carn",
        "nómina",
        "nomina",
        "ficha",
        "control",
        "fedelt",
        "tessera",
        "dipendente",
    ),
    *("funcion", "fidelidad", "mecanogr", "registro", "usp", "medewerker", "stamnummer"),
    *("stam-nummer", "leerling", "lidnum", "lid-num", "lidmaat", "collegekaart", "anst", "ansatt"),
    *("medar", "medlem", "henkilö", "työnt", "opiskelija", "jäsen", "pracownika", "ewidenc"),
    *("albumu", "indeksu", "legitymac", "członk", "kadrowy", "osobn", "zaměst", "таб", "студ"),
    *("сотруд", "зач", "читат", "sicil", "öğrenci", "üye", "miles", "aadvantage", "flying"),
    *("krisflyer", "executive", "bonvoy", "honors", "rapid", "bahn", "clubcard", "nectar", "ktn"),
    *("ucas", "customer", "client", "shopper", "kund", "klant", "asiakas", "klienta", "клиента"),
    *("müşteri",),
)

#: In scripts without blanks between words.
UNSPACED = (
    *("员工编号", "員工編號", "工号", "工號", "员工号", "学号", "學號", "会员号", "会员卡号"),
    *("会员编号", "會員編號", "社員番号", "職員番号", "学籍番号", "会員番号", "従業員番号"),
    *("사번", "학번", "사원번호", "직원번호", "회원번호"),
)
