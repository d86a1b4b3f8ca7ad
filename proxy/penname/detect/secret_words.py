"""Words about secrets, all in lower case: names that hold one, names that do not, stand-ins.

Names are read word by word (`dbPassword` is `db`, `password`). A word for passwords or keys
makes a name one for secrets; the words before and behind it can take that back
(`next_token`, `public_key`, `password_length`).
"""

from __future__ import annotations

from collections.abc import Mapping, Set


def _words(text: str) -> Set[str]:
    return frozenset(text.split())


#: What is searched for in a text folded to lower case; every word for passwords holds one.
PASSWORD_STEMS = (
    *(
        "pass",
        "pw",
        "psk",
        "authtok",
        "kennwort",
        "contrase",
        "contrasenya",
        "senha",
        "wachtwoord",
        "parola",
    ),
    *("lösenord", "losenord", "adgangskode", "kodeord", "salasana", "hasło", "haslo", "heslo"),
    *("jelszó", "şifre", "sifre", "пароль", "パスワード", "密码", "密碼", "口令", "비밀번호"),
    "shared",
    *("كلمة المرور", "كلمة السر", "סיסמה", "पासवर्ड", "รหัสผ่าน", "mật khẩu", "kata sandi", "mdp"),
)
KEY_STEMS = (
    *(
        "secret",
        "token",
        "key",
        "credential",
        "creds",
        "auth",
        "bearer",
        "_pat",
        "schlüssel",
        "schluessel",
        "salt",
    ),
    *("jeton", "clé", "clave", "chave", "chiave", "sleutel", "geheim", "nyckel", "nøgle", "klucz"),
    *("ключ", "токен", "секрет", "密钥", "密鑰", "令牌", "キー", "トークン", "키", "토큰"),
)

#: Words for a password, whole or as a word's end (`mysqlpassword`).
PASSWORD_WORDS = _words("""
    password passwords passwd passwds passphrase passcode passwort passwörter kennwort kennwörter
    storepass keypass sslpass userpass dbpass psk stapsk authtok
    contraseña contraseñas contrasena contrasenya senha senhas wachtwoord wachtwoorden parola
    psksecret şifresi şifrem şifreniz parolası parolam parolanız hasła hasłem
    пароля паролем паролю hesla heslem passord passordet lösenord lösenordet losenord
    adgangskode adgangskoden kodeord salasana
    hasło haslo heslo jelszó
    şifre sifre пароль pwd mdp userpwd motdepasse
    パスワード 密码 密碼 口令 비밀번호 סיסמה पासवर्ड รหัสผ่าน
""")
#: Several words for one.
PASSWORD_PHRASES = _words("""
    de-passe palavra-passe palavra-chave mật-khẩu kata-sandi كلمة-المرور
    كلمة-السر pass-phrase pass-word pass-code shared-key shared-secret
""")
#: Too short to count as an end, and too common to count without a word before them.
SHORT_PASSWORD_WORDS = _words("pass pw")

#: Words for a token or secret, whole or as a word's end (`clientsecret`).
SECRET_WORDS = _words("""
    secret secrets token tokens credential credentials creds apikey accesskey secretkey authkey
    privatekey masterkey geheimnis jeton pat authorization токен секрет 令牌
    密钥 密鑰 トークン 토큰 bearer
""")
#: Words for a key; they need a word that says what kind of key.
KEY_WORDS = _words("""
    key keys schlüssel schluessel clé clés cle clave claves chave chiave sleutel nyckel nøgle klucz
    ключ キー 키 salt
""")
#: Kinds of keys that are secret.
SECRET_KINDS = _words("""
    api access secret private priv signing signature encryption encrypt decrypt decryption master
    auth authentication service account license licence session client app application admin
    storage shared webhook deploy consumer subscription ssh gpg pgp hmac jwt jws jwe jwk crypto
    cipher aes rsa root integration ingest ingestion write server live prod production sandbox
    staging secure security provisioning activation product registration wifi wpa preshared
    wallet signer
    payment merchant user device data functions function management personal project org bot sdk
    rest graphql maps recovery backup totp otp mfa pass cookie csrf vault fernet django flask rails
    hash salt webhooks agent developer dev partner gateway deployment instrumentation
    api-schlüssel privater geheimer d privée secrète secreta secreto privata segreta privada
    geheime geheimer acceso accesso acesso accès maestra zugriffs zugangs lizenz produkt
""")
#: Kinds of keys and tokens that are none, whatever their value looks like.
OPEN_KINDS = _words("""
    public pub publishable publish anon site primary foreign partition sort cache row object dict
    map lookup index unique composite natural surrogate idempotency dedup deduplication routing
    range shard group known registry translation i18n message msg label query filter column field
    property prop attr attribute config setting state event bucket prefix path file hot short arrow
    enter escape tab shift ctrl alt any press menu node tree item list react hash_key etag content
    blob chunk module asset entity record document doc lock trace span log metric feature flag
    next page pagination continuation cancellation cancel sync pad eos bos unk mask sep cls special
    stop start starting change 3 end first last max min num total prompt completion input output
    cached reasoning
    parse current prev previous lookahead error sub word n per image style css design theme color
    syntax lex lexer operator keyword whitespace comment foreignkey host hosts fingerprint
    button icon placeholder locale string type kind checksum digest
""")
#: Words behind the secret's own that make the name one of something about it.
ABOUT = _words("""
    id ids name names type types kind count counts limit limits max min size length len url uri urls
    path paths file files filename dir directory folder field fields label labels placeholder hint
    hints policy strength expiry expires expiration expire ttl age timeout regex pattern version
    class provider manager factory store storage var variable header headers prefix suffix index
    format alg algorithm ref reference references arn endpoint scope scopes error errors message
    messages msg required enabled disabled rule rules valid validator validation validators check
    reset forgot changed updated created at date time generator generate method methods mode source
    location resolver service handler func function callback fn param params parameter parameters
    arg args option options column columns table template templates form input button link page
    view screen dialog modal icon visible visibility usage used budget rate cost price ratio
    position pos offset start end stream streams parser lexer ring binding bindings press presses
    board code codes event events down up pair pairs map mapping hash_algorithm hasher hashers
    usages ops info metadata status state aud audience issuer subject claims grant
    lifetime interval retries attempts attempt history similarity complexity encoder encoding
    selector frame groups group dict frames error_message names space spaces schema item items
    exists sharing rotation owner purpose permission permissions config configuration settings
    signature callback_url redirect confirmation_url strategy transport cache encryption
""")

#: Words that say "this is where it stands" rather than being it, beside PLACEHOLDERS.
NO_VALUES = _words("""
    string text number integer int float boolean bool object array bytes char varchar nvarchar
    required optional nullable hidden masked encrypted hashed invalid incorrect wrong missing empty
    weak strong expired stored protected unknown plain plaintext cleartext basic bearer digest login
    input field form query header body cookie file keyring prompt ask stdin auto random generated
    disabled enabled yes no on off any all other same see below above provided supplied given
    invalidpassword unauthorized forbidden denied failed success ok error warning info debug
    static const final public private protected readonly export import return function class
    options option flag flags argument arguments parameter define undef
    secretstr noneof nonblank notblank mandatory sensitive confidential forgot reset change confirm
    show hide toggle new old current repeat again verify update create delete remove add edit save
    cancel submit signin signup signout logout oauth oauth2 jwt saml ldap kerberos ntlm certificate
    refresh access client authorization code implicit
""")

#: Words of sentences: a quoted value with one of them is prose, not a passphrase.
SENTENCE_WORDS = _words("""
    is are was be been must should can cannot may will not the your our their this that these to for
    of in at on with from by or and please enter type choose use if you we do does did has have no
    invalid incorrect wrong required least characters ist sind nicht bitte eingeben dein ihr das die
    der und oder mit est sont votre veuillez saisir le la les un une pour es su por favor ingrese el
    los su para é não sua por favor digite o a è non la tua inserisci il per je uw voer in het een
""")

#: Common pairs of letters, by first letter: 150 of the 676, counted over the distinct words
#: of the documentation and code of the packages that penname depends on.
_FOLLOWERS: Mapping[str, str] = {
    **{"a": "bcdgilmnprstu", "b": "ael", "c": "aehklort", "d": "aei", "e": "acdeflmnprstvx"},
    **{"f": "io", "g": "ei", "h": "aeo", "i": "acdefglmnorstvz", "k": "e", "l": "aeilostu"},
    **{"m": "aeiops", "n": "acdefgiost", "o": "cdklmnoprstuw", "p": "aeilortu", "q": "u"},
    **{"r": "aceimorsty", "s": "acehiopstu", "t": "aehiorstuy", "u": "elnprst", "v": "aei"},
}
BIGRAMS = frozenset(a + b for a, followers in _FOLLOWERS.items() for b in followers)

#: Parts of the names of cookies by which a server knows who is asking.
SESSION_WORDS = (
    "sess",
    "sid",
    "auth",
    "token",
    "remember",
    "login",
    "jwt",
    "csrf",
    "xsrf",
    "identity",
)

#: Words before a user's name and password together.
LOGIN_STEMS = (
    *(
        "credential",
        "creds",
        "login",
        "log in",
        "logon",
        "user/pass",
        "zugangsdaten",
        "anmeldedaten",
    ),
    *("identifiants", "credenciales", "credenziali", "credenciais", "inloggegevens", "acceso"),
)

#: Words for what a user and a password open: "wifi: cafe / …".
PLACE_STEMS = (
    *(
        "wifi",
        "wi-fi",
        "wlan",
        "vpn",
        "admin",
        "ssh",
        "server",
        "router",
        "root",
        "access",
        "accès",
    ),
    *("acceso", "accesso", "acesso", "zugang", "toegang"),
)

#: Services whose name in a key's name says what kind of key it is.
VENDOR_NAMES = _words("""
    adafruit adobe adyen aiven akamai algolia alibaba aliyun amplitude anthropic apify appcenter
    artifactory asana assemblyai atlassian auth0 aws azure baidu bitbucket bittrex braintree brevo
    bugsnag buildkite circleci clickhouse cloudflare cloudinary codecov cohere coinbase confluence
    confluent contentful coveralls databricks datadog deepgram deepl deepseek digicert digitalocean
    discord dockerhub droneci dropbox duo dynatrace elastic elasticsearch elevenlabs etherscan etsy
    eventbrite facebook fastly figma finnhub firebase fireworks flickr foursquare freshbooks
    freshdesk gcp gemini giphy gitter gocardless grafana groq hetzner heroku honeycomb hubspot
    huggingface ibm infura instagram intercom ipinfo ipstack jenkins jfrog jira kraken kucoin
    langsmith launchdarkly linear linkedin linode logdna loggly mailchimp mailgun mailjet mandrill
    mapbox mapquest marketo mattermost maxmind meraki messagebird mistral mixpanel mongodb mux
    neptune netlify newrelic nexmo ngrok notion npm nytimes okta onesignal openai openrouter
    openweather openweathermap opsgenie oracle ovh pagerduty paypal perplexity pinecone plaid
    planetscale plivo postmark postmarkapp pusher quay rapidapi razorpay recaptcha recurly replicate
    rollbar salesforce scaleway segment sendbird sendgrid sendinblue sentry shodan shopify signalfx
    slack snowflake snyk sonar sonarcloud sonarqube sparkpost splunk spotify square squarespace
    statuspage steam strava stripe sumologic supabase surveymonkey telegram tencent tencentcloud
    terraform tiingo tmdb together trello travis twilio twitch twitter typeform unsplash vercel
    virustotal voyage vultr wandb weatherapi webex webflow wordpress xai xero yandex yelp youtube
    zapier zendesk zoom
""")
