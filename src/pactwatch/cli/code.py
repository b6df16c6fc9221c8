"""`pactwatch code`: articles → claims, a line of JSON each."""

import json
from typing import Any

from .. import run
from ..nouns import Bad, Claim
from . import chosen
from .asked import Lines
from .errors import Faults


def row_of(claim: Claim) -> dict[str, Any]:
    """A claim as it is printed."""
    return {"article": claim.article, "start": claim.start, "end": claim.stop, "date": claim.date.isoformat() if claim.date else None,
            "source": claim.source, "target": claim.target, "type": claim.type, "act": claim.act, "status": claim.status, "symmetric": claim.symmetric,
            "background": claim.background, "speaker": claim.speaker, "probability": claim.probability,
            "spans": [{"start": s.start, "end": s.stop, "text": s.text, "means": s.means} for s in claim.spans]}


def command(file: Lines, coder: chosen.Named = chosen.OWN, endpoint: chosen.Endpoint = "", model: chosen.Model = "") -> None:
    """Code articles: a line of JSON per claim, with who did what to whom and the words that say so.

    Each line of FILE is {id, lang?, published, title, text, url?, source?}. A line that cannot be read is told on standard error,
    the rest goes on, and the exit code is 2.
    """
    faults = Faults()
    by = chosen.coder(coder, endpoint, model, faults)
    for article in run.plugin("feeds", "jsonl").articles(file, faults):
        try:
            for claim in by(article):
                print(json.dumps(row_of(claim), ensure_ascii=False))
        except Bad as bad:
            faults(bad)
    faults.end()
