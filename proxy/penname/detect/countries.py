"""Names of countries and of what comes from them, in English and in their own languages.

Lower case, without accents. They say whose number stands nearby: "Brazilian tax ID".
"""

from __future__ import annotations

from collections.abc import Mapping

_TABLE = """
ad andorra andorran
ae emirates emirati uae
al albania albanian shqiperi shqiptare
am armenia armenian
ar argentina argentine argentinian argentino
at austria austrian osterreich osterreichische osterreichischer
au australia australian aussie
az azerbaijan azerbaijani azeri azerbaycan
ba bosnia bosnian
bd bangladesh bangladeshi
be belgium belgian belgie belgique belgisch belgische belge
bg bulgaria bulgarian българия български
br brazil brazilian brasil brasileiro brasileira brasileno
by belarus belarusian белорусский
ca canada canadian canadien canadienne
ch switzerland swiss schweiz schweizer suisse svizzera svizzero
cl chile chilean chileno chilena
cn china chinese prc
co colombia colombian colombiano colombiana
cr rica rican costarricense
cu cuba cuban cubano cubana
cy cyprus cypriot
cz czech czechia ceske cesky ceska
de germany german deutschland deutsche deutscher deutsches
dk denmark danish danmark dansk
do dominican dominicana dominicano
ec ecuador ecuadorian ecuatoriano ecuatoriana
ee estonia estonian eesti
eg egypt egyptian
es spain spanish espana espanol espanola
fi finland finnish suomi suomen
fr france french francais francaise
ge georgia georgian
gh ghana ghanaian
gr greece greek hellenic ελληνικο ελληνικος
gt guatemala guatemalan guatemalteco
hk hong kong hongkong
hn honduras honduran hondureno
hr croatia croatian hrvatska hrvatski
hu hungary hungarian magyar
id indonesia indonesian
ie ireland irish eire
il israel israeli
in india indian
ir iran iranian
is iceland icelandic
it italy italian italia italiano italiana
jp japan japanese
ke kenya kenyan
kg kyrgyz kyrgyzstan
kr korea korean
kw kuwait kuwaiti
kz kazakhstan kazakh
lk lanka lankan
lt lithuania lithuanian lietuva lietuvos
lu luxembourg luxembourgish luxemburg luxembourgeois
lv latvia latvian latvija latvijas
ma morocco moroccan maroc marocain
md moldova moldovan
me montenegro montenegrin
mk macedonia macedonian
mt malta maltese
mu mauritius mauritian
mx mexico mexican mexicano mexicana
my malaysia malaysian
mz mozambique mozambican mocambique
ng nigeria nigerian
nl netherlands dutch nederland nederlands nederlandse
no norway norwegian norge norsk
nz zealand kiwi
pe peru peruvian peruano peruana
ph philippines philippine filipino
pk pakistan pakistani
pl poland polish polska polski
pt portugal portuguese portugues portuguesa
py paraguay paraguayan paraguayo
qa qatar qatari
ro romania romanian romana romanesc
rs serbia serbian srbija
ru russia russian россия российский
sa saudi
se sweden swedish sverige svensk svenska
sg singapore singaporean
si slovenia slovenian slovene slovenija
sk slovakia slovak slovensko
sv salvador salvadoran salvadoreno
th thailand thai
tr turkey turkish turkiye turk
tw taiwan taiwanese
tz tanzania tanzanian
ua ukraine ukrainian україна український
uk british britain kingdom england english scottish
us american usa america
uy uruguay uruguayan uruguayo
uz uzbekistan uzbek
ve venezuela venezuelan venezolano
vn vietnam vietnamese viet
xk kosovo
za african
zw zimbabwe zimbabwean
"""

#: Two letters (ISO 3166-1, but `uk`) → the words.
COUNTRIES: Mapping[str, frozenset[str]] = {
    line[:2]: frozenset(line[3:].split()) for line in _TABLE.strip().splitlines()
}
