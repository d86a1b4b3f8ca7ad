"""Words that are names too: `Will`, `Mark`, `Klein`, `Petit`, `Cruz`, `Bianchi`, `Visser`.

Alone they are taken for a name only where a capital in the middle of a sentence says so.
Left out are words that are somebody's name far more often (`Linda`, `Pilar`).
"""

from __future__ import annotations

from penname.text.common_words import COMMON
from penname.text.words import fold

_EN = """
    ally amber angel archer ash aspen autumn bacon baker banks barber barker bass bean bear
    bell berry bill birch bird bishop black bliss blossom blue blunt bond booth bow boy branch
    brand bridge bridges bright brook brooks brown buck bud buddy bull burns bush butcher
    butler buttons candy carol carpenter cash chance chase cherish cherry chip christian chuck
    church clay cliff cloud clover coke cole comfort constant cook coop coral cotton craft
    crane crisp cross crow crystal curry cutter daisy dale dawn day deacon dean dell destiny
    dick dove drew duke dusty early earnest east ebony eden elder ember eve faith falcon farmer
    fawn fern field fields finch fisher flint flora flower ford forest fort foster fountain fox
    frank freed freeman friend frost fry garden gardener gay gem gene ginger glass glen glory
    gold golden good grace grant gray green grey grove guest gunner guy hail hale hall hand
    harbor hardy harmony harsh hart harvest haven hawk hay hazel head heart heather heaven
    hedge herb hero hill holiday holly hood hook hope hopper horn house hung hunt hunter
    husband iris ivory ivy jade jan jersey jewel jolly joy judge justice keen king kit kitty
    knight lace lad lake lamb lance lane law leaf lily linen link lion little lock lodge long
    lord lotus love low luck lucky mace magnolia major manly maple marble march marine mark
    marks marsh marshal masters mat maverick mayor mead meadow meadows melody mercy merit merry
    mild miller mills mint misty moody moon moor moss mount myrtle nightingale noble north oak
    ocean olive opal page painter park parks parson passion pastor pat patch patience peace
    peach peacock pearl peel penny pepper petal petty pike pine piper pit pitch plum poet pole
    polite pond poppy porter post potter power powers price pride priest prime prince princess
    prior prudence queen quick rain raven ray read reader reeve rice rich rider ridge ring
    rising river rivers robin rock rocky rod roman rook rose rosemary rover rowan royal ruby
    rush rust rusty rye sable sage sailor sandy sang sapphire savage scarlet scholar scout seal
    serene serenity shade sharp shell shepherd short silver singer skip sky slack small smart
    snow soldier song spark sparks sparrow spear spice spring squires stacks star stark
    starling steel stern steward stewart still stock stone stones storm story strange street
    strong sue sugar summer summers sun sunny swan sweet swift tab tailor tally tan tawny
    temple terry thorn thrift tiger tinker travel trinity true trump truth tulip twain unity
    vale van vance velvet verity vet victory vine violet virtue wade wait wall waller ward
    warden ware warren water waters weaver weeks wells west wheat white wild wilder will willow
    win wine winner winter winters wise wolf wood woods worth young
"""

_DE = """
    abend adel ahorn alt anker apfel bach bauer baum berg bischof blau blume bock braun breit
    bruder brücke burg busch dorf eck edel ehrlich eich eiche eis engel ernst esel faust
    fein feld fertig fest fischer frei fremd freund fromm fröhlich frühling fuchs gans garten
    gerade glück graf grob groß grün gut hammer heide heil hell herbst herr herz herzog himmel
    hirsch hoch hof hold holz huhn hut igel jung junge jäger kaiser kalt karg keil keller kern
    kind kirche kirsch klee klein klug knopf koch kohl kopf korn kraft kranz kraus krause krebs
    kreis kreuz krieg krieger kuhn kunst kurz käfer könig kühn lamm lang lange laub laut leicht
    leise lerche lieb lieder lilie linde links loch lustig löwe mann mantel markt meister
    mittag moos morgen mund munter mönch mühle münch nacht nagel nebel neu nuss ochs ost
    pfeffer pfeil pfennig pilz prinz rabe rasch rath rau recht reich reif reim rein reis reiter
    richter riese ritter rosen rot roter roth ruhe rund sack salz sand sander sanft sauer
    schade scharf schatz schlecht schloss schmal schmied schnee schneider schnell scholz
    schreiber schreiner schuh schuster schwan schwarz schwein schwer schäfer schütz see
    segen sommer sonne specht spiegel spiel stahl staub stein steiner steuer stolz storch
    stramm strauß streng stroh strom stumm sturm süß tag tanne taube teich teufel traut treu
    trost vater vetter vogel voll wald wand warm weg weide weihnacht wein weise weit weiß welt
    winkler wirt witt wolke wolle wunder wurm zahn zander zart zeit zimmer zimmermann zorn
"""

_FR = """
    ange aube barbe beau belle berger bien blanc blanche bois bon bonnet boucher boulanger brun
    candide charpentier chevalier clair claire comte content cordier coton couturier céleste
    divine doux droit duc durant désiré elle entier faible faure fidèle fin fleur fleury
    florissant fontaine forestier fou franc france frère gai garde gentil gloire grand gras
    gros guerre herbe honoré innocent jardin jaune jeune joie joli jolie jour joyeux juste lac
    large laurier lent loup lourd louve lune léger maigre maire marchand mari marin martial
    maréchal masse maçon maître merle mignon mince moine monnier moreau moulin muguet naïf neuf
    noir noire normand nouveau paix pape parfait paysan perle petit petite pierre pin plaisance
    pluvieux poirier poisson pomme pont portier printemps prune reine riche rivière roche
    rocher roi rond rouge roux sapin sauvage savon serein seul simple soleil souris tailleur
    tard tardif tendre tisserand toussaint valet vallée vert vertueux veuve vicomte vie vieux
    vigne ville violette vivant voisin volant vrai église évêque
"""

_ES_PT = """
    alba alegre alegría alma amable amado amor arena arroyo azul barbero barrio bella bello
    blanca blanco bosque bravo buena bueno cabello calle calvo caminha camino campo campos cano
    caridad carneiro caro carpintero carvalho casa casado castaño castelo castillo cedro cielo
    clara claro coelho concepción conde cordeiro cordero corona cortés costa cruz cuervo
    delgado dias digno don dulce duque dura duro ella esperanza estrella faria farias feliz feo
    ferro fiel fierro flor flores freire freitas frio frío fuente fuentes fuerte gallo galvão
    gato glória gordo gracia grande graça guerra guerrero hermoso herrero hierro iglesia
    iglesias izquierdo jardim jardín justo lago lagos leal leite leão león libre lima lindo
    lirio llanos lobo luna luz machado maduro malo manso mar marqués marín mata matos mayo
    mejor menor merced miel mirador miranda molinero mora moral morales moro mosca mota muro
    mármol negro neves nieves niño nogueira nova novo nuevo obispo oliva olivo oso palma paloma
    pardo paredes paz pedra perla perro pescador peña pimenta pinheiro pinho pino pinto plata
    plaza pobre pozo prado prata primo príncipe pueblo puente puerta quinta ramo ramos rei
    reina remedios reyes ribeiro ribera rico rios rivera roca rocha rojo rosado roxo rubio ríos
    sabio sagrario salgado salinas salvador santa santo santos sastre seco segura seguro serra
    sierra silva sobrino socorro sol soledad tierra toro torre torres trigo triste triunfo vaca
    valle vela velho verdad verde viejo viento villa virtudes vista vivas viña zapatero ángeles
"""

_IT = """
    acqua albero allegra allegri alto amato amore aprile aquila argento azzurra azzurro barba
    barone basile basso bianca bianchi bianco bosco bruna bruno buono caldo campana cappello
    carta castello celeste chiara chiaro colombo conte contento conti corti corto croce cuoco
    diamante dolce domani duca fabbri fabbro fede felice fico fiore fiori fontana forte fortuna
    gatti gatto gelo gemma gentile giglio gioia giusta giusto grassi grasso grazia grazie
    gregge grigio grosso lana leone letizia libera luce lungo lupo magro mare marini marino
    massimo mela merlo mezzo miele monaco montagna monte monti natale neri nero neve nobile
    noce nonno novella onesto oro orsi orso pace padovano pagano papa passero pastore
    pellegrini pepe pesce piazza piccolo pieno pietra poggio ponte porta porto povero principe
    regina ricci ricco riso riva roccia romana romano rosati rossa rossi rosso russo sacco sala
    sarti sarto secco selva serena sereno sesto severo sincera sole sorella spada spina terra
    testa tigre tosto totale umile uva valente vecchio vento verdi vero vino viola vita
    vittoria viva volpe zio
"""

_NL = """
    baas bakker beek bloem boer boom bos brink broek bruin buis dam dijk dik dood draad duin
    fijn goed goud graaf groen groot haan hees helder hoek hol hond hout huis jager jong kamp
    keizer kerk klerk kok koning koop kort kraan kroon laan maan maas meer meester molen
    molenaar mooi muis nieuw oud pauw prins raaf rood roos schaap schilder schipper schoen
    slager smid snel spruit stam steen ster sterk stoffer tak timmerman tuin veen veer veld vis
    vliet vos vriend vrolijk waard wees wijs wit zand zeeman zoet zomer zwaan zwart
"""

#: Short names of other languages that are words of these.
_SHORT = """
    battle bet chi dan dar deja dela dele edit fall francisco gia han horse kiss konto lei mai mei
    mir pai red segun shan sia tail wen wing won art
"""

#: All of them, folded.
AMBIGUOUS = frozenset(
    fold(word) for group in (_EN, _DE, _FR, _ES_PT, _IT, _NL, _SHORT) for word in group.split()
)
#: `Luis` is not the plural of `lui`.
_MIN_PLURAL = 4


def is_common(word: str) -> bool:
    """Whether a folded word is one of everyday text, and no name by itself."""
    if word in AMBIGUOUS:
        return False
    return word in COMMON or (len(word) > _MIN_PLURAL and word[-1] == "s" and word[:-1] in COMMON)


def is_doubtful(word: str) -> bool:
    """Whether a folded word may be one of everyday text: also `handling`, `closed`."""
    return word in AMBIGUOUS or any(_is_form(word, ending) for ending in ("ing", "ed"))


def _is_form(word: str, ending: str) -> bool:
    stem = word.removesuffix(ending)
    return stem != word and (stem in COMMON or f"{stem}e" in COMMON)
