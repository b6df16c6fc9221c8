"""What a table is stamped with: which code made it, of which declared world."""

import hashlib
from functools import lru_cache

from .. import atlas


def version() -> str:
    from importlib import metadata

    return metadata.version("pactwatch")


@lru_cache(1)
def world_version() -> str:
    """A hash of everything declared."""
    digest = hashlib.sha256()
    for path in sorted(atlas.WORLD.rglob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
