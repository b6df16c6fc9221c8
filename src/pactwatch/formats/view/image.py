"""The brief's picture, where its file is at hand."""

import base64
from pathlib import Path

from ...nouns import HEAVIEST, PICTURES, Brief, Image


def own(image: Image | None) -> bool:
    """Whether the picture is the product's own chart of the pact: it has neither a file nor an address."""
    return image is not None and not image.file and not image.url and image.attribution == "Pactwatch"


def source(brief: Brief) -> str:
    """Where a picture without an address comes from."""
    return "made for this brief from the readings under Measures" if own(brief.image) else "none recorded"


def held(brief: Brief) -> tuple[bytes, str, str] | None:
    """(bytes, media type, extension) of a PNG, JPEG or GIF of at most 8 MB; None where there is none."""
    if brief.image is None or not brief.image.file:
        return None
    file = Path(brief.image.file)
    if not file.is_file() or file.stat().st_size > HEAVIEST:
        return None
    data = file.read_bytes()
    return next(((data, *kind) for magic, kind in PICTURES.items() if data.startswith(magic)), None)


def picture(brief: Brief) -> str | None:
    """The picture as a data address."""
    found = held(brief)
    return f"data:{found[1]};base64,{base64.b64encode(found[0]).decode()}" if found else None
