"""OpenAI embeddings, legacy completions and moderations; and the generic table.

Source: the type definitions of openai-python 3.54.
"""

from __future__ import annotations

from penname.dialects import openai_chat
from penname.dialects.dialect import Dialect
from penname.dialects.table import Kind, Table

EMBEDDINGS = Dialect(
    name="openai.embeddings",
    request=Table(
        [
            ("model", Kind.IDENT),
            ("encoding_format", Kind.IDENT),
            ("input.**", Kind.TOKENS),
        ]
    ),
    response=Table([("data[].embedding", Kind.OPAQUE), ("model", Kind.IDENT)]),
    event=Table([]),
    prefix_order=("input",),
)

COMPLETIONS = Dialect(
    name="openai.completions",
    request=Table(
        [
            ("model", Kind.IDENT),
            ("seed", Kind.IDENT),
            ("prompt.**", Kind.TOKENS),
            ("prompt_token_ids.**", Kind.TOKENS),
            ("logit_bias", Kind.IDENT),
        ]
    ),
    response=Table(
        [
            ("id", Kind.IDENT),
            ("model", Kind.IDENT),
            ("choices[].finish_reason", Kind.IDENT),
            ("choices[].logprobs", Kind.LOGPROBS),
        ]
    ),
    event=openai_chat.EVENT,
    prefix_order=("prompt",),
    ended=openai_chat.ended,
)

MODERATIONS = Dialect(
    name="openai.moderations",
    request=Table(
        [
            ("model", Kind.IDENT),
            ("input[].type", Kind.IDENT),
            ("input[]{image_url}.image_url.url", Kind.BASE64),
        ]
    ),
    response=Table([("id", Kind.IDENT), ("model", Kind.IDENT)]),
    event=Table([]),
)

#: For calls without a body of their own shape (GET /v1/models and the like).
GENERIC = Dialect(name="generic", request=Table([]), response=Table([]), event=Table([]))
