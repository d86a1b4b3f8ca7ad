"""Nouns of occupations, and the words before one. In small letters."""

from __future__ import annotations

#: The last word of a job's title in English.
ENGLISH = """
    accountant actor actress actuary adjuster administrator adviser advisor aide analyst
    anesthesiologist anesthetist animator announcer appraiser apprentice arbitrator arborist
    archaeologist architect archivist artist assembler assessor assistant astronaut astronomer
    athlete attendant attorney auctioneer audiologist auditor author baker banker barber
    barista bartender beautician biochemist biologist blacksmith boilermaker bookkeeper
    botanist bricklayer broadcaster broker builder butcher butler buyer captain caregiver
    caretaker carpenter cartographer cashier caterer chauffeur chef chemist chiropractor
    choreographer cleaner clergyman clerk coach cobbler collector columnist comedian commander
    commissioner composer concierge conductor conservationist constable consultant contractor
    cook coordinator copywriter coroner correspondent cosmetologist counsellor counselor
    courier croupier curator custodian cutter dancer dealer decorator dentist deputy
    dermatologist designer detective developer dietitian director dishwasher dispatcher
    distributor diver doctor dramatist drafter driver ecologist economist editor educator
    electrician embalmer engineer engraver entertainer entrepreneur epidemiologist estimator
    examiner executive exterminator fabricator farmer farmworker financier firefighter fisher
    fisherman fitter florist foreman forester fumigator gardener geologist geographer
    geneticist glazier goldsmith governess grader grocer groundskeeper guard guide
    gynecologist hairdresser hairstylist handyman herbalist historian homemaker host hostess
    housekeeper housewife hunter hydrologist hygienist illustrator inspector installer
    instructor interpreter interviewer investigator ironworker janitor jeweler jeweller jockey
    journalist judge juggler laborer labourer landlord landscaper lawyer lecturer librarian
    lifeguard linguist lobbyist locksmith lumberjack machinist magician magistrate maid
    manager manicurist marketer marshal mason masseur masseuse mathematician mayor mechanic
    mediator merchant metallurgist meteorologist microbiologist midwife millwright miner
    minister model mortician musician nanny naturalist negotiator neurologist neurosurgeon
    novelist nun nurse nutritionist obstetrician officer official operator ophthalmologist
    optician optometrist organizer orthodontist packer paediatrician painter paralegal
    paramedic pastor pathologist pediatrician performer pharmacist pharmacologist philosopher
    phlebotomist photographer photojournalist physician physicist physiologist physiotherapist
    pianist pilot pipefitter planner plasterer playwright plumber podiatrist poet policeman
    policewoman politician porter postmaster postman presenter preacher priest principal
    producer professor programmer proofreader prosecutor prosthodontist psychiatrist
    psychologist publicist publisher radiographer radiologist rancher ranger realtor
    receptionist recruiter referee registrar repairer reporter representative researcher
    retailer rigger roofer sailor salesman salesperson saleswoman scientist screenwriter
    sculptor seamstress secretary senator sergeant shepherd sheriff shoemaker singer
    sociologist soldier solicitor songwriter sommelier specialist statistician stenographer
    steward stewardess stockbroker stonemason strategist stylist superintendent supervisor
    surgeon surveyor tailor taxidermist teacher technician technologist telemarketer teller
    therapist tiler toolmaker toxicologist trader trainer translator treasurer trucker tutor
    typist umpire underwriter undertaker upholsterer urologist usher valet vet veterinarian
    violinist volcanologist waiter waitress warden watchmaker weaver welder whaler woodworker
    worker writer zookeeper zoologist ceo cto cfo coo
"""
OTHERS = """
    lehrer lehrerin arzt ärztin krankenschwester krankenpfleger pfleger pflegerin altenpfleger
    altenpflegerin ingenieur ingenieurin verkäufer verkäuferin mechaniker mechanikerin bäcker
    bäckerin koch köchin anwalt anwältin rechtsanwalt rechtsanwältin buchhalter buchhalterin
    erzieher erzieherin entwickler entwicklerin kaufmann kauffrau fahrer fahrerin kellner
    kellnerin sekretärin polizist polizistin elektriker elektrikerin maurer tischler schreiner
    friseur friseurin richter richterin apotheker apothekerin architektin beraterin berater
    schlosser schlosserin professeur professeure infirmier infirmière médecin avocat avocate
    ingénieur ingénieure vendeur vendeuse boulanger boulangère cuisinier cuisinière serveur
    serveuse comptable coiffeur coiffeuse plombier électricien électricienne facteur policier
    policière pompier secrétaire développeur développeuse enseignant enseignante instituteur
    institutrice menuisier maçon caissier caissière profesor profesora maestro maestra
    enfermero enfermera médico médica abogado abogada ingeniero ingeniera vendedor vendedora
    panadero cocinero cocinera camarero camarera contable contador contadora peluquero
    peluquera fontanero electricista policía bombero secretaria secretario desarrollador
    desarrolladora carpintero albañil cajero cajera insegnante professoressa professore
    infermiere infermiera medico avvocato avvocata ingegnere commesso commessa panettiere
    cuoco cuoca cameriere cameriera ragioniere contabile parrucchiere parrucchiera idraulico
    elettricista poliziotto pompiere segretaria segretario sviluppatore falegname muratore
    cassiere cassiera enfermeiro enfermeira advogado advogada engenheiro engenheira padeiro
    cozinheiro cozinheira garçom garçonete cabeleireiro cabeleireira encanador eletricista
    bombeiro desenvolvedor pedreiro leraar lerares verpleegkundige advocaat advocate ingenieur
    verkoper verkoopster bakker kok ober serveerster boekhouder kapper kapster loodgieter
    elektricien politieagent brandweerman secretaresse ontwikkelaar timmerman metselaar
    huisarts
"""
#: Behind these a title follows at once, or behind an article.
CUES = (
    r"(?:work(?:s|ed|ing)?|employed|hired|trained|retrained|qualified|career|started|appointed"
    r"|promoted|job|position|served|serving|internship|licensed|registered)"
    r"(?:[ ](?:for|at|with|in|by)[ ][^\n,.;:!?]{1,40}?)?[ ](?:as|to)|(?:job|position|post) of"
    r"|(?:i|he|she|who|they|wife|husband|mother|father|mom|mum|dad|son|daughter|brother|sister"
    r"|partner|friend|boss|neighbou?r)(?:[ ](?:am|is|was|are|were|became|becomes?)|['’](?:m|s|re))"
    r"(?:[ ](?:now|still|currently|just|only|also|working as))?[ ](?:an?|the)"
    r"|(?:occupation|profession|job title|trade|vocation)[ ](?:is|was)(?:[ ]an?)?"
    r"|(?:arbeit(?:e|et|en|ete)|tätig|angestellt|gearbeitet|jobb(?:e|t))"
    r"(?:[ ][^\n,.;:!?]{1,30}?)?[ ]als"
    r"|(?:ich bin|er ist|sie ist|bin|von beruf|beruf ist)(?:[ ]eine?)?"
    r"|travaill(?:e|ait|ais|é|er)(?:[ ][^\n,.;:!?]{1,30}?)?[ ](?:comme|en tant qu(?:e|['’]une?))"
    r"|trabaj(?:o|a|é|aba|ar)(?:[ ](?:de|como))|trabalh(?:o|a|ei|ava)[ ]como"
    r"|lavor(?:o|a|ato|avo|ava)[ ]come"
    r"|werk(?:t|te|en)?(?:[ ][^\n,.;:!?]{1,30}?)?[ ]als|(?:ik ben|hij is|zij is|ze is)(?:[ ]een)?"
)
#: The same in languages where this says what anything is: an occupation of theirs follows at once.
COPULAS = (
    r"(?:je suis|il est|elle est)(?:[ ]une?)?|(?:soy|es)(?:[ ]una?)?|(?:sou|é)(?:[ ]uma?)?"
    r"|(?:sono|è)(?:[ ]un[ao]?)?"
)
#: Names of fields that hold a title.
KEYS = (
    r"job[ _-]?titles?|job[ _-]?role|occupations?|professions?|designation|beruf|berufsbezeichnung"
    r"|stellenbezeichnung|tätigkeit|métier|poste[ ]occupé|fonction|ocupación|profesión|puesto"
    r"|cargo|profissão|ocupação|professione|occupazione|mansione|beroep|functie|functietitel"
    r"|yrke|stilling|zawód|stanowisko"
)
#: Of these the value must end with one of the nouns.
DOUBTFUL_KEYS = r"position|title|role|job|poste|funktion|rolle|rol"
