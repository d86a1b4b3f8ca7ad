"""Ordinary words of forty languages, and the letters and scripts that few of them have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Language → frequent words, those that hold sentences together. No single ASCII letters: in
#: code those are variables.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "af": """
            aan as asseblief baie by daardie dankie die dit een ek en gaan geen goed haar hallo
            het hier hierdie hoe hoekom hulle hy in is ja jou jy kan maar met moet my môre na nee
            nie nog nou of om ons ook oor op sal sy sê te uit van vandag vir waar was wat wie wil
        """,
        "az": """
            altında amma ancaq arasında artıq belə bilər bir biz bizi bizə bu bugün buna burada
            bütün bəli daha dedi deyil də edir edəcək elə etmək getdi görə gəldi hansı haqqında
            harada heç hər idi ilə imiş indi istəyir istəyirəm isə içində kim kimi kimə lakin mən
            məni mənim mənə necə necədir niyə nə nəyə olacaq olan olaraq oldu olmaq ona onlar
            onları onu qədər sabah salam siz sizi sizə sonra səhv sən səni sənin sənə təşəkkür
            var və xeyr ya yalnız yaxşı yenə yoxdur çox çünki üzərində üçün əgər ən
        """,
        "be": """
            або ад але без была было былі быў ваш вельмі вы гэта да дзе дзякуй для добра з за
            заўтра каб калі магу мая мой мы мяне на наш не няма па пасля прывітанне сёння так
            таксама твой тут ты хачу хто цяпер чаму што я яго яе як яна яны ён ёсць і іх ў ўжо
        """,
        "bg": """
            аз ако без беше благодаря бъде бях в ваш вече вие вместо във ги го да дали днес до
            добре един за защо здравей здравейте и или има искам какво като когато които кой
            който къде към ли мен ми много мога моето може моя моят му на наш не неговия ние но
            няма от по при с са само се сега си след сме сте съм със също твой те ти това този
            той трябва тук тя утре ще я
        """,
        "ca": """
            al amb aquest aquesta aquí ara avui bon bé cada com de del dels després el els em en
            ens es estic està et fer fins gràcies ha han hi hola jo la les li meu meva molt més
            no només nosaltres nostre on pel per perquè però poden puc quan que qui què sense ser
            seu seva si sobre sí sóc són també teu tinc tots tu un una vostè vull
        """,
        "cs": """
            aby ahoj ale ano ačkoli bez bude budeme budete budou budu by byl byla byli bylo být
            během chce chci chyba co další den dnes do dobrý dobře děkuji formát hodnota hodnoty
            hodně jak jako je jeden jeho jejich její jen jenom jestli ještě již jméno jsem jsi
            jsme jsou jste já kam každý kde kdo kdy když kolem kterou která které kterém který
            kterých kvůli mají mezi mi mnoho mohu moje možná možné musí musím my má málo mám mít
            mě můj může můžu na ne nebo nebyl nebyla nejsem nejsou nelze nemám není než nic nich
            nikdo nový nula nyní název náš ním něco někdo něm obsahuje od odkud on ona oni pan
            paní po podle pokud potom potřebuji pouze použití použít počet pro prostředí prosím
            proti proto protože proč první před předtím přes při příliš rok se selhalo seznam si
            soubor souboru soubory souborů tak taky také tento tomto toto tvůj ty této tím týden
            třeba už velikost velmi verze vy více včera však všechno všechny všichni za zda ze
            zítra řetězec že žádné
        """,
        "cy": """
            ac amser angen ar beth ble bod bydd bydda byddai byddwch cael chi cyfer cyn dan ddim
            dim diolch dod dros dw dy ef ei eich ein eisiau er eu fel felly fi fod fy gallu gan
            gellir gennych gweld gwneud gwybod gyda gyfer heb heddiw hefyd helo hi hon hwn hwnnw
            hyd hyn hynny iawn iddi iddo lle mae maen methu mewn mwyn mynd nad nawr neu nhw ni
            nid oedd oes oherwydd ond pam pan pob popeth pwy rhai rhaid rhywun roedd roeddwn rydw
            sut sydd ti wedi wedyn wrth wyt ydw ydy ydych yfory yma yn yna yno yr yw
        """,
        "da": """
            advarsel af alle allerede altid anden andet andre angivet antal at blev blive bliver
            brug bruge bruger bruges de den denne der det dette dig din disse dit du efter eller
            ellers en end endnu er et fejl fil filen filer findes flere for fordi fra få før
            gerne godt han har havde hej her hos hun hvad hvem hver hvis hvor hvordan hvorfor
            ikke ind indeholder ingen intet ja jeg jeres kan kun kunne lige mange med meget
            mellem men mens mere mig min mindre mindst mine mislykkedes mit må måske navn nej
            nogen noget nu når og også om os over på samme sammen selv sig skal skulle som stedet
            så tak tegn tidligere til uden ugyldig ukendt under understøttes ved vi vil ville vis
            vores værdi være
        """,
        "de": """
            aber alle als an auch auf aus bei beim bin bist bitte danke dann das dass daß dein
            deine dem den der des dich die diese dieser dir doch du durch ein eine einem einen
            einer eines es frau für geehrte gibt gut guten habe haben hallo hat hatte herr heute
            hier ich ihr ihre ihrem ihren im in ist ja jetzt kann kannst kein keine konnte
            könnten liebe mal mehr mein meine meinen meiner mich mir mit morgen muss möchte nach
            nein nicht noch nur oder ohne schon sehr sein seit sie sind um und uns unser unsere
            unter von vor war waren warum was wenn wer werden wie will wir wird wo wurde zu zum
            zur über
        """,
        "en": """
            about after all also an and any are as at be because been but by can cannot could did
            do does for from get go going good got had has have he hello her here hi him his how
            if in is it just know let like make me more must my need no not now of on only or our
            out please said say she should so some tell than thanks that the their them then
            there they think this to up us very want was we were what when where which who why
            will with without would write yes you your
        """,
        "eo": """
            al alia aliaj ankaŭ ankoraŭ antaŭ aŭ baldaŭ bone dankon de devas diris dosiero
            dosierojn dosieron dum eblas en eraro estas esti estis estos estus faras havas havi
            hieraŭ hodiaŭ ili ilia ilin inter iris iu jam jes kaj ke kial kiam kie kiel kien kio
            kiu kontraŭ kun la laŭ li lia lin malgraŭ mi mia montri morgaŭ multe ne neniu ni nia
            nomo nun nur per plej pli por post povas povis pri saluton scias se sed tiam tie tiel
            tien tio tiu tiuj tiun tre tri tro unu uzi valoro venis vi via vidis volas ĉe ĉi ĉio
            ĉiu ĉu ĝi ĝin ĝis ŝi ŝia ŝin
        """,
        "es": """
            ahora al antes aquí así bien buenos cada como con cuando cómo de debe deben del desde
            después donde días dónde el ella ellos en entre era eres es esta este esto estoy está
            favor fue gracias ha hacer hasta hay hola hoy la las le les lo los me mi mientras mis
            muy más nada necesito ningún no nos nosotros para pero por porque puede pueden puedo
            que quiero quién qué se ser señor señora si sin sobre son soy su sus sí sólo también
            te tengo tiene todo todos tu tus tú un una uno usted ustedes ya yo él
        """,
        "et": """
            aga ainult aitäh alati ei enda enne esimene et hea homme hästi iga igal ise ja jah
            jaoks jooksul juba juures ka kaks kas keegi kes kui kuid kuidas kunagi kuni kus kõigi
            kõik küll lihtsalt lisaks läks ma meid meie meil mida midagi miks mina mind minu mis
            miski mitte mu mulle mõni nagu neid nemad nende nii ning nüüd oled oleks olema oleme
            olen olete oli olid olla olnud oma on palun peab peale pidi pole pärast sa saa samuti
            seal sealt seda see selle selleks sellele sellest siin siis siiski siit sina sind
            sinna sinu suur ta tahan te teda teha teid teie tema tere tuleb tuli täna uus vaid
            veel väga või võib võime võin ära öelda ühe üks
        """,
        "eu": """
            arabera ari arte artean asko atzo aurretik azken bai baina baino baita barruan bat
            batean batek baten batzuk behar bera beraz bere berriz beste beti bezain bezala bihar
            da dago dagoen daiteke daude den dezake diot dira diren ditu dituen ditzake dizu du
            duen dugu dut dute dutenean duzu edo edozein egin egingo egiten ere esan eskerrik eta
            etorri ez ezin gabe gara gaur gehiago gero gu gure guzti guztiak haiek hau hauek
            hemen honek honen honetan honi hor hori horren izan izango joan kaixo kontra lehen
            litzateke mesedez nahi naiz ni nik nire noiz nola non nor nork ondoren ongi orain
            oraindik oso urte zait zara zein zen zer zergatik zertan ziren zituen zu zuen zuk
            zure zuten
        """,
        "fi": """
            aikaa aina annettava annettu ehkä ei eikä eivät eli ennen ensi ensimmäinen enää
            epäonnistui että haluaisin haluan he hei heillä huomenna hyvin hän hänellä hänen
            hänet ilman ja jo johon joita joka jokin joku jolla jos jossa josta jotain jotka
            jotta jälkeen kaikki kanssa kerran kiitos koko koska koskaan kuin kuitenkin kuka
            kukaan kun kuten kyllä käyttää käytä käytöstä liian lisää luo me meidän meidät meillä
            meni mihin miksi mikä mikään milloin minulla minulle minun minut minä missä mistä
            miten mitä mitään monet moni monta mukaan mutta muu muut myös ne niin niitä nimi noin
            nuo nyt nämä oikea ole olemme olen olet olette oleva olevan oli olisi olivat olla
            ollut oma omat on ovat paljon pitäisi pitää saa sama sanoi se sekä sen siellä siitä
            sijaan siksi silloin sinne sinulla sinun sinut sinä sisällä sisältää sitä tai
            tarpeeksi te teillä tiedosto tiedostoa tiedoston toinen tulee tuli tuntematon tuo
            tähän tämä tämän tänne tänään tässä täytyy täällä täältä ulkopuolella usein useita
            uudelleen vaan vaatii vaikka vain valitsin varoitus varten vielä viime virhe
            virheellinen voi voidaan voimme voisin voit voivat vuoksi vähän välillä yhtä yksi yli
            älä
        """,
        "fr": """
            ai après au aussi autres aux avant avec avez avons bien bonjour car ce cela cette
            chaque chez comme comment dans de depuis des du elle elles en entre es est et faire
            fait il ils je la le les leur lui ma madame mais me merci mes moi mon monsieur même
            ne non nos notre nous on ont ou oui où par pas peut peuvent plaît plus plusieurs pour
            pourquoi pu qu quand que quel quelle qui quoi salut sans se si son sont suis sur svp
            ta te tes ton tous très tu un une vers veux vos votre voudrais vous à ça était été
            être
        """,
        "ga": """
            ach acu ag agaibh againn agam agat agus aici aige amach amárach an anois anseo ansin
            aon ar arís atá beidh bheadh bheith bhfuil bhí cad cathain chomh chuig chun conas cá
            cé cén de den dhá dia do dom don dtí duine duit dó dúinn dúirt eile faoi faoin fháil
            freisin fuair féidir féin gach gan go gur iad idir ina inniu inné is isteach le leis
            lena leor libh linn maith mar mo mé mór na nach nua nuair ná ní níl níor níos nó orm
            ort raibh riamh rinne roimh sa sea seo siad sibh sin sinn siúd suas sé sí síos thar
            tháinig trí tá tú uait ár éis ón
        """,
        "gl": """
            agora ao aquí as ata ben cando como con da das de do dos el ela en esta este estou
            está eu facer foi grazas hoxe meu miña moito máis na no nome non noso nós ola onde os
            ou para pero pode podo por porque que quen quero se sen ser seu si sobre son súa
            tamén ten teu teño ti un unha vostede é
        """,
        "hr": """
            ako ali baš bez bi bila bili bilo bio biti bok broj da danas datoteci datoteka
            datoteke datoteku do dobro gdje godina gospodin gospođa greška htio hvala iako ili
            ima imaju imam ipak iz između ja je jedna jer još jučer kad kada kako kamo kao kod
            koja koje kojem koji kojima kojoj koju koristi koristiti kroz malo me mene mi mnogo
            mogu moguće moj moja moje molim mora moram može možemo na nad nakon naš ne nego neke
            neki nema nemam netko neće nešto nije nisam nisi nismo niste nisu nitko ništa njegov
            njezin od odakle oko on ona ondje oni ova ovaj ovdje ovim ovo ovoj po podataka
            poslije prema pri prije protiv puno sa sada sadrži sam samo se si smo ste su sutra
            svaki sve svi taj tako također tek ti tim tjedan tko to treba trebam tvoj uvijek vaša
            već vi vjerojatno vrijednost vrijeme vrlo za zatim zato zašto zbog će ćemo ćete ćeš
            ću čiji što želim
        """,
        "hu": """
            ahogy ahol akar akarok aki akik akkor alapértelmezett amely ami amikor amit arra az
            azon azt azért be csak de egy egyes egyik egyéb egész el előtt engedélyezett engem
            ennek enyém erre ez ezek ezen ezt ezért fel figyelmen fájl fájlok ha hanem használata
            használja hiba hogy hogyan hol holnap honnan hova hozzá igen innen is itt jól jön
            kapcsoló kell kellene kevés ki kicsit kérem kívül köszönöm következő között legalább
            legyen lehet lenne lesz lett lettek ma majd meg megadott meghiúsult melyik ment mert
            mi miatt mikor milyen minden mindig mint mit mivel miért mondta most már másik még
            nagy nagyon neked nekem neki nekik nektek nekünk nem nincs néha nélkül onnan ott
            pedig persze például rólam sem semmi senki sikertelen sikerült soha sok szabványos
            szeretne szeretnék szerint szia számára szükséges található talán tartalmaz te tegnap
            teljes ti tudja tudnak tudom támogatott több túl tőle ugyan ugye utolsó után vagy
            vagyok vagyunk valaki valami való van vannak vele veled velem velük viszont volna
            volt voltak voltam által át én érték érvénytelen és összes új ő ők
        """,
        "id": """
            ada adalah akan aku alamat anda apa apakah aplikasi argumen atau bagaimana bagi
            bagian baik banyak baris belum berisi berkas besok bisa bukan daftar dalam dan dapat
            dari dengan di dia didukung digunakan diperlukan direktori ditemukan gagal gunakan
            halo hanya hari harus informasi ingin ini itu jangan jika juga kami kamu karakter
            karena kasih ke keluaran ketika kita lebih mana masukan membuat memiliki menemukan
            mengapa menggunakan mereka mungkin nama nilai nya oleh pada panjang peringatan
            pilihan proses saat sama sangat satu saya sebagai sebuah secara sekarang seperti
            siapa sini sistem suatu sudah tak tampilkan tanpa telah terhadap terima tetapi tidak
            tipe tolong untuk versi waktu ya yang
        """,
        "is": """
            af aldrei allir allt alltaf annar annað að bara dag ef eftir einn eitt ekkert ekki en
            er eru eða frá fyrir fór gegnum gerði geta getur hafa hafði halló hann hans hefur
            heldur hennar hingað hvar hvað hvenær hver hvernig hvers hvort hægt hér hún inn já
            kom líka lítið með mig mikið milli minn minni mjög mun myndi mér mín mínir nei nú
            núna og okkar okkur sagði sem sig sinn skal svo takk til um undir var vegna vel vera
            verið verður vil vill við voru væri yfir ykkur yrði ásamt áður ég þangað þar það
            þegar þeim þeir þeirra þess þessi þessu þetta þig þinn þið þá þér þú
        """,
        "it": """
            abbiamo al alla anche ancora bene buongiorno che chi ci ciao come con cosa così da
            dal dall degli dei del dell della delle deve di dopo dove durante ed era essere fare
            fatto favore già gli grazie ha hai ho il in io la le lei lo loro lui ma mi mia miei
            mio molto nel nella nessuna noi non nostro oggi ora per perché più posso prima può
            quando quella quello questa questo qui se senza si signor signora sono stato sto su
            sua sul sulla suo sì ti tu tua tuo tutti tutto un una vi voglio voi vorrei è
        """,
        "kk": """
            бар бойынша болды біз бір бірақ бүгін бұл да де деп еді емес ертең жақсы жоқ және иә
            керек кім мен менің мұнда не ол олар осы рахмет сен сенің сіз сәлем қазір қайда қалай
            үшін өте
        """,
        "lt": """
            abu ant apie ar arba ačiū aš be bent bet bus buvau buvo būsiu būti dabar dar daug dėl
            esame esi esu galbūt gali galiu gerai iki ir iš jas jau jei ji jie jiems jis jo jokio
            jos jums juos ją jį jūs jūsų jų kad kada kadangi kai kaip kas kažkas kelias kiek kitu
            kitą kitų kodėl kol kur kuri kuriame kurie kurio kurioje kurios kuris kuriuos kurių
            kurį labai labas lyg man mano mažai mes metai mums mūsų ne nebent negu nes niekas
            nori noriu nors nuo nėra pagal paskui pat pačiu per po prašau prie prieš reikia rytoj
            savaitė su tai taip tarp tavo tačiau ties tik todėl tu tuo turi turime turiu už vakar
            vienas vietoj visi viskas yra čia į ši šiai šiame šiandien šio šios šis šią šį
        """,
        "lv": """
            ar arī bet bez bija būt es esi esmu gribu ir ja jau jā jūs ka kas ko kur kā kāpēc
            labi lai līdz lūdzu man mana mans mēs mūsu nav ne no nē paldies par pie pirms pēc rīt
            sveiki tagad tas tavs tiek tikai tiks to tu tā un uz vai var viņa viņi viņš ļoti šeit
            šis šo šodien
        """,
        "mk": """
            беа беше благодарам веќе вие во ги го да дека денес добро е за здраво зошто и или има
            исто каде како кои кој која мене многу мое можам може мора мој моја наш не ние но
            оваа овој од по помеѓу при сакам се сега си сме со сте сум таа твој ти тие тој тука
            утре што ја јас
        """,
        "ms": """
            ada adalah akan alamat anda apa aplikasi argumen atau awak bagaimana bagi bagian baik
            banyak baris berisi berkas boleh daftar dalam dan dapat dari daripada dengan dia
            didukung digunakan diperlukan direktori ditemukan esok gagal gunakan hanya hari
            informasi ini itu jangan jika juga kami karakter kasih ke keluaran kerana ketika kita
            lebih mahu mana masukan membuat memiliki menemukan mengapa menggunakan mereka mungkin
            nama nilai oleh pada panjang peringatan pilihan proses sama sangat satu saya sebagai
            sebuah secara sekarang seperti siapa sila sini sistem suatu sudah tak tampilkan telah
            terhadap terima tetapi tidak tipe untuk versi waktu ya yang
        """,
        "nb": """
            alle allerede andre annen annet at av bare ble bli blir blitt bruk både de deg den
            denne dere deres det dette din disse ditt du eller en enn er et ett etter feil flere
            for fordi fra funnet få før første gang gjerne gjør godt grunn hadde han har hei hele
            her hos hun hva hvem hvor hvordan hvorfor ikke ingen inn ja jeg kan kunne ligger
            mange med meg mellom men mer min mine mitt mye må mål ned nei noe noen nok nye nå når
            og også om opp oss over på samme sammen samtidig satt seg selv senere sett siden sin
            siste skal skriver skulle slik som stedet så takk til tilbake ugyldig under ut uten
            utenfor ved vi vil ville vår være
        """,
        "nl": """
            aan al alle alleen als alstublieft andere bedankt beste bij daar dan dank dat de deze
            dit door een elk en er geen goed graag haar had hallo heb hebben heeft heel hem het
            hier hij hoe hun iets ik in is ja je jij jouw kan kun kunt maar meer meneer mensen
            met mevrouw mij mijn moet moeten morgen na naar nee niet nog nu of om omdat ons onze
            ook op over te toch tot uit van vandaag veel voor waar waarom wanneer want waren was
            wat we wie wij wil worden wordt zal ze zeer zij zijn zonder zou
        """,
        "pl": """
            aby albo ale ani bardzo bez brak być był była było będzie będą błąd chcę ciebie co
            cześć czy danych dla dlaczego do dobry dobrze dzień dzisiaj dziękuję gdzie ich ile
            informacji ja jak jako jego jej jest jestem jeśli jeżeli jutro już katalogu kiedy kto
            które którego który lub ma mam między mnie mogą mogę moja moje może możliwe można
            musi my mój na należy nasz nasza nawet nazwa nazwy nie niż od on ona oni opcja oraz
            pan pani plik pliku plików po podczas ponieważ powiodło poza proszę przed przez przy
            się sposób są tak także tego tej ten teraz też to tu twój ty tylko tym udało ustawić
            użycie użytkownika wartość według wersji wielu więc więcej wszystkich wszystkie wy
            wyjścia za zamiast zawiera został żadne że
        """,
        "pt": """
            agora ainda ao aqui as até bem cada com como da das de depois deve do dos ela ele
            eles em então esta este estou está estão eu favor fazer foi for hoje isso isto já lhe
            mais mas mesmo meu meus minha muito na nada nas no nos nossa nosso não nós obrigada
            obrigado oi olá onde os ou para pela pelo pode podem por porque porquê posso preciso
            quando que quem quero se sem senhor senhora ser seu sim sobre sua são só também te
            tem tenho todos tudo um uma você vocês à às é
        """,
        "ro": """
            această acest acum ai aici al ale am ar are au azi bine bună ca care ce cine cu cum
            când că da dacă dar de din doamna doar domnul după ea ei el era este eu fi foarte
            fost fără iar la le lor lui mai mea meu mie mult mulțumesc mâine mă noi nostru nu pe
            pentru pot prea prin rog sau se sunt să toate tu tău un unde unei unui va voi vreau
            îl îmi în și
        """,
        "ru": """
            а без будет бы был была были было быть в вам вас ваш все вы где да для до его если
            есть еще ещё её же за завтра здесь здравствуйте и из или их к как когда кто ли меня
            мне могу может мои мой моя мы на нам нас наш не нет но о он она они от очень перед по
            пожалуйста после почему при привет с сегодня сейчас спасибо так твой то тоже только
            ты у уже хорошо хочу что чтобы это этот я
        """,
        "sk": """
            aby ahoj aj ak ako ale alebo ani bez bol bola boli bolo bude budem budeme budete budú
            by byť cez chce chcem chyba deň dnes do dobre dobrý ešte hoci hodnota iba ich ja je
            jeho jej kam každý kde kedy keď kto ktorej ktorom ktorá ktoré ktorú ktorý ktorých len
            ma majú mať medzi mi moje možno možné musia musí musím my má málo mám môj môže môžem
            môžete môžu na nemám neplatný nepodarilo nich nie niekto niektoré niečo nikto nič
            názov náš ním od odkiaľ okolo on ona oni pani po podľa pokiaľ potom potrebujem použiť
            počet pre pred preto pretože prečo pri prosím proti práve príliš pán rok sa si sme
            som ste sú súbor súborov súboru tak tejto tento teraz tieto tiež to toho tohto tomto
            toto treba tvoj ty typu táto túto tým týždeň už veľa veľmi viac vo vy vytvoriť včera
            však všetci všetko všetky za zajtra zo zoznam áno či čo číslo ďakujem ňom že
        """,
        "sl": """
            ali bi bil bila bile bili bilo biti bo bodo bomo boste brez celo da danes datoteke
            dobro dokler dolgi dovolj druga drugi drugo dva ena enkrat eno ga gospa gospod hoče
            hočem hvala ima imajo imam in iz jaz je jih jutri kadar kaj kako kakšen kam kar
            katera katerem kateri katero kdaj kdo ker ki kje kjer ko kot lahko le leto malo manj
            me med mesec mi mogoče moj moja moje mora morajo moram moramo mu na nad naj največ
            naš ne nedavno nekaj nekdo ni nihče nikoli nimam nisem niso nič nje njegov ob od
            okoli on ona oni pa po polno ponovno potem prazen prazna prazno pred preden prej
            preko pri prosim proti prvi prvo saj sam samo se sem si sicer skozi smo so sploh ste
            stran tako teden tega ti to torej tretji tudi tukaj tvoj vedno veliko vendar več vi
            vsaj vsak vse vsi včeraj za zadnji zakaj zato zdaj zelo če čeprav četrti še šele že
            želim živjo
        """,
        "sq": """
            ai ajo ata dhe disa do dua duke edhe faleminderit im ime ishte jam janë je jo jonë ju
            ka kjo ku kur kush ky këtu këtë lloj madhe me midis mirë mos mua mund më ne nesër nga
            një nuk në ose pak papritur pas po por prej pse për përshëndetje që shumë si sot së
            tani tek ti të unë çfarë është
        """,
        "sr": """
            ако али би била био ви више врло где да данас до добро желим за зашто здраво и из
            између или има када како као ко код ли мене ми могу молим мора мој моја моје на након
            наш не нема нисам овај овде ово од он она они по са сада сам само се си смо сте су
            сутра такође твој ти у хвала што ја је још његов ће ћу
        """,
        "sv": """
            alla andra antal använd använda att av bara blev blir bort bra de den denna dess det
            detta dig din ditt du där då efter eftersom eller en endast enligt er ett fel fil
            filen filer finns flera från får följande för första genom går gör göra hade han har
            hej hon hos hur här idag imorgon inga ingen inget innan innehåller inte ja jag kan
            kommer kunde med mellan men mer mig min mina mindre misslyckades mitt mot mycket
            många måste namn nej ni noll nu när någon något några och också om oss på redan samma
            sedan sig sin sista ska skall skapa skulle snälla som stöds större så tack tidigare
            till tillsammans upp ut utan utanför vad var vara varför vem vi vid vilket vill visa
            värde vår än är även över
        """,
        "tr": """
            adı altında ama anahtar ancak artık aynı bana başarısız belki bellek ben beni benim
            bir biraz birden birlikte biz bizi bizim bu bugün bulunamadı bulundu bunlar burada
            büyük da daha de değer değeri değil diğer dosya dosyaları dosyası doğru dışında
            edecek edilemedi edilen ediliyor ediyor en etmek etti evet eğer fakat fazla geldi
            gerekli geçerli geçersiz gibi girdi gitti göre hangi hata hayır hem her herhangi
            herkes hiç hiçbir hâlâ ile ilk ise istiyorum iyi izin için içinde kadar karakter
            karşı kaynak kim kimse kullanıcı lütfen merhaba mevcut mi mu mı nasıl ne neden nerede
            nereye olabilir olan olarak oldu olduğu olduğunu olması olur onlar onlara onu onun
            rağmen sadece sana sayın sen seni senin siz sizi son sonra standart tabii tarafından
            tek teşekkür teşekkürler tüm uyarı var ve veri veya ya yalnızca yani yapmak yapılan
            yapıyor yarın yeni yeniden yerel yerine yok zaman çok çünkü çıktı önce öntanımlı
            üzerinde şey şimdi şu
        """,
        "uk": """
            або але без був буде будь була були було в вам вас ваш вже ви вона вони від він де
            для до добре дуже дякую з за завтра зараз його коли ласка лише має мене мені ми можна
            можу моя мої мій на нам нас наш не немає при привіт про під після сьогодні та так
            також твій ти тут у хочу хто це цей чи чому ще що щоб я як якщо які є і із їх її
        """,
        "vi": """
            ai anh bà bây bạn bằng bị cho chào chúng chưa chỉ chị chọn các có cũng cảm cần của
            dùng em giờ gì hay hoặc hôm họ khi không là lại muốn mà một nay người như những này
            nó nếu phải phần ra rất sao số ta theo thì thế trong trên tôi tại từ tự và vào vâng
            về với xin ông đang đâu đây đã được đến để ơn ở
        """,
    }
)

#: Letters → the languages that have them, of those in WORDS.
_LETTERS = (
    ("ë", "af nl sq"),
    ("أإةكىي", "ar"),
    ("ə", "az"),
    ("ç", "az ca fr pt sq tr"),
    ("ü", "az de es et hu tr"),
    ("ö", "az de et fi hu is sv tr"),
    ("ş", "az ro tr"),
    ("ğı", "az tr"),
    ("ў", "be"),
    ("ыэё", "be kk mn ru"),
    ("і", "be kk uk"),
    ("ъ", "bg"),
    ("ó", "ca cs es ga hu is pl pt sk"),
    ("è", "ca fr it"),
    ("à", "ca fr it pt vi"),
    ("ï", "ca fr nl"),
    ("ò", "ca it vi"),
    ("ěřů", "cs"),
    ("šž", "cs et hr lt lv sk sl"),
    ("č", "cs hr lt lv sk sl"),
    ("ý", "cs is sk vi"),
    ("ŵŷ", "cy"),
    ("â", "cy fr pt ro vi"),
    ("ô", "cy fr pt sk vi"),
    ("æ", "da is nb"),
    ("ø", "da nb"),
    ("å", "da nb sv"),
    ("ß", "de"),
    ("ä", "de et fi sk sv"),
    ("ĉĝĵŝŭ", "eo"),
    ("¡¿", "es"),
    ("ñ", "es eu gl"),
    ("õ", "et pt vi"),
    ("پچژکگی", "fa ur"),
    ("ù", "fr it"),
    ("ê", "fr pt vi"),
    ("î", "fr ro"),
    ("ć", "hr pl"),
    ("đ", "hr vi"),
    ("őű", "hu"),
    ("ðþ", "is"),
    ("ì", "it vi"),
    ("ғқңұһә", "kk"),
    ("үө", "kk mn"),
    ("ėįų", "lt"),
    ("ū", "lt lv"),
    ("ąę", "lt pl"),
    ("āēģīķļņ", "lv"),
    ("ѓѕќ", "mk"),
    ("јљњџ", "mk sr"),
    ("łńśźż", "pl"),
    ("ã", "pt"),
    ("ţșț", "ro"),
    ("ă", "ro vi"),
    ("ĺľŕ", "sk"),
    ("ђћ", "sr"),
    ("єїґ", "uk"),
    ("ٹڈڑںے", "ur"),
    ("ĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "vi"),
)
LETTERS: Mapping[str, str] = MappingProxyType(
    {letter: names for letters, names in _LETTERS for letter in letters}
)

#: First word of the Unicode names of a script's letters → the languages that are written in it.
SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "GREEK": "el",
        "CYRILLIC": "be bg kk mk mn ru sr uk",
        "ARMENIAN": "hy",
        "HEBREW": "he yi",
        "ARABIC": "ar fa ur",
        "DEVANAGARI": "hi mr ne",
        "BENGALI": "as bn",
        "GURMUKHI": "pa",
        "GUJARATI": "gu",
        "ORIYA": "or",
        "TAMIL": "ta",
        "TELUGU": "te",
        "KANNADA": "kn",
        "MALAYALAM": "ml",
        "SINHALA": "si",
        "THAI": "th",
        "LAO": "lo",
        "TIBETAN": "bo",
        "MYANMAR": "my",
        "GEORGIAN": "ka",
        "HANGUL": "ko",
        "ETHIOPIC": "am ti",
        "KHMER": "km",
        "MONGOLIAN": "mn",
        "HIRAGANA": "ja",
        "KATAKANA": "ja",
        "CJK": "zh",
    }
)
