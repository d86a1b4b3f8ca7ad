"""Word lists of the detectors, all in lower case."""

from __future__ import annotations

from collections.abc import Set


def _words(text: str) -> Set[str]:
    return frozenset(text.split())


#: Words that say what stands next to them; never a name on their own.
LABELS = _words("""
    ssn iban bic swift ni nino nhs email e-mail emails mail phone phones telephone tel mobile cell
    fax name names surname firstname lastname first last full middle maiden username user users
    customer customers client clients patient patients employee contact recipient sender from to
    cc bcc re fw fwd subject dear hi hello hey regards sincerely best thanks thank address addr
    street city state zip postcode country date dob born birth age sex gender id ids uuid guid url
    uri uris link website password passwd pwd pass token secret key keys api apikey login account
    acct number no nr num card cvv cvc expiry exp pin mrn npi dea passport licence license driver
    bank routing sort code ref reference order invoice ticket case claim policy vat ein itin tin
    anschrift adresse vorname nachname geboren geburtsdatum jahre jahr steuer steuernummer
    kontonummer konto telefon handy fax straße plz ort datum betreff ausweis reisepass
    führerschein kennzeichen versicherungsnummer rodné číslo fecha nombre apellido dirección
    teléfono prénom nom naissance âge téléphone immatriculation indirizzo cognome telefono adres
    naam geboortedatum rekeningnummer personnummer ip ipv4 ipv6 mac host hostname port server
    bitcoin btc wallet jwt bearer authorization auth signature signed author owner manager boss mr
    device implant pacemaker karte
    imei imsi iccid vin udi serial insurance insured national social security health tax personal
    identity cpf cnpj curp clabe pesel regon snils ogrn amka ppsn nric aadhaar gstin npwp tck tckn
    cnic nino hkid oib egn jmbg emso utr upn bsn dni nif tfn abn
    rx um uh uhm mhm hmm
    mrs ms dr prof title note notes summary todo fixme warn warning error info debug trace fatal
""")

#: Products, languages and formats that the language model takes for people or places.
#: Common first names (Ruby, Julia, Alexa) are left out: they are somebody's more often.
TECH = _words("""
    python java javascript typescript rust golang go perl php scala kotlin haskell elixir erlang
    clojure bash zsh docker kubernetes k8s helm terraform ansible redis postgres postgresql mysql
    sqlite mongodb kafka nginx apache linux ubuntu debian alpine fedora windows macos ios android
    django flask fastapi react angular vue svelte node nodejs npm yarn pip conda poetry pytest
    ruff mypy claude chatgpt gpt gemini copilot llama mistral siri cortana grok sonnet opus haiku
    cursor git github gitlab jira slack json yaml yml xml html css csv sql http https tcp udp dns
    ssl tls ssh ftp smtp rest api sdk cli gui ide readme markdown unicode ascii utf base64 sha md5
    rsa aes oauth saml ldap webhook env config stdin stdout stderr lorem ipsum dolor async await
    null none true false foo bar baz qux hello world assistant human system tool spacy presidio
    str int bool dict tuple nlp lang param params kwargs args regex enum parser parse parsed
    mozilla gecko webkit applewebkit khtml chrome chromium firefox safari
    handler reconciled pause handshake kube kubelet probe popen tarfile
    laravel symfony sidekiq celery hikari netty jetty webpack vite vitest eslint lodash axios jinja
    numpy pandas scipy matplotlib pytorch tensorflow dovecot postfix haproxy traefik envoy istio
    avahi rsyslog systemd dbus snapd cron sshd sudo verdana helvetica arial tahoma calibri roboto
    selenium grafana prometheus elasticsearch kibana logstash tomcat gradle eclipse vim emacs
""")

#: Parts of machines and programs, of which nobody and no place is called.
MACHINES = _words("""
    pod pods node nodes worker workers container containers sidecar sidecars shard shards replica
    replicas daemon daemons cluster clusters namespace namespaces volume volumes lease leases
    queue queues thread threads process processes socket sockets buffer buffers cache caches
    proxy gateway ingress egress controller scheduler dispatcher listener coordinator upstream
    downstream backend frontend middleware servlet bean mutex semaphore broker replicaset
    statefulset daemonset deployment deployments configmap kernel heap metaspace daemonized
    primary secondary standby follower partition partitions topic topics consumer producer
    instance instances endpoint endpoints bucket buckets subnet subnets firewall loopback
""")

#: Words of which the stand-ins for a secret are made (`your-api-key-here`).
PLACEHOLDERS = _words("""
    your my the a an some insert enter change changeme replace put add here this with example
    examples sample test tests testing dummy fake foo bar baz placeholder api key apikey token
    secret secrets password passwd pass pwd passphrase value string str user username name
    redacted masked hidden none null nil true false undefined required optional todo tbd na env
    var variable access client service account id auth bearer real actual own goes in of for
    type text input field hash is not set empty unset new old current default me it
""")

#: Small words inside of names, which only count between two words of one, or before the first.
NAME_PARTICLES = _words("""
    van von vom zu zum zur der den dem des de del della degli di da do dos das du la le les las
    los ter ten te bin ibn bint al el abu ben y e i
""")

#: Types, values and addressees, where a name could be expected.
NO_NAMES = _words("""
    char varchar string text int integer number bool boolean float double date datetime object
    array list optional required nullable null none undefined unknown any self this true false
    str lambda function return const let nil void default sir madam anonymous guest admin root
    everyone somebody nobody copyright dra dott sig mw avv ing tbd tba xxx yyy zzz n na nan
    missing empty redacted
""")

#: Companies that only examples have.
EXAMPLE_FIRMS = _words("""
    acme contoso fabrikam northwind initech initrode globex hooli example examplecorp
""")

#: What stands behind a name in capitals, and is no part of it.
INITIALISMS = _words("md phd mba cpa rn esq ceo cfo cto coo vp hr it usa uk eu")

#: Keys that say nothing about what they hold.
SILENT = _words("""
    content contents text value values val input inputs message messages body data query prompt
    argument arguments args param params parameter parameters output outputs result results string
    str answer answers question reply response request item items field part parts system user
    assistant instructions new old
""")

#: What joins the values of a list.
AND = _words("and or und oder et ou y o e i en of ve")
