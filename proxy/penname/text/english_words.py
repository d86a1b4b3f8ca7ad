"""English words of everyday text, of which nobody is called.

What stands in small letters in several of the corpora that the name model learns from, without
what is somebody's name there. Regular plurals count with their singular.
"""

from __future__ import annotations

ENGLISH = """
    abandoned ability able aboard aboriginal abortion about above abroad absolute absolutely
    abuse academic academy accent accept acceptance accepted access accessible accident
    acclaimed accompanied accomplished according accordion account accredited accurate accused
    accuses achieve achievement acoustic acquire across act acting action activated active
    activist activities activity actor actress acts actual actually adapted added adding
    addition additional address adds adjacent administration administrators admired admitted
    adopt adult advance advanced advantage advent adventure advertising advice adviser advisor
    advisory advocate aerial affair affect affordable afraid after afternoon again against age
    aged agencies agency agenda agent aggressive ago agree agreed agreement ahead aided aimed
    aims air airborne aircraft airplane airport airspace alarm albeit album alcohol alive all
    allegations alleged allegiance alliance allied allies allow allowed almost alone along
    alongside already also alternate alternative although altogether alumni always amassed
    amateur amazing ambassador ambient ambiguous ambitious amid among amongst amusing analogue
    analysis analyst analytics ancient and angle angry animal animated anniversary announce
    announced announcement annoyed annoying annual another answer antenna anthem anti anxiety
    any anymore anyone anything anyway anywhere apart apartment apologize apology appalling
    apparent appeal appear appearance appeared apples application applied apply appointed
    appointment appreciate appreciation apprenticeship approach approved approximately arch
    architecture are area argue argument arise arm army around arrange arrangements arrest
    arrival arrive arrived arsenal article artificial artist artwork ask asked asleep aspects
    assassination assault assembled assembly assess assessment assets assignment assist
    assistant associate association assumed assuming astronaut asylum athletes athletic
    atmosphere atmospheric atoms attack attacked attained attempt attempted attend attendance
    attended attendees attention attract attraction auction audience audio auditioned authentic
    authenticity author authorities authority automatically available average aviation avoid
    awake award awarded aware away awesome awful awkward babe babies bachelor back backdrop
    background bacteria bad badly bag bail ball band bank bankruptcy banned banter bar barely
    barrels base baseball based basic basis basketball bassist bastard bath bathroom batteries
    beach bearing beat beaten beautiful beauty became because become becoming bed bedroom
    bedtime been beers before began begin beginning begun behalf behavior behind being belief
    believe believer belong below belt bench benchmark bend benefit besides best better between
    beyond bias biblical big biggest bikes billion biographies biography bioinformatics
    biological biologist biology bipolar birds birth birthday bit bitch bitten bitter bizarre
    blame blank blaze bless blog blood bloody blow blown board boat bodies body bold bomb
    bombing bonus book boosted boosting boosts boots border bore bored born borrowed both
    bottle bottom bought bound boundaries boundary bout bowl box boyfriend brain branches break
    breakdown breakthrough brew brilliant bring bringing broad broadcast broadcaster broke
    broken bronze brother brought brush budget build building built bulk bunch bungee burden
    burned bus business businessman bust busy but buy buyers buying cabinet calculated
    calculation calendar call called calling calm calories came camera campaign campus can
    cancer candidate cant capable capacity capital caption capture captured car carbon card
    care career careful carried carrier carries carry cars case cast casual casualties
    catalogue catastrophe catch categories caucus caught cause caused caution cave ceasefire
    celebrate celebration celebrity cell cent centenary center central centre centuries century
    ceremony certain certified chain chair chairman chalk challenge challenger champion
    championship change changed channel chapter character characteristics charge charities
    charity chart cheap cheaper check cheer cheese chemical chemotherapy chest chicken chief
    child childhood children chill chips chocolate choice choir choose chosen cigarette cinema
    circle circuit circus cite cited cities citizens citizenship city civil civilian claim
    clash class classes classic classical classification classified classroom clean clear
    clearly climate climbing clips clock close closer closest closing closure clothes clothing
    club coaches coaching coal coalition coast coat cocaine cocktails code coffee cold
    collaborated collaborating collaboration collapse colleague collect collection collectively
    collector college collision colonies colony color colour column com combat combination
    combine combined combo come comeback comedian comedy comet comfortable comic coming command
    commander commandos commemorate commenced comment commentary commentator commercial
    commission commitment committed committee common communicate communication communism
    communist communities community companies companion company compare compared comparisons
    compatible compete competition competitive competitors compilation complain complete
    completed completely complex complexity complicated composed composer composition compounds
    comprehensive comprising compulsory computer concern concert conclude conclusion condemned
    condensation condition conduct conference confidence confined confirmed conflict confused
    confusing confusion congressional conjunction connected conquered consciousness consecutive
    consensus consequence conservation conservatives consider considerable considered
    considering consist consistent conspiracy constantly constituency constitution
    constitutional constructed construction consumer cont contact contain contemporary
    contended contest continue contract contrasted contribute contributed contribution
    contributor control controlled controller controversial convention conventional
    conversation convert convicted convinced cookies cooking cool cooperated cooperative
    coordinated copied copies copper corner corporate corporations corps correct corresponding
    cortex cost cottage cough could council councillor counties counting countless countries
    country counts county coup couple course court courtesy cover coverage covered crap crash
    cream create created creation creative credit creditors crew cricket crime criminal crisis
    criteria critic critical criticised criticism criticize crossing crowd crown crude crying
    cultural culture cup curl current currently custody custom cut cute cutting cyberpunk cycle
    dads daily damage damn dance dancer danger dangerous dark database date daughter daylight
    days dead deadline deal dealt death debate debt debut decade decent deception decide
    decided decision deck declared decline dedicated deep defamation defeat defeated defence
    defend defensive deficit define definition defunct degree delay delegate delicious
    delighted deliver demand demo democracy demolished demonstrate denial denied denies dense
    department departure depending depends depressed depression depth deputy derive descendant
    describe desert deserve design designated designed designer desperate despite destinations
    destroy destroyed destruction detail detected detective determination determine devastating
    develop developed developer developing development device devoted diagnosed diagnosis did
    didn die died diet diff differ difference different differential difficult difficulties
    digital dignitaries dimensions dinner dioxide direct directed directly director dirty
    disambiguation disappeared disappointing disappointment disaster disastrous disc discipline
    disco discover discovered discovery discrimination discuss discussion disease disorder
    display dispute dissertation dissolved distance distant distinct distinguished distribution
    district ditch diverse diversity divide divided division divorce doctor doctorate document
    documentary does doesn dog doing doll dollar domestic dominance dominant donate donations
    done donors door dope double doubt down downtown dozen draft dragged drain dramatic
    dramatically draw drawn dream dress drink drinking drive driven driving drones drop dropped
    dropping drove drug drum drummer drumming drunk dual duck dude due duet dunno during dust
    dying dynamical dynasty each earlier earliest earn earned ears earthquake easier easily
    eastern easy eat eaten eclipsed economic economy edition editor editorial educated
    education educational effect effective effector efficiency effort eight either elaborate
    elected election electoral electorate electric electrical electricity electro electron
    electronic elementary eleven eleventh elite else elsewhere email embarked embarking
    embarrassed embedded emerging emeritus emotion emotional emphasis employed empty encounter
    encourage end ended ends enemies enemy energy engaged engagement engine engineer enhanced
    enjoy enjoyed enough ensure enter entered entertaining entertainment entire entitled
    entrance entries environment epic episode equal equality equations equipment equivalent era
    error escape especially essay establish established establishment estate estimate etc
    eternally evacuated evaluation even evening event eventually ever every everybody everyone
    everything everywhere evidence evident evil evolution evolutionary evolved exact exam
    example excellent except exceptional exchange excited exciting exclusive executed execution
    executives exercise exhausted exhibit exist existence exotic expansion expect expectations
    expected expedition expensive experience experiment experimental experimentation expert
    explain explanation exploded exploring explosion exposed express expression extended
    extends extensively extent external extra extracted extraordinary extreme extremists eye
    eyes face faced facial facilitate facilities facility fact factor factory faculty fail
    failed failure fair fake false fame family famous fan fancy fans fantastic fantasy far
    farewell farm fashion fast faster fate father fault favor favorable favorite favour
    favourite feared fears feat feature featured featuring feeding feel feeling feet fell
    fellow felt female ferry festival festivities feud few fewer fiction fictional fifteen
    fifth fight fighter fighting figure filed fill film filmed filming filmmaker filter final
    finale finalist finally finance find fine finest finger finish finished fire firm first
    fiscal fish fit fitted five fix flag flagship flat flawless fled flexible flight floor flow
    flowers fly focus focused folk follow followed followers following fonts food foolish fools
    foot footage football footballer for force forced foreign forever forget forgot forgotten
    form formal former forming forward fought found foundations founded founder four fourth
    fragile frame franchise free freedom freestyle freeze frequency frequent friends
    friendships from front frustrated fuck fuel fulfill full fully fun fund fundamental funeral
    funniest funny further fury fusion future gain gained gallery game garage garnered gas gate
    gather gave general generally generate generation genes genetic genius genre genuine
    geography geometry get gets getting giant gift gigs girl girlfriend give given giving glad
    glasses global goal god goes going golf gone goodbye goodness gorgeous gospel got governing
    government governor grade gradually graduate granted graphics grave gravity great greater
    greatest grew groove ground group grow growing grown growth guarantee guard guess guidance
    guide guilt guilty guitar guitarist guns guys gym habit hacking had hair haircut
    hairdresser half halls halt halves hands happen happened happening happier happiness
    harassment hard harder hardest harp has hat hate have having headline headphones
    headquarters heads health healthcare healthy hear heard heat heavily heavy heavyweight held
    helix help helped helpful hemisphere her here herself hidden high higher highest highlights
    highly hilarious hills him himself hip his historian historic historical history hit hits
    hockey holds hole holy homage home honest honor honored honour hop horizontal horrible
    horror hospital host hostage hosted hostile hot hotels hottest hour houses housing how
    however huge human humanitarian humorous hundred hunger hungry hurling hurry hurt hybrid
    hyped ice iconic idea ideal identified identifies identify identity ignored ignoring ill
    illegal illness illustration image imagination immediate immediately immigrant immigration
    immunity impact implementation importance important impossible impressed imprisoned improve
    inaugural inauguration inch incident include included including inclusion incorporated
    incorporates increase increased increasing incredible indeed independence independent index
    indicated indicates indie indigenous individual indoor inducted industrial industry
    inevitable infamous infant infected infection inferior influence influenced inform
    information informative infrastructure inhabitants inherited initial initiate initiative
    injured injuries injuring injury inmates inner innings innovative inquest insects inside
    insists inspiration inspirational inspired inspires installed instances instead institute
    institutions instructor instrument instrumental integrated intellectuals intelligence
    intelligent intended intense intent intentions interaction interactive interest interested
    interesting interim interior international internet intervening intervention interview into
    introduce introduced introduction invasion invented invention investigate investigation
    investigators investment investors invitation invite invited involved involvement involves
    involving ironic island isolation issue issued its itself jacket jackpot jacks jail jazz
    jealous jeans jet job jobs join joined joining joint joke journal journalism journalists
    journey judgement judgment jump junction junk jury just keep keeping kept key kick
    kidnapped kill killed killer kinda kinds kingdom kitchen kitten knee knew knife knocked
    knockout know knowledge known label labor laboratories laboratory lack ladies lads laid
    land landmark landscape landslide language laptop largely larger largest last late later
    latest latter laugh launch launched laundry laureate lawsuit lazy lead leader leadership
    leading league leaked learn learned learning least leave leaving lecture lecturer led left
    leftover legacy legal legged leggings legislation legislative legislature legs lending
    length less lesser lesson let letter level libraries library licensed lick lied lies life
    lifeline lifetime lifts light lighter lightning like liked likelihood likely limit
    limitations limited line lineup lingerie linked lips list listed listen listening listings
    literally literary literature live lived living loans lobbying lobe local localized located
    location logic logo longer longest longtime look looked looking loose lose losers losing
    loss lost lot lots loud loved lover lower lowest loyal lunch lungs lying lyric lyrical
    machine mad made magazine magnitude main mainland mainly mainstream maintain majority make
    maker makeup making mall man manage managed management manager mandated mandatory manifesto
    manner manufactured manufacturer many map mapping marathon marched margin maritime market
    marriage married mass massacre massive match matches matching mate material maternal math
    mathematician mathematics matrix matter maximum may maybe meal mean meaning meaningful
    meant measure measurement mechanisms medal media median medical medicine medieval medium
    meet meeting member membership memoir memorial memories memory men mental mention mentioned
    menu mere merger mess met metal meter methane metrics mid middle midfielder midnight might
    mighty mile military militia milk millennium million mind mine mini minimum minister
    ministry minor minority mins minus minute miss missile missing mission mist mistake misuse
    mix mixture mobile model modelling moderated modern modified modular molecular moment
    momentum momma moms monarchy money monitoring monkey month monument mood more morning most
    mother motion motivated motor motto mounted mouth move moved movement movie moving much
    multi multiple mums municipal municipality mural murder muscle muscular music musical
    musician must mustard mutations myself mysteries mystery naked name named narrative narrow
    narrowly nasty nation national nationalist native natural nature naval navy near nearby
    nearly necessarily necessary neck need needed negative negotiating negotiations
    neighbourhood neighbours neither nerd nervous network neuroscience neutral never new newest
    news newsletter newspaper next nickname night nine nineteenth nineties nobody noise
    nominated nomination nominees non none noon normal northeast northern nose not notable
    notably note nothing notion novel novelist now nowadays nowhere nuclear number numerous
    nursing nutrition nuts observation observed obsessed obtained obvious occasion occasional
    occupation occurred odds off offence offense offensive offer offered office officer
    official offshoot often oil old older oldest once one ones ongoing online only onto onwards
    open opened opening opera operated operates operating operation opinion opponent
    opportunities opportunity oppose opposed opposite opposition optical orbit orchestra order
    ordered ordinary organic organisation organised organization organized organizing origin
    original originally other our out outbreak outcome outdoor outfit outlines output outrage
    outside outstanding over overall overcome overnight overseas overtake overwhelmingly own
    owned oxidizing pack package pagan paid pain painful painted painting pair panic pants
    paper parade paradigm parallel parish parliament part partial participants participate
    participation particular particularly parties partner partnership party pass passed
    passenger passing passionate past patent pathways pay peak pedestrian penalty pencil
    pending penis people per percent perception percussion perfect perfection perform
    performance performer performing perhaps period permanent person personal personalities
    personality personnel perspective persuaded petition phase phenomena phenomenal philosopher
    philosophy phone photo photography photosynthesis phrase physical physicist physics pianist
    pick pics picture piece pilgrimage pioneer piss pistol pitched pitcher pizza place plain
    plan plane planet planned planning planted plants plasma plastic plate platinum play played
    player playing playwright please plenty plot plotting plus podcast poem poetry poets point
    pointless police policies policy political politician politics poll pool poor pop popping
    popular popularity population porn portable portfolio portion posed position positive
    possibilities possible possibly postdoctoral posted poster potential pounds powder powerful
    practice praised pray prayer pre preacher preaching precise precursor predator predict
    prediction predominantly prefer preference preferred pregnancy pregnant preliminary
    premiere prepare prepared presence present presented preserve president presidential press
    pressure presumably pretty prevent preview previous previously prices primarily primary
    principles priority prison privacy private prize pro probability probably probe problem
    procedure proceed proceedings process produce produced producer producing product
    production productive professional professor profit program programme programming progress
    progressive project prolific prominent promise promote promotion prompting pronounced
    pronunciation proper properties proposals proposed prose prosperity protect protection
    protein protest protesters proud prove proven provide provided province provincial
    provocative provoked psychedelic public publication publish published publisher pull punk
    pupils puppy pure purpose purse pursued pursuing push pussy put putting qualified
    qualifying quality quarter queens question quickly quiet quit quite quiz race racism
    radiation radio raid rail railroad raise raised rally ran range ranked ranking rape rapidly
    rapper rare rate rather ratings ravaged reach reached reaction reacts reading ready real
    realise reality realize really reason rebel rebellion rebuild recall receive received
    recent recently recipe recognise recognition recognized recognizing recommend
    reconciliation record recorded recording recover recovery recruit reduce reef reelected
    reelection refer reference referendum referred referring refined reflect reform refrain
    refused refuses regain regard regardless regime region regional regret regular regulate
    regulators rehabilitation rehearsal reinforcement rejected rejection rejects related
    relation relationship relative relatively relax relay release released relevant relief
    religion religious reluctance rely remain remained remaining remarkable remarks rematch
    remember remembered remind remix remove removed renamed renewed reorganized repair repeal
    repeat repertoire replace replaced replacement reply report reported reporter represent
    representation republican reputation require required rescue research researchers reserved
    resident resign resignation resistance resolution respect respective respond response
    responsibility responsible rest restaurant restricted result resulting resurgence retained
    retardation retired retirement retiring return returned returning retweet reunion reunited
    revamped reveal revealed reverse review revise revolt revolution revolutionary reward
    rewrite rhythms ride riders ridiculous riding right rise risk rivals road robot rocket role
    roll romance romantic roof room roster rough round route row rubbish rugby rule ruling run
    runner running runs sacked sacrifice safe safety saga said sake sale salon same sample
    sanctions sat satellite satirical save saw say saying says scale scandal scans scare scene
    scheduled scheme school science scientific scientist score scored scrap scrapped scream
    screen screenwriter search season seat second secret section sector secular secure security
    seeing seek seem seen segment seized selected selection self sell selling semester
    semifinals senators send senior sense sensible sensitive sensitivity sent sentiment
    separate separatist sequel sequence serial series serious seriously serve served service
    serving session set sets setting settled settlement seven several severe sex sexual sexy
    shake shall shallow shame shape share shared sharks shattered she sheer shelter shelves
    shield shift shine ship shirt shit shite shock shoes shoot shooting shop shopping shortlist
    shortly shot should shoulder shout shoutout show showed shower showing shown shut sick side
    siege sight sign signal signalling signed significant signing silence silly similar simply
    simulation since sing singing single sinking siren sister site sitting situated situation
    six sixth size skating skill skin slam slapped slavery sleep sleeve slept slide slightly
    slow slut smaller smartphone smell smile smoke smoothly snap sneak soaked soap soar soccer
    social socialist society socks sofa soft software solar sold solid solo solutions solve
    some somebody someone something sometimes somewhat somewhere son songs songwriter soon
    sooner sore sorry sought soul sound soundtrack soup source south southern space spam span
    spanning spare spawned speak speaker speaking special specialist specializing species
    specific spectra speech speed spelling spend spending spent spill spin spit spite split
    splitting spoke spoken sponsor sponsored sponsorship spontaneous sport spot spread spurs
    squad squadrons staff stage stance stand standard starring stars start started starting
    state statement station status stay staying steady steak steal step stick stiff stimulation
    stint stole stolen stood stop stopped stopping store stories storms straight strained
    strategic strategies strategy strength strengthened stress stressful stretch strike striker
    string strip stroke stronger strongest stronghold struck structure struggle stuck student
    studied studies studio study stuff stunned stupid style sub subject submitted subsequent
    subsidiary substance substantial succeed succeeded success successful successfully
    successive such suck sued suffered suffering suggest suggested suggestions suicidal suicide
    suing suit summit sums sunshine super superior supervised support supported supporter
    supporting supportive suppose sure surface surfer surfing surge surgery surprise surrounded
    surrounding survival survive sushi suspect suspended suspicious sustainability sustained
    swear sweat swell swept swimming swing switched symbol sympathy symptoms synthpop system
    table tablets tackle tags take taken taking tale talent talk talking tall tank tape target
    tart task taste tattoo taught tax tea teach team tears tech technical technique techno
    technological technologies technology teen teenage teenager telephone televised television
    tell temperature temporarily ten tend tennis tenor tensions term terrestrial terrible
    territories territory terror terrorism terrorist test testified testifies testimony text
    than thank that the theater theatre theatrical their them theme themselves then theoretical
    theory therapy there thereafter these they thick thin thing think third thirteen thirty
    this those though thought thousand threat threatened three threshold threw throat throne
    through throughout thrown thus ticket tied tier ties tight till time tiny tips tired tissue
    title toast today together told tomorrow tongue tonight too took tool top topic topped
    topping total totally touch tough tour tourists tournament toward town track trade trading
    traffic trafficking tragic trail train trained training traits transfer transferred
    transformed transit transition translate translated translation translator transmission
    trap trapped travelling treat treatment tree tremendous trend trial tribes tribute tricks
    tried tries triggered trip triumph troops trophies trophy trouble truce truck truly trust
    try trying tube tune turn turned turnout tweet twelfth twelve twentieth twenty twice two
    type typical ultimately unable uncertain unchanged unclaimed uncomfortable under undergo
    undergraduate underground underlying understand understanding understood underwater
    underway undisclosed unemployed unexpected unfair unhappy uniform union unionism unique
    unit unite universe university unknown unless unlike unnecessary unpaid unpopular unreal
    unreleased unseen unsuccessful unsure until unusual upcoming update upon upper upset
    uranium urged urging usable usage use used useful useless user uses using usual usually
    utter vacancy vacation valid valley valuable value variety various vary vast vegetable
    vehicle vein venture venue verdict verses version versus vertical very veteran via victim
    victories video view viewers village vintage violated violence violent viral virtuous virus
    visible vision visit visited visiting visual vital vocal vocalist vodka voice volume
    volunteer vote voted voters voting waiting waitress wake walk walking want wanted war wards
    warfare wartime was wash wasn waste watch watchdog watched wave wavelengths way weak weaker
    wealth weapon wear wearing weather web website wedding week weekend weighing weight weird
    welcome welfare well went were western whale what whatever wheels when where whether which
    while whilst whistle who whole whom whose why wicked wide widely widespread wife window
    winners winning wins wipe wireless wish with withdrawal withdrew within without witnessed
    witty woke woman women wonderful word work worked working workout workshop world worldwide
    worry worse worship worst worthy would wounded wrap wrapped wreckage wrestling write writer
    writing written wrong wrote yard year yell yes yesterday yet yield yoga you younger
    youngest your yourself youth zero zombie zone
"""
