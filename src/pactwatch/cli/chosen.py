"""Which coder is asked for: the project's own, or an optional one that the user names."""

import os
from typing import Annotated

import typer

from .. import run
from ..contracts import Asked, Code, Complain
from ..nouns import Bad

OWN = "own"
Named = Annotated[str, typer.Option("--coder", help="own, or an optional one: openai (any endpoint of its chat interface), transformers (a local folder).")]
Endpoint = Annotated[str, typer.Option(metavar="URL", help="Of coder openai: the address up to /v1. Its key, where it wants one, stands in PACTWATCH_KEY.")]
Model = Annotated[str, typer.Option(help="Of an optional coder: the model's name, or its folder.")]


def coder(name: str, endpoint: str, model: str, complain: Complain) -> Code:
    """The coder, or Bad where it is not known or not fully named."""
    if name == OWN:
        if endpoint or model:
            raise Bad("--endpoint and --model belong to an optional coder; name it with --coder")
        return run.claims_of
    known = run.plugins("coders")
    if name not in known:
        raise Bad(f"--coder: '{name}' is not known; choose among {', '.join([OWN, *known])}")
    made: Code = run.plugin("coders", name).make(Asked(model, endpoint, os.environ.get("PACTWATCH_KEY", "")), complain)
    return made
