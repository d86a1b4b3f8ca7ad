"""What is lived in, born into and come from that has no name of its own: "in Fear", "in Städten".

In titles and in German such words have a capital too. All in small letters, without accents.
"""

from __future__ import annotations

_ENGLISH = """
    abundance adversity agony anger anguish anxiety apartments bliss bondage boredom burrows camps
    captivity castles caves cells chains chaos cities colonies comfort communes communities
    conflict confusion contempt cottages crisis danger darkness debt defiance denial deserts
    despair dignity dormitories dorms dreams ecstasy emptiness exile exodus faith families fame
    fear fields filth flames flats forests forests freedom friendship gardens glory grace grief
    groups guilt habitats happiness harmony hardship hatred haste hate heaven hell herds hiding
    hives homelessness hope hostels hotels houses humility huts ignorance illusion impunity
    infamy isolation jungles kindness lakes leisure liberty limbo loneliness love luxury mansions
    mercy misery mobs mud nature neighborhood neighborhoods neighbourhood neighbourhoods nests
    oblivion obscurity oceans opulence packs pain palaces panic paradise peace plenty ponds
    poverty prisons privilege prosperity purgatory purity regret rivers ruins sadness safety
    schools seclusion secrecy security shacks shadow shadows shame shelters silence simplicity
    sin sins skyscrapers slavery slums solitude sorrow spirit splendor splendour squalor stables
    stone storm strife style suburbs suffering swamps symbiosis tension tents terror theory
    toxicity tranquility trees trailers tribes trouble truth turmoil tunnels unity vain villages
    violence virtue want war wealth wonder worship wrath
"""
_GERMAN = """
    abgeschiedenheit abhangigkeit angst angsten anstalten arbeitslosigkeit armut aufruhr
    baumen bauten beziehungen dauer deckung demut ehe ehen einklang einsamkeit eintracht elend
    familien ferien ferne finsternis flammen fluchtlingslagern flussen freiheit freude frieden
    furcht garten gebauden gebieten gebirgen gefahr gefangenschaft gegend gegenden gemeinden
    gemeinschaft gemeinschaften gesellschaft gesellschaften gewassern gewissheit glaube glauben
    gnade gruppen haft hausern haushalten heimen herden hohlen hoffnung hotels hutten hunger
    innenstadt isolation kafigen kalte ketten kolonien konkubinat krieg lagern land landern
    langeweile lebensraumen liebe luxus massen meeren meditation miete mietwohnungen mitten
    nahe nachbarschaft nacht nestern not notunterkunften nordamerika palasten panik parallelwelten
    partnerschaft partnerschaften pflegefamilien quarantane raumen regel regionen reichtum ruhe
    rudeln sauberkeit scham schande scheidung schulden schutt schwarmen seen sicherheit siedlung
    siedlungen sippen sklaverei sorge spannung staaten stadt stadten stallen stammen staub stille
    streit sumpfen sunde symbiose teichen tierheimen traumen trennung trummern tumpeln umgebung
    unfreiheit ungewissheit unsicherheit unterkunften unwissenheit uberfluss verhaltnissen
    saus braus balance wurde wahn
    vergangenheit vergessenheit verzweiflung vororten vorstadt wahrheit waldern welt welten wiesen
    wirklichkeit wohlstand wohngemeinschaft wohngemeinschaften wohnung wohnungen wusten zellen
    zelten zeiten zukunft zweifel zwietracht
"""
_ROMANCE = """
    abandono abundancia ambiente ambientes amor armonia bosques calma cadenas carcel casa casas
    casta cautividad cautiverio cavernas ciudades colonias colmenas comunidad comunidades
    concubinato condiciones cuevas deuda esclavitud exilio familia familias felicidad gracia
    grupo grupos guerra habitats harmonia hogares hoteles humildad ignorancia libertad lujo
    manadas medio miedo miseria montanas nidos obscuridad oscuridad pareja paz peligro pisos
    pobreza prision pueblos riqueza rios selvas silencio sociedad soledad temor tierra tierras
    union verdad zonas
    altura casale cattivita coppia credito domicilio fatica fianco grande libero mano margine
    natale nuovo orario parte pensione pianoterra ritmo stento tempo terra testa vita
    apartamentos berco cadeia cativeiro cidades condominios crise dividas duvida escravidao
    familias florestas harmonia liberdade medo ninhos pecado perigo prosperidade rebanhos risos
    sociedade solidao uniao
    bord cheval contre cote credit crise deux domicile droite gauche genoux jamais mort part
    appartement appartements apartamento directo streaming pianterreno cavallo scopo
    proximite quai reculons temps terme tour travers vie
"""
_DUTCH = """
    afhankelijkheid angst armoede ballingschap bomen bossen eenzaamheid ellende familieverband
    gebouwen gemeenschappen gevangenschap groepen harmonie holen huis huizen huur kazernes
    ketens ketenen koopwoningen kolonies kuddes luxe nesten nood onzekerheid oorlog pleeggezinnen
    rijkdom rust scheiding schulden slavernij steden stilte tenten vrede vrijheid weelde wijken
    zonde zekerheid
"""
#: What nobody's town is called, however it is written.
NO_PLACES = frozenset(" ".join((_ENGLISH, _GERMAN, _ROMANCE, _DUTCH)).split())
#: The ends of such words in German and Dutch: "in der Gartenstraße", "in Kleinstädten".
NO_PLACE_ENDS = (
    *("strasse", "straat", "gasse", "allee", "wohnung", "wohnungen", "hausern", "gruppen"),
    *("stadten", "gemeinschaft", "gemeinschaften", "verhaltnissen", "gebieten", "heimen"),
    *("waldern", "familien", "schaft", "keit", "heit", "igheid", "lijkheid"),
)
