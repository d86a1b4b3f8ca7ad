"""Words of everyday text: one of them alone is never taken for somebody's name.

A language model now and then takes `Error` or `Dear` for a person. What a conversation
knows is masked again wherever it recurs, so such a mistake must not spread. Names that are
words too (`Rose`) are in `ambiguous_words`, those of plain English in `english_words`.
"""

from __future__ import annotations

from penname.text.english_words import ENGLISH
from penname.text.words import fold

_CAPITALS = """
    saint san abril africa african agosto allemagne america american août april asia asian
    august augustus australia australian austria austrian avril belgian belgique belgium belgië
    berlin boston brasil brazil brazilian britain british brussels california canada canadian
    chicago china chinese christmas danish december denmark deutschland dezember dezembro
    dicembre diciembre dienstag dimanche dinsdag domenica domingo donderdag donnerstag dublin
    dutch décembre easter enero england english espagne españa europa europe european febbraio
    febrero februar februari february fevereiro finland finnish florida frankfurt freitag
    french friday février gennaio german germany giovedì giugno greece greek hamburg hungary
    india indian iran iraq ireland irish israel israeli italia italian italie italy janeiro
    januar januari january janvier japan japanese jeudi jewish jueves juillet juin julho juli
    julio july june junho juni junio korea korean latin lisbon london luglio lundi lunedì lunes
    maandag maart madrid maggio maio mardi mars martedì martes marzo mercoledì mercredi mexican
    mexico milan mittwoch miércoles monday montag moscow munich muslim märz méxico münchen
    nederland netherlands norway norwegian november novembre noviembre october octobre octubre
    oktober ostern ottobre outubro paris poland polish portugal portuguese quarta ramadan rome
    russia russian sabato samedi samstag saturday schweiz scotland scottish seattle segunda
    september septembre setembro settembre sexta sonnabend sonntag spain spanish suisse sunday
    sweden swedish swiss switzerland syria sábado terça texas thursday tokyo toronto tuesday
    turkey turkish ukraine ukrainian vendredi venerdì vienna viernes vietnam vrijdag washington
    wednesday weihnachten welsh wien woensdag zaterdag zondag zurich zürich österreich
"""

_OFFICE = """
    admin amount anonymous appendix applicant asap assistance attached attachment attorney aunt
    baby balance beneficiary billing booking boss bride buyer caller cancel caregiver cart
    certificate chat checkout chef citizen clause clerk client coach complaint compliance
    confidential confirm confirmation consultant contractor copy coupon cousin customer dad
    daddy dealer dear default delivery dentist deposit discount driver duty employee employer
    employment enclosed engineering enquiry enterprise export fee feedback fees file financial
    folder forwarded granddaughter grandfather grandma grandmother grandpa grandson greetings
    guarantor guardian handle hello helpdesk hey hiring hubby import inbox income inquiry
    insurance intern invoice item kid kids lady landlord lawyer lease ledger liability licence
    license loan logistics maintenance marketing memo merchant mom mommy mortgage mum mummy
    neighbor neighbour nephew niece notary notice notification nurse onboarding operator
    outlook overdue owner parent patient payment payroll payslip pension permit physician pilot
    policyholder portal premium principal procurement promo proposal prospect provider purchase
    quote receipt receiver recipient recruiter recruitment refund regards registration
    regulation reminder renewal rent representative request resume retail salary schedule
    secretary seller senator sender sheriff shipment shipping shopper sincerely spouse
    stakeholder stepfather stepmother subscriber subscription supplier supply survey teacher
    tenant tender timesheet trader transaction transport trustee twin uncle urgent vendor visa
    visitor voucher wage waiter warehouse warranty wholesale widow witness
"""

_MACHINES = """
    abort accordingly ain alert algorithm alias allegedly amazon android api app apparently
    append apple apps archive aren array assert async attribute audit auth backend backup
    basically batch beta binary bitcoin block bluetooth boolean boot breakpoint browser buffer
    bug button bye byte cache callback cannot certainly char checksum cheers chrome click
    cluster commit compile compiler component config congrats connect connection consequently
    console container context cookie core couldn counter cron cursor daemon dashboard data
    dataset debug decode definitely delete deploy deployment dictionary directory disk docker
    domain download dump dynamic edge element encode encoding encryption endpoint entity entry
    enum exactly excel exception execute expand extension facebook fallback fatal fetch
    firewall firmware float font fork format framework frontend function furthermore gateway
    generic git gonna google gotta graph grid hadn haha handler hardware hash hasn header heap
    hence hereby hmm hopefully html http huh icon importantly info input insert instagram
    install instance integer interface internal interrupt invalid iphone isn iterator java
    javascript json kernel keyboard lastly lately latency layer layout likewise linkedin linux
    lmao load log logger login logout lol loop macro manual master meanwhile merge metadata
    method metric microsoft migration mock mode module monitor moreover mouse mustn namely
    netflix nevertheless node nonetheless nope null object obviously offset okay omg oops
    option otherwise ouch override panel parameter parse parser path pattern payload paypal
    personally pipeline pixel platform pls plugin pointer port postgres prefix preset print
    printer processor profile prompt property protocol proxy python query queue random raw
    react redis refactor regarding regex register remote render replica repo repository reset
    resource respectively restart restore retry rollback root roughly router runtime sadly
    samsung sandbox schema scope script scroll sdk secondly select selector sensor server setup
    shouldn signature similarly snapshot socket somehow sort spec specifically spotify stack
    staging static storage stream struct stub submit subnet suddenly suffix surely switch sync
    syntax telegram temp template terminal tesla testing thereby therefore thirdly thread throw
    thx tiktok timeout timer timestamp toggle token trace tracker trigger tuple twitter uber
    ugh undefined unfortunately unicode upgrade upload username utility validate validation
    variable vector virtual void wanna warning webhook weren whatsapp whereas whereby whoa
    widget wikipedia worker wouldn wow wrapper xml yaml yay yeah yep youtube yup zoom
"""

_GERMAN = """
    aber alle allem aller als alte andere anderen anderer anfrage angaben angebot anhang anlage
    anliegen ansprechpartner antrag antwort anwalt arbeit arbeitgeber arzt auch auf auftrag aus
    ausweis bearbeitung bedarf beginn bei beide beim beispiel bereits bericht bescheid
    bestellung besten betrag betreff betrieb bewerbung bin bis bist bitte brief dabei dafür
    damit danach dank danke dann daran darauf das dass daten datum davon dazu daß dein deine
    dem den denn der deren des deshalb dessen dies diese diesem diesen dieser dir doch dort
    drei durch ein eine einem einen einer einfach einige einmal ende erste ersten etwa euch
    euer familie familienname fehler firma flug folgende frage fragen frau für ganz ganze
    geboren geburtsdatum gegen geht geld gemeinde genau gern gerne geschäft gesellschaft
    gespräch gestern gesundheit gibt gleich gruß grüße grüßen gute guten guter haben halb hallo
    hast hatte hatten haus heute hier hilfe hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer immer inzwischen ist jahr jahre jeder jedoch jemand jetzt kann kannst kein keine
    keinen klinik kollege kollegen kollegin kopie kosten krankenhaus kunde kunden kundin können
    könnte könnten leider letzte letzten leute liebe lieben lieber lieferung liegt machen macht
    mal mehr mein meine meinem meinen meiner mich miete mieter mit mitarbeiter mitarbeiterin
    monat muss mutter müssen nach nachmittag nachname nachricht namen natürlich neben nein neue
    neuen neuer nicht nie niemand noch nummer nun nur oben oder ohne ordnung ort patienten
    patientin platz polizei preis produkt projekt protokoll prüfung rechnung sache sagen sagt
    schon schreiben schule schüler sehr sein seine seinem seinen seiner seit seite selbst sich
    sicher sie sind sobald sofort sogar sohn soll sollen sollte sollten somit sondern sonst
    stadt stelle straße stunde stunden tage tagen telefon termin tochter trotz uhr und unfall
    uns unser unsere unserem unseren unserer unter unterlagen unterschrift verein vertrag
    verwaltung viel viele vielen vielleicht von vor vorname waren wegen weil weiter welche wem
    wenn wer werde werden wert wichtig wie wieder wir wird wissen woche wochen wohnung wollen
    worden wurde wurden würde würden zahlung zeigen ziel zum zur zusammen zwei zwischen über
"""

_FRENCH = """
    adresse afin ainsi alors après assez assurance attente aucun aujourd aussi autre aux avant
    avec avez avis avocat avoir avons banque beaucoup besoin bonjour bonsoir bureau cela celle
    celui ces cet cette ceux chaque cher chez chose chère cliente collègue combien commande
    comme compte concernant contrat contre cordialement dans demain demande depuis dernier
    dernière deux devant devis directeur directrice docteur doit donc dont dossier elles
    employé encore enfant enfin ensemble entre entreprise envoi est eux facture faire fait faut
    femme fille fils fois formation frais habite homme ici ils infirmière jamais jours jusque
    les lettre leur livraison lors lui madame mademoiselle maintenant mais maison matin merci
    mes message mieux moins mois mon monde monsieur montant mère médecin même naissance nom
    nombre nos notre nous nouvelle numéro objet ont oui par parce parle patiente pays pendant
    personne peu peut peux plusieurs pour pourquoi pourriez pouvez premier première presque
    prix problème prochain produit projet près prénom puis père quand que quel quelle quelques
    qui quoi rapport rendez responsable rien réponse salut sans semaine semblable sera ses
    société soit sont sous souvent suis suite sur tellement tes toi ton toujours tous tout
    toute travail trois trop trouver très téléphone une utilisateur vais vendeur vente vers
    veuillez voici voilà voir votre vous vraiment étaient était été être
"""

_SPANISH = """
    abogado además adjunto ahora algo alguien alguna algunos algún allí antes aquel aquí asunto
    así atentamente aunque ayuda año años aún bajo banco buenas buenos cada casi como compañero
    compra con contra contrato correo cosa cual cuando cuanto cuenta cuál cuándo cómo debe
    decir dejar del dentro desde desear después dice dinero dirección doctora documento donde
    dos durante día ejemplo ellas ellos empleada empleado empresa encima enfermera entonces
    envío eran eres esa ese eso esta estaba estado estar este estimada estimado esto estoy está
    están factura familia fecha forma fue fuera fueron gente gracias había hace hacer hacia
    hasta hecho hermana hermano hija hijo hola hombre hora hoy importe incluso informe jefe las
    luego lugar madre marido mañana mejores mientras mismo momento mucha mucho mujer muy más
    médico nada nadie necesito noche nosotros nunca número otra otro paciente padre pago para
    parte país pedido pero persona poco poder por porque precio pregunta primer primera
    problema proyecto puede puedo pues querida querido quien quiere quiero quién qué respuesta
    saber saludos sea semana ser servicio siempre sin sino sobre somos soy sus sólo también
    tanto tarde teléfono tener tengo tiempo tienda tiene tienen toda todavía todo trabajo tres
    una unas uno unos usted ustedes vamos venta ver vez vida viene vivo
"""

_PORTUGUESE = """
    advogado ainda algum alguma além amanhã aos aqui assim assunto atenciosamente até boa boas
    bom coisa conta contudo depois deste dizer dois doutor ela elas ele eles embora encomenda
    endereço então envio essa esse estamos estou estão fatura fazer filha filho foi foram hoje
    homem irmã irmão isso isto lhe mas melhor mesmo meu meus minha muita muito mulher mãe
    médica nas nem nenhum nessa nesse nome nossa nosso num numa não nós obrigada obrigado olá
    onde ontem outra outro pagamento pela pelo pergunta pessoa pode pois pouco prezada prezado
    primeiro projeto qual quando quem quer resposta saudações seja sem sempre senhor senhora
    seu seus sim sou sua suas também tem temos tempo tenho ter trabalho três tudo uma umas vai
    valor venda você
"""

_ITALIAN = """
    agli alla allo allora altra altre altri altro amica amico anche ancora anni anno
    appuntamento avete aveva avvocato azienda bene bisogno buona buonasera buongiorno buoni
    capo causa certo che ciao ciò clienti codice collega conto contratto cordiali così dai dal
    dalla dalle davanti degli dei della delle dello deve dio dire direttore dopo dottore
    dottoressa ecco egregia egregio entro erano essere famiglia fare fatto fattura figlia
    figlio fino fra fratello giorni giorno gli hai hanno indirizzo infatti insieme invece
    lavoro lettera loro male marito mattina medico meglio meno mentre mese messaggio mie miei
    mio modo moglie molta molte molti molto mondo nei nel nella nelle nessuno niente noi nostra
    nostro nulla numero nuova nuovo oggi ogni ordine ore ospedale paziente perché persone però
    poi possibile posso prego prezzo prima prodotto progetto proprio può qualche qualcosa quale
    quali quanto quasi quella quelli quello questa queste questi questo quindi ragazza ragazzo
    richiesta rispetto risposta saluti scuola secondo sei senza servizio siamo siete sig signor
    signora signorina sono sopra sotto spedizione stata stato stesso subito sugli sul sulla suo
    suoi tra tre troppo tua tuo tutta tutte tutti tutto vendita verso voi volta vostra vostro
"""

_DUTCH = """
    aan aanvraag achternaam adres afdeling alleen altijd arts bedrag bedrijf bent beste
    bestelling betaling bij bijlage broer daar daarna dankjewel dat deze dit dochter doen drie
    dus een eerste eigen factuur gaan gaat geachte gebruiker geen gegevens gisteren goede
    goedemiddag goedemorgen groeten heb hebben hebt heeft heel hem hen het hij hoe hoi hun
    iemand iets jaar jij jou jouw jullie kan klant klanten komen komt kunnen kunt leren leveren
    levering maand maar medewerker mensen mevrouw mij mijn misschien moeder moet moeten naam
    naar naast nee niet nog nooit omdat ons onze ook opdracht opnieuw patiënt persoon plaats
    prijs probleem rekening samen sommige soms straat tegen telefoon tijd toch toen tot tussen
    twee uit vader vanaf vandaag veel verder verkoop verzekering voor voornaam vraag vragen
    vrouw waar waarom wanneer wat weer weet wel welke werk werken werkgever wij wil willen
    wordt zal zeer zelf zich zie ziekenhuis zien zij zijn zonder zoon zou zullen zus
"""

#: All of them, folded. Capitals at their head (`Monday`) say nothing.
COMMON = frozenset(
    fold(word)
    for group in (
        *(ENGLISH, _CAPITALS, _OFFICE, _MACHINES),
        *(_GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _DUTCH),
    )
    for word in group.split()
)
