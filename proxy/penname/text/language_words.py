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
            amma arasında bilər bir biz bu bugün burada bəli daha deyil də edir etmək harada hər
            ilə indi istəyirəm kim kimi mən mənim necə niyə nə olan olaraq onlar sabah salam siz
            sonra sən sənin təşəkkür var və xeyr ya yaxşı yoxdur çox üçün
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
            aby ahoj ale ano bez bude by byl byla bylo být chci co den dnes do dobrý dobře děkuji
            jak jako je jeho jejich její jen jestli jsem jsi jsme jsou já kde kdo když které
            který mezi mi mohu moje musí my má mě můj může na ne nebo není než nyní náš od on ona
            oni pan paní po pokud potřebuji pouze pro prosím protože proč před při se si tak také
            tento tvůj ty této tím už velmi vy více za zda ze zítra že
        """,
        "cy": """
            ac ar beth ble bod bydd cael chi dim diolch dy ef ei eich ein er fi fod fy gan gyda
            gyfer heddiw helo hi hon hwn hyn iawn mae mwyn nad nawr neu nhw ni oedd oes pam pwy
            rhaid roedd sut ti wedi wrth ydy yfory yma yn yr yw
        """,
        "da": """
            af alle at blev blive bliver de den denne der det dette dig din dit du efter eller en
            end er et for fordi fra gerne godt han har havde hej her hos hun hvad hvem hver hvis
            hvor hvordan hvorfor ikke ingen ja jeg jeres kan kun kunne lige mange med meget men
            mens mig min mine mit nej nogen noget nu når og også om os over på sig skal skulle
            som så tak til uden under ved vi vil ville vores være
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
            al ankaŭ aŭ bone dankon de devas dum en estas esti estis hodiaŭ ili jes kaj ke kial
            kie kiel kio kiu kun la li mi mia morgaŭ ne ni nun nur per por povas pri saluton se
            sed tie tiu tre vi via volas ĉi ĝi ŝi
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
            aga ainult aitäh ei et homme hästi ja jah jaoks ka kas kes kui kuid kuidas kus kõik
            ma meie meil midagi miks mina minu mis mu mulle nemad nii ning nüüd oleks olema olen
            oli olid olla oma on palun peab pole pärast sa saa seda see selle siin siis sina sinu
            ta tahan te teie tema tere täna veel väga või
        """,
        "eu": """
            asko bai baina bat batean baten behar beste bezala bihar da dago den dira diren ditu
            du duen dut dute edo ere eskerrik eta ez gabe gara gaur gu gure haiek hau hauek hemen
            izan kaixo mesedez nahi naiz ni nik nire nola non nor ongi orain oso zara zen zer
            zergatik ziren zu zuk zure
        """,
        "fi": """
            ei eikä eivät ennen että haluan he hei huomenna hyvin hän hänen ilman ja jo joka jos
            jotka jotta jälkeen kaikki kanssa kiitos koska kuin kuka kun kyllä me meidän miksi
            mikä minulle minun minä missä miten mitä mutta myös ne niin niitä nyt ole olen olet
            oli olisi olla on ovat paljon pitää saa sama se sekä sen siitä sinun sinä sitä tai te
            tämä tämän tänään tässä täällä vain varten voi älä
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
            ach ag agam agat agus amárach an anseo aon ar atá beidh bhí cad conas cá cé de den
            dia do don faoi freisin gach gan go idir ina inniu is le leis maith mar mo mé na nach
            ná ní níl níor nó raibh sa sea seo siad sibh sin sinn sé sí tá tú ár ón
        """,
        "gl": """
            agora ao aquí as ata ben cando como con da das de do dos el ela en esta este estou
            está eu facer foi grazas hoxe meu miña moito máis na no nome non noso nós ola onde os
            ou para pero pode podo por porque que quen quero se sen ser seu si sobre son súa
            tamén ten teu teño ti un unha vostede é
        """,
        "hr": """
            ako ali bez bi bila bilo bio biti bok da danas do dobro gdje gospodin gospođa hvala
            ili iz ja je jer još kada kako kao kod koja koje koji me mene mi mogu moj moja moje
            molim na nakon naš ne nema nešto nije nisam njegov njezin od on ona oni ovaj ovdje
            ovo po pri sa sada sam samo se si smo ste su sutra sve taj također ti tko to tvoj već
            vi vrlo za zašto će ću što želim
        """,
        "hu": """
            aki amely ami arra az azt be csak de egy el előtt engem enyém ez ezek ezt ha hanem
            hogy hogyan hol holnap igen is itt jól kell ki kérem kívül köszönöm lehet lesz ma meg
            mert mi minden mint mit miért most már még nagyon neked nekem nem nincs ott pedig sem
            szeretnék szia te ti tudom több túl után vagy vagyok van vannak volt voltam által én
            és ő ők
        """,
        "id": """
            ada adalah akan aku anda apa apakah atau bagaimana baik banyak belum besok bisa bukan
            dalam dan dapat dari dengan di dia halo hanya hari harus ingin ini itu jika juga kami
            kamu karena kasih ke kita lebih mana mengapa mereka nya oleh pada saat sangat saya
            sebagai sekarang seperti siapa sini sudah tanpa telah terima tetapi tidak tolong
            untuk ya yang
        """,
        "is": """
            af að dag ef ekki en er eða frá fyrir getur hafði halló hann hefur hvar hvað hver
            hvernig hvers hér hún já líka með mig minn mjög mér mín nei nú og okkar sem svo takk
            til um var vel vera verið verður vil við voru ég það þegar þeir þetta þig þið þá þér
            þú
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
            apie ar arba ačiū aš be bet buvo būti dabar dar esi esu gali gerai ir iš jau jei ji
            jie jis jo jos jūs kad kai kaip kas kodėl kur labai labas man mano mes mūsų ne nes
            noriu nuo nėra pagal per po prašau rytoj su tai taip tarp tavo tik tu už yra čia į
            šiandien šio šis
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
            ada adalah akan anda apa atau awak bagaimana bagi baik banyak boleh dalam dan dapat
            dari daripada dengan dia esok hanya hari ini itu jika juga kami kasih ke kerana kita
            lebih mahu mana mengapa mereka oleh pada sangat saya sebagai sekarang seperti siapa
            sila sini sudah telah terima tetapi tidak untuk ya yang
        """,
        "nb": """
            alle at av bare ble blir de deg den denne dere deres det dette din ditt du eller en
            enn er et etter for fordi fra gjerne godt hadde han har hei her hos hun hva hvem hvor
            hvordan hvorfor ikke ingen ja jeg kan mange med meg men min mine mitt mye må nei noe
            noen nå når og også om opp oss over på seg sin skal skulle som så takk til under ut
            ved vi ville vår være
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
            aby ale bardzo bez być był była było będzie chcę ciebie co cześć czy dla dlaczego do
            dobry dobrze dzień dzisiaj dziękuję gdzie ich ja jak jako jego jej jest jestem jeśli
            jutro już kiedy kto które lub ma mam mnie mogę moja moje może można musi my mój na
            nasz nasza nie niż od on ona oni pan pani po podczas ponieważ proszę przez przy się
            są tak także ten teraz też to tu twój ty tylko więc więcej wy za został że
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
            aby ahoj aj ak ako ale alebo bez bol bola boli bude by byť chcem deň dnes do dobre
            dobrý iba ich ja je jeho jej kde keď kto ktoré ktorý len ma mi moje musí my má môj
            môže môžem na nie náš od on ona oni pani po potrebujem pre pred pretože prečo pri
            prosím pán sa si sme som sú tak tento teraz tiež to tvoj ty táto už veľmi vo vy
            všetky za zajtra zo áno či čo ďakujem že
        """,
        "sl": """
            ali bi bil bila bilo biti bo bodo brez da danes dobro gospa gospod hvala in iz jaz je
            jih jutri kaj kako kdo ker ki kje ko kot lahko le me med mi moj moja moje mora na naš
            ne ni njegov ob od on ona oni pa po pred pri prosim samo se sem si smo so ste tako ti
            to tudi tukaj tvoj vendar več vi vse za zakaj zdaj zelo če še že želim živjo
        """,
        "sq": """
            ai ajo ata dhe do dua duke edhe faleminderit im ime ishte jam janë je jo jonë ju ka
            kjo ku kur kush ky këtu këtë me mirë mua mund më ne nesër nga një nuk në ose pas po
            por pse për përshëndetje që shumë si sot së tani tek ti të unë çfarë është
        """,
        "sr": """
            ако али би била био ви више врло где да данас до добро желим за зашто здраво и из
            између или има када како као ко код ли мене ми могу молим мора мој моја моје на након
            наш не нема нисам овај овде ово од он она они по са сада сам само се си смо сте су
            сутра такође твој ти у хвала што ја је још његов ће ћу
        """,
        "sv": """
            alla att av bara blev blir bort bra de den det detta dig din ditt du där efter
            eftersom eller en er ett finns från för hade han har hej hon hos hur här idag imorgon
            inga ingen inte ja jag kan kommer kunde med men mig min mina mitt mot mycket många
            måste nej ni nu när någon något och också om oss på samma sedan sig sin ska skulle
            snälla som så tack till ut utan vad var vara varför vem vi vid vill vår än är över
        """,
        "tr": """
            ama ancak bana ben benim bir biz bizim bu bugün burada da daha de değil diğer en evet
            gibi göre hayır hem her ile ise istiyorum iyi için kadar kim lütfen merhaba mi mu mı
            nasıl ne neden nerede olan olarak olduğu onlar sadece sana sayın sen senin siz sonra
            tarafından teşekkür teşekkürler var ve veya ya yalnızca yarın yerine yok çok çünkü
            önce şey şimdi
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
