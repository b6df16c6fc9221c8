"""What a table is stamped with: which code made it, of which declared world."""

from functools import lru_cache

from .. import atlas


def version() -> str:
    from importlib import metadata

    return metadata.version("pactwatch")


@lru_cache(1)
def world_version() -> str:
    """A hash of everything declared."""
    return atlas.digest(atlas.WORLD.rglob("*.toml"))
