"""Keys of a shape of their own: one row for each.

HEADED begin with a mark (any of the literals), as the rows of `vendor_prefixes` do.
MARKED hold it further on: (name, literals of which one must be in the text, pattern).

Sources as in `vendor_prefixes`. Lengths are exact where the mark alone says little.
"""

from __future__ import annotations

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_W = "[A-Za-z0-9_-]"

HEADED: tuple[tuple[str, str, str], ...] = (
    # `sk-` alone is also the mark of DeepSeek, Moonshot, Stability, LiteLLM and others.
    ("openai", "sk-", rf"(?!ant-|ssh-|ecdsa-)(?:[a-z0-9]{{2,12}}-){{0,2}}{_W}{{16,250}}+"),
    ("aws-access-key", "A3T", r"[A-Z0-9]{17}"),
    ("sendgrid", "SG.", rf"{_W}{{16,32}}\.{_W}{{16,64}}"),
    ("discord-bot", "M N O", rf"{_W}{{23,27}}\.{_W}{{6}}\.{_W}{{27,40}}"),
    ("airtable", "pat", r"[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    ("harness", "pat. sat.", rf"{_W}{{22}}\.[A-Za-z0-9]{{24}}\.[A-Za-z0-9]{{20}}"),
    ("one-password", "A3-", r"[A-Z0-9]{6}-[A-Z0-9]{5,11}(?:-[A-Z0-9]{5,6}){3,4}"),
    ("launchdarkly", "api- sdk- mob-", _UUID),
    ("elevenlabs", "sk_", r"[0-9a-f]{40,64}"),
    ("checkout", "sk_ sk_sbox_", r"[a-z0-9]{27}"),
    ("clickup", "pk_", r"\d{4,12}_[A-Z0-9]{30,36}"),
    ("mapbox", "sk.eyJ", rf"{_W}{{20,120}}\.{_W}{{16,40}}"),
    ("fly", "FlyV1", r" [A-Za-z0-9+/_=,-]{40,1500}"),
    ("square", "EAAA", rf"{_W}{{56,64}}"),
    ("braintree", "access_token$production$ access_token$sandbox$", r"[0-9a-z]{16}\$[0-9a-f]{32}"),
    ("adyen", "AQE", r"[a-z][A-Za-z0-9+/]{40,200}={0,2}(?:-[^\s\"'<>]{40,100})?"),
    ("salesforce", "00D", r"[A-Za-z0-9]{12,15}![A-Za-z0-9_.]{70,120}"),
    ("asana", "0/1 1/1 2/1", r"\d{13,17}(?:/\d{14,18})?:[0-9a-f]{32}"),
    ("youtrack", "perm: perm-", r"[A-Za-z0-9=]{4,60}\.[A-Za-z0-9=-]{4,60}\.[A-Za-z0-9]{20,60}"),
    ("postman-access", "PMAT-", r"[A-Z0-9]{26}"),
    ("riot", "RGAPI-", _UUID),
    ("vault-legacy", "s.", r"(?=[A-Za-z]{0,23}\d)[A-Za-z0-9]{24}"),
    ("intercom", "dG9rO", r"[A-Za-z0-9+/]{40,90}={0,2}"),
)

MARKED: tuple[tuple[str, str, str], ...] = (
    # Azure marks its keys near their end, always at the same place.
    ("azure-ad", "Q~", r"[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,37}"),
    ("azure-storage", "AccountKey=", r"(?<=AccountKey=)[A-Za-z0-9+/]{40,90}={0,2}"),
    ("azure-storage", "+ASt", r"[A-Za-z0-9+/]{76}\+ASt[A-Za-z0-9+/]{5}[AQgw]=="),
    ("azure-cosmos", "ACDb", r"[A-Za-z0-9+/]{76}ACDb[A-Za-z0-9+/]{5}[AQgw]=="),
    ("azure-batch", "+ABa", r"[A-Za-z0-9+/]{76}\+ABa[A-Za-z0-9+/]{5}[AQgw]=="),
    ("azure-search", "AzSe", r"[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}"),
    ("azure-functions", "AzFu", r"[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]=="),
    ("azure-cache", "AzCa", r"[A-Za-z0-9]{33}AzCa[A-Za-z0-9]{6}="),
    (
        "azure-messaging",
        "+ASb +AEh AIoT",
        r"[A-Za-z0-9+/]{33}(?:\+ASb|\+AEh|AIoT)[A-Za-z0-9+/]{6}=",
    ),
    ("azure-registry", "+ACR", r"[A-Za-z0-9+/]{42}\+ACR[A-Za-z0-9+/]{6}"),
    ("azure-devops", "AZDO", r"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}"),
    ("azure-ai", "JQQJ99", r"[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{20,30}(?:==)?"),
    ("azure-sas", "sig=", r"(?<=[?&;]sig=)[A-Za-z0-9%+/]{40,72}={0,2}"),
    # Links that open something for whoever has them.
    (
        "signed-link",
        "-Signature= &Signature= ?Signature=",
        r"(?<=[?&;](?:X-Amz-|X-Goog-|amp;)?Signature=)[A-Za-z0-9%+/_~=-]{27,700}",
    ),
    ("open-weather", "appid=", r"(?<=[?&]appid=)[0-9a-f]{32}"),
    ("sonarqube-legacy", "sonar.login", r"(?<=sonar\.(?:login|token)[ \t]?=[ \t]?)[0-9a-f]{40}"),
    # Webhooks: whoever has the address may post.
    (
        "azure-logic-app",
        ".logic.azure.com",
        r"(?:https://)?[a-z0-9.-]{3,80}\.logic\.azure\.com(?::443)?/(?P<made>[^\s\"'<>]{20,300})",
    ),
    (
        "slack-webhook",
        "hooks.slack.com",
        r"(?:https://)?hooks\.slack\.com/(?:services|workflows|triggers)/(?P<made>[A-Za-z0-9+/]{20,120}+)",
    ),
    (
        "discord-webhook",
        "/webhooks/",
        rf"(?:https://)?(?:[a-z]{{2,8}}\.)?discord(?:app)?\.com/api/(?:v\d{{1,2}}/)?webhooks/\d{{16,20}}/(?P<made>{_W}{{40,100}}+)",
    ),
    (
        "teams-webhook",
        ".office.com/webhook",
        r"(?:https://)?[a-z0-9-]{1,60}\.(?:webhook\.)?office\.com/webhookb?2?/(?P<made>[A-Za-z0-9@-]{60,90})[A-Za-z0-9@/-]{0,200}+",
    ),
    (
        "google-chat-webhook",
        "chat.googleapis.com",
        r"(?:https://)?chat\.googleapis\.com/v1/spaces/[\w-]{6,30}/messages\?(?P<made>[A-Za-z0-9_=&%-]{40,200})",
    ),
    (
        "zapier-webhook",
        "hooks.zapier.com",
        r"(?:https://)?hooks\.zapier\.com/hooks/catch/\d{4,10}/\w{5,12}/?",
    ),
    # Parts, and a mark between them.
    ("telegram-bot", ":A", rf"\d{{8,10}}:A{_W}{{33,36}}"),
    (
        "mailchimp",
        "-us1 -us2 -us3 -us4 -us5 -us6 -us7 -us8 -us9",
        r"[0-9a-f]{32}-us\d{1,2}",
    ),
    ("mailgun-signing", "mailgun MAILGUN Mailgun", r"[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"),
    ("terraform", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,75}"),
    ("maxmind", "_mmk", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk"),
    ("facebook-app", "facebook Facebook FACEBOOK access_token", rf"\d{{15,16}}\|{_W}{{27,40}}"),
    ("x-bearer", "AAAAAAAAAA", r"A{18,22}[A-Za-z0-9%]{60,110}"),
    ("dropbox-legacy", "AAAAAAAAAA", r"[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}"),
    ("rapidapi", "msh", r"[0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{6}jsn[0-9a-f]{12}"),
    ("gitlab-session", "_gitlab_session=", r"(?<=_gitlab_session=)[0-9a-z]{32}"),
    (
        "sidekiq",
        "contribsys.com",
        r"[0-9a-f]{8}:[0-9a-f]{8}(?=@(?:gems|enterprise)\.contribsys\.com)",
    ),
    # AWS prints the secret key beside the key's name: 40 letters of base64 and no mark.
    (
        "aws-secret-key",
        "AKIA ASIA",
        r"(?<=A[KS]IA[A-Z0-9]{16}[\s\"',;:|/]{1,8})[A-Za-z0-9+/]{40}(?![+/=])",
    ),
)
