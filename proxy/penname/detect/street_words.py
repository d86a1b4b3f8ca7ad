"""Words of streets by where they stand, in small letters: Europe's languages and some beyond.

A word is *sure* when a name and a number beside it are enough. What is an everyday word too, or
one of another language, counts only where a postcode and a town follow, or behind words such as
"my address is".
"""

from __future__ import annotations

#: Before the name: "calle Mayor 12", "ul. Długa 5", "Οδός Σταδίου 4".
BEFORE = """
    rue avenue boulevard chemin allée impasse quai chaussée sentier
    calle avenida avda paseo carretera travesía glorieta callejón calzada jirón
    carrer passeig plaça avinguda rúa
    rua travessa praça rodovia
    viale piazza piazzale vicolo lungomare lungotevere contrada
    ulica ulicy ulici aleja alei aleje osiedle
    strada bulevardul calea șoseaua şoseaua aleea piața
    náměstí námestie nábřeží
    улица улице улицу ул проспект проспекте пр-т просп переулок пер бульвар бул площадь площади
    шоссе наб набережная набережной вулиця вулиці вул
    οδός οδος λεωφόρος λεωφ πλατεία
    jalan jln jl
"""
BEFORE_DOUBTFUL = """
    via corso largo salita cours place route square laan plein
    alameda estrada plaza camino carrera ronda rambla
    r av str ul al pl os plac rondo bd nám tř třída ulice trg cesta пр пл
"""
#: Behind the name, as a word of their own: "Váci utca 12", "Atatürk Caddesi No: 12".
BEHIND = """
    utca útja tér tere körút krt sétány fasor rakpart
    caddesi sokak sokağı bulvarı mahallesi
    iela tänav mnt prospekts prospektas
    gata gatan väg vägen vei veien allé plass plads torg
    ulica cesta проспект улица ул переулок бульвар шоссе вулиця
    straat laan plein
"""
BEHIND_DOUBTFUL = (
    "u út köz sor sk cad mah sok tn pst veg bulv blv g pr gate trg nábřeží náměstí třída puiestee"
)
#: Grown together with the name: "Kerkstraat 12", "Storgatan 4".
GROWN = (
    *("straße", "strasse", "gasse", "chaussee", "straat", "plein", "gracht", "steenweg"),
    *("singel", "gatan", "vägen", "gränd", "stræde", "vænget", "veien", "vegen", "katu", "kuja"),
    "polku",
)
GROWN_DOUBTFUL = (
    *("str", "allee", "weg", "platz", "ring", "damm", "ufer", "steig", "stieg", "hof", "markt"),
    *("kamp", "pfad", "graben", "promenade", "wall", "berg", "hang", "blick", "winkel", "halde"),
    *("laan", "kade", "dreef", "dijk", "hof", "pad", "baan", "lei", "gade", "vej", "gata", "vei"),
    *("veg", "gate", "torget", "torvet", "backen", "stigen", "allén", "parken", "plan", "tie"),
    *("kaari", "raitti", "ranta", "tori", "penger", "stien", "tunet", "bakken"),
)
#: Behind a number that counts: "Parkstraße 350 Euro".
COUNTED = (
    "Euro|EUR|Prozent|Meter|km|Uhr|Jahren?|Tagen?|Wochen|Monate|Minuten|Stunden|Personen|kronor"
)
#: Before a house number: "nr. 12", "д. 5", "No: 12".
NUMBER = "n\\.?[º°o]?|nr|no|num|núm|número|numero|hnr|br|č(?:\\.?\\s?p)?|д|дом|буд|№"
#: Behind it: the flat, the stairs, the floor.
FLAT = (
    "m|lok|apt|app(?:t|artement)?|ap|et|sc|bl|D|daire|kat|esc|piso|pta|puerta|dcha|izq|em|byt|stan"
    "|tür|top|stiege|bte|boîte|bus|lgh|кв|корп|к|стр|оф|под|эт|bât|bâtiment|bâtiment|étage"
    "|int|interno|scala|fração|andar|apto|bloco|wohnung|whg|cj|conj|conjunto|sala|casa|lote|quadra"
    "|fundos|portal|planta"
)
