"""A probability is cut to whole percent, never rounded up into the next term, and nothing is certain."""

import pytest

from pactwatch.nouns import percent


@pytest.mark.parametrize(("chance", "shown"), [(0.5699, 56), (0.57, 57), (0.29, 29), (0.0, 0), (0.999, 99), (1.0, 99)])
def test_a_probability_is_cut(chance: float, shown: int) -> None:
    assert percent(chance) == shown
