"""The application of compose.yaml: one question through penname, with nothing but Python."""

import json
import os
import urllib.request
from pathlib import Path

SECRETS = Path("/run/secrets")


def main() -> None:
    """Asks one question and prints the answer."""
    question = "Write one friendly sentence to Maria Keller, maria.keller@example.org."
    body = {
        "model": os.environ["OPENAI_MODEL"],
        "messages": [{"role": "user", "content": question}],
    }
    request = urllib.request.Request(  # noqa: S310 - the URL is the proxy's, from the environment
        f"{os.environ['OPENAI_BASE_URL']}/chat/completions",
        data=json.dumps(body).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {(SECRETS / 'openai.key').read_text().strip()}",
            "X-Penname-Key": (SECRETS / "client.key").read_text().strip(),
        },
    )
    with urllib.request.urlopen(request, timeout=600) as response:  # noqa: S310
        answer = json.load(response)
    print(answer["choices"][0]["message"]["content"])


if __name__ == "__main__":
    main()
