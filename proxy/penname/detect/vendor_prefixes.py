"""Keys that begin with their vendor's prefix: one row for each kind of key.

    name                letters  least     prefixes

`letters` says which characters follow the prefix; `least` how many of them at least, and
`least-most` how many at most where the prefix alone says little. Shapes are those of the
vendors' documentation and of what published scanners (gitleaks, trufflehog) agree on; `least`
is below the documented length, because a key that was cut off is still one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: What may follow a prefix. ASCII only: in a text without blanks a word may follow the key.
LETTERS = {
    "hex": "[0-9a-f]",
    "HEX": "[0-9A-Fa-f]",
    "UPPER": "[A-Z0-9]",
    "lower": "[a-z0-9]",
    "alnum": "[A-Za-z0-9]",
    "word": "[A-Za-z0-9_-]",
    "dotted": "[A-Za-z0-9_.=-]",
    "base64": "[A-Za-z0-9+/_=-]",
}
_MOST = 400

_TABLE = """
    # clouds and hosting
    aws-access-key        UPPER   16-16   AKIA ASIA AROA ABIA ACCA
    aws-bedrock           base64  60      ABSK bedrock-api-key-
    aws-appsync           lower   26-26   da2-
    aws-mws               word    36-36   amzn.mws.
    google-api            word    35-35   AIza
    google-oauth          dotted  20      ya29.
    google-refresh        word    30-120  1//0 4/0A
    google-client-secret  word    20-60   GOCSPX-
    google-hmac           alnum   50-60   GOOG1E
    gemini                word    35-80   AQ.Ab8
    digitalocean          hex     40      dop_v1_ doo_v1_ dor_v1_
    digitalocean-spaces   UPPER   16-16   DO00
    cloudflare            word    30-160  cfat_ cfut_ cfk_
    cloudflare-origin-ca  word    100     v1.0-
    heroku                word    40      HRKU-
    fly                   base64  40      fo1_ fm1a_ fm1r_ fm2_
    vercel                word    20-120  vcp_ vci_ vca_ vcr_ vck_ vercel_blob_rw_
    netlify               word    30-60   nfp_ nfc_ nfo_ nfu_ nfb_
    supabase              word    20-80   sbp_ sb_secret_
    planetscale           dotted  24-80   pscale_tkn_ pscale_oauth_ pscale_pw_
    neon                  lower   40-80   napi_
    render                alnum   24-40   rnd_
    alibaba               alnum   16-24   LTAI
    tencent               alnum   32-32   AKID
    baidu                 base64  20      bce-v3/ALTAK-
    yandex                word    35-45   AQVN
    scaleway              UPPER   17-17   SCW
    upcloud               UPPER   24-32   ucat_
    tailscale             word    16      tskey-
    ngrok                 word    20      ngrok_api_
    pulumi                hex     40-40   pul-

    # code, packages, delivery
    github                alnum   30      ghp_ gho_ ghu_ ghs_ ghr_
    github-fine-grained   word    22      github_pat_
    gitlab                dotted  18      glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt-
    gitlab                dotted  18      glagent- gloas- glsoat- glffct- glwt-
    gitlab-registration   word    20-24   GR1348941
    bitbucket             dotted  20      ATBB ATCTT3
    npm                   alnum   30      npm_
    pypi                  word    30      pypi-
    rubygems              alnum   28      rubygems_
    crates-io             alnum   32-32   cio
    nuget                 lower   43-43   oy2
    docker-hub            word    20      dckr_pat_ dckr_oat_
    jfrog                 alnum   55      AKCp cmVmdGtu cmVmd
    sonarqube             hex     36      squ_ sqp_ sqa_
    circleci              word    28      CCIPAT_ CCIPRJ_
    buildkite             alnum   32      bkua_ bkaj_ bkpt_ bkct_
    clojars               lower   50      CLOJARS_
    octopus-deploy        UPPER   26-26   API-
    packagist             alnum   40      packagist_ort_ packagist_uut_
    sourcegraph           word    40      sgp_ slk_ sgd_
    infracost             alnum   32-32   ico-
    prefect               alnum   34-40   pnu_ pnb_
    readme                lower   60      rdme_
    openshift             word    40-50   sha256~

    # models
    anthropic             word    16      sk-ant-
    openai                word    20      sk-proj- sk-svcacct- sk-admin- sk-None- sess-
    openrouter            hex     40      sk-or-v1- sk-or-
    langfuse              word    30-40   sk-lf-
    langsmith             word    30      lsv2_pt_ lsv2_sk_ ls__
    hugging-face          alnum   30      hf_ api_org_
    groq                  alnum   40      gsk_
    replicate             alnum   32-44   r8_
    xai                   alnum   40      xai-
    perplexity            alnum   40      pplx-
    together              word    36      tgp_v1_
    fireworks             alnum   20-40   fw_
    pinecone              word    40      pcsk_
    weights-and-biases    word    40      wandb_v1_
    nvidia                word    50      nvapi-
    voyage                word    40-50   pa-
    cerebras              alnum   40-60   csk-
    jina                  word    40-80   jina_
    tavily                word    28-60   tvly-
    firecrawl             hex     32-32   fc-
    e2b                   hex     36-48   e2b_
    modal                 alnum   22-22   ak- as-
    browserbase           word    20      bb_live_

    # payments
    stripe                alnum   10      sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_
    stripe-webhook        base64  24      whsec_
    stytch                word    30      secret-live- secret-test-
    square                word    20      sq0atp- sq0csp- sq0idp-
    shopify               HEX     32-40   shpat_ shpca_ shppa_ shpss_ shptka_
    razorpay              alnum   14-30   rzp_live_ rzp_test_
    plaid                 word    36-36   access-sandbox- access-development- access-production-
    flutterwave           word    12      FLWSECK_TEST- FLWSECK-
    xendit                alnum   30      xnd_production_ xnd_development_
    midtrans              word    20      Mid-server-
    paddle                word    40      pdl_live_apikey_ pdl_sdbx_apikey_
    klarna                base64  40      klarna_live_api_ klarna_test_api_
    shippo                HEX     36      shippo_live_ shippo_test_
    easypost              alnum   54-54   EZAK EZTK
    duffel                word    40      duffel_live_ duffel_test_
    mollie                alnum   30-30   live_ test_

    # messages and mail
    slack                 dotted  10      xoxa- xoxb- xoxc- xoxd- xoxe- xoxo- xoxp- xoxr- xoxs-
    slack                 dotted  10      xapp- xoxe.xoxb- xoxe.xoxp-
    twilio                HEX     32-32   SK AC
    mailgun               hex     32-32   key- pubkey-
    mandrill              word    22-22   md-
    brevo                 word    40      xkeysib- xsmtpsib-
    resend                word    24-40   re_
    telnyx                word    40-70   KEY0
    matrix                word    20      syt_

    # software as a service
    atlassian             dotted  60      ATATT3 ATSTT3 ATOAT3
    linear                alnum   30      lin_api_ lin_oauth_
    notion                alnum   40      ntn_
    notion-integration    alnum   43-43   secret_
    figma                 word    36      figd_ figo_ figur_
    dropbox               word    60      sl.
    dropbox-long          dotted  60      sl.u.
    new-relic             word    19      NRAK- NRII- NRJS- NRRA- NRSP- NRIQ-
    sentry                base64  40      sntrys_ sntryu_ sntrya_
    grafana               base64  30      glsa_ glc_
    grafana-api           base64  70      eyJrIjoi
    elastic               base64  40      essu_ essa_
    databricks            dotted  32-40   dapi dose
    dynatrace             dotted  50      dt0c01. dt0s01. dt0s02. dt0s06. dt0s16.
    postman               word    50      PMAK-
    hubspot               word    36-40   pat-na1- pat-na2- pat-eu1- pat-ap1-
    contentful            word    40-50   CFPAT-
    typeform              dotted  40      tfp_
    doppler               dotted  40      dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.
    vault                 word    20      hvs. hvb. hvr.
    one-password          base64  60      ops_eyJ
    frame-io              word    60      fio-u-
    trello                alnum   60-80   ATTA
    honeycomb             alnum   40      hcaik_ hcamk_ hcxik_
    posthog               alnum   36-60   phx_ phs_
    dbt                   word    30      dbtc_ dbtu_
    n8n                   word    40      n8n_api_
    adobe                 lower   32-32   p8e-
    facebook              alnum   80      EAA
    twitch-oauth          lower   30-30   oauth:
"""


@dataclass(frozen=True, slots=True)
class PrefixRow:
    """One kind of key: any of `prefixes`, then `least` to `most` of `letters`."""

    name: str
    letters: str
    least: int
    most: int
    prefixes: tuple[str, ...]


def prefix_rows() -> Iterator[PrefixRow]:
    """The rows of the table."""
    for line in _TABLE.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            name, letters, length, *prefixes = line.split()
            least, _, most = length.partition("-")
            yield PrefixRow(name, LETTERS[letters], int(least), int(most or _MOST), tuple(prefixes))
