"""What the model votes on a type beside the coder."""

from collections.abc import Mapping

from .marked import Marked
from .model import Model


def vote(model: Model, sentence: Marked) -> Mapping[str, float]:
    """Type → its chance by what is done, not by whom. The corpora that teach the model put sanctions under COERCE, where the codebook parts them: it
    votes for both alike."""
    chances = model.chances(sentence.nameless())
    either = chances["COERCE"] + chances["SANCTION"]
    return {**chances, "COERCE": either, "SANCTION": either}
