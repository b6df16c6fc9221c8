"""The atlas: declared files → nouns. Who acts and where, what a language calls things, what the codes of tables mean."""

from .declared import Deeds, World, alpha3, holder, named, places, styles, world
from .fields import may, need, text
from .files import LANGUAGES, MODELS, WORLD, digest, load, plugged
from .language import attitudes, twins, words, words_file
from .rows import watch
from .tables import bodies, cameo, codes, codes_version

__all__ = [
    "LANGUAGES", "MODELS", "WORLD", "Deeds", "World", "alpha3", "attitudes", "bodies", "cameo", "codes", "codes_version", "digest", "holder", "load", "may",
    "named", "need", "places", "plugged", "styles", "text", "twins", "watch", "words", "words_file", "world",
]  # fmt: skip
