"""Any endpoint that speaks the OpenAI chat interface: a server of one's own on loopback, or a hosted one.

    pactwatch code articles.jsonl --coder openai --endpoint http://127.0.0.1:8000/v1 --model qwen3-8b
"""

import json
from typing import Any

from .. import net
from ..contracts import Asked, Code, Complain
from ..nouns import Article, Bad
from . import _answer, _question


def content(body: bytes, endpoint: str) -> str:
    """The text of the first answer. Raises Bad where the body has another form."""
    try:
        found: Any = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        found = None
    if not isinstance(found, str):
        raise Bad(f"{endpoint}: does not answer as a chat endpoint does; give the address up to /v1")
    return found


def make(asked: Asked, complain: Complain) -> Code:
    """The coder. An endpoint that fails raises Bad at the article; an answer that does not hold is told to `complain`."""
    if not asked.endpoint or not asked.model:
        raise Bad("coder openai: name an endpoint and a model, as --endpoint http://127.0.0.1:8000/v1 --model qwen3-8b")
    url = net.address(asked.endpoint, asked.key).rstrip("/").removesuffix("/chat/completions") + "/chat/completions"

    def ask(article: Article, part: tuple[int, int]) -> str:
        row = {"model": asked.model, "messages": _question.messages(article, part), "temperature": 0, "response_format": {"type": "json_object"}}
        return content(net.post(url, row, asked.key), asked.endpoint)

    return lambda article: _answer.code(article, ask, f"openai {asked.model}", complain)
