"""Checks the filter's bands against a model that is sampled: what a quick filter approximates, done slowly (pip install 'pactwatch[check]').

    check_bands.py EVENTS.parquet PACTS.csv [--weeks 30] [--samples 150]

The model: counts of a pair are negative binomial about a log rate that walks, `x_t = ρ x_{t−1} + σε` about the pair's own level; levels are drawn
about the pacts', and ρ, σ and the dispersion are learned with them, by NUTS (Hoffman and Gelman 2014) in NumPyro. Both learn from the weeks before one
origin, of plain counts of each allied pair with five events or more. Compared are the level now, in the filter's sense (ln of the rates so far,
discounted), the width of its 90 % band, and how much of the next four weeks falls in what was predicted. The table is printed, and kept as
docs/validation/check.md, from where docs/validation.md takes it.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import jax
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax import numpy as jnp
from numpy.typing import NDArray
from numpyro.infer import MCMC, NUTS
from scipy.special import digamma, polygamma
from scipy.stats import nbinom

from pactwatch import gamma, windows
from pactwatch.contracts import Window
from pactwatch.run import backtest
from pactwatch.scores.detection import EARLIER

AHEAD = 4
MANY = 10
BAND = (0.05, 0.95)
PLACE = Path(__file__).parent.parent / "docs" / "validation" / "check.md"
Floats = NDArray[np.float64]


def model(y: Floats, ahead: int) -> None:
    """`y`: (P, W) counts; the log rate is carried on for `ahead` weeks more."""
    pairs, weeks = y.shape
    centre, spread = numpyro.sample("centre", dist.Normal(-2.0, 2.0)), numpyro.sample("spread", dist.HalfNormal(2.0))
    rho, sigma = numpyro.sample("rho", dist.Beta(9.0, 1.0)), numpyro.sample("sigma", dist.HalfNormal(0.5))
    scatter = numpyro.sample("scatter", dist.LogNormal(0.0, 1.0))
    level = centre + spread * numpyro.sample("level", dist.Normal(0.0, 1.0).expand([pairs]).to_event(1))
    shocks = numpyro.sample("shocks", dist.Normal(0.0, 1.0).expand([weeks + ahead, pairs]).to_event(2))

    def step(x: jax.Array, shock: jax.Array) -> tuple[jax.Array, jax.Array]:
        x = rho * x + sigma * shock
        return x, x

    _, walk = jax.lax.scan(step, sigma / jnp.sqrt(1 - rho**2 + 1e-3) * shocks[0], shocks)
    rate = numpyro.deterministic("rate", level[:, None] + walk.T)
    numpyro.sample("y", dist.NegativeBinomial2(jnp.exp(rate[:, :weeks]), scatter), obs=y)


def sampled(y: Floats, samples: int) -> tuple[Floats, Floats]:
    """Draws of the level now, ln of the rates so far, discounted, (S, P), and of the count of the weeks ahead, (S, P)."""
    chain = MCMC(NUTS(model, max_tree_depth=8), num_warmup=samples, num_samples=samples, progress_bar=False)
    chain.run(jax.random.PRNGKey(20051992), jnp.asarray(y), AHEAD)
    draws = {name: np.asarray(x, dtype=np.float64) for name, x in chain.get_samples().items()}
    mean, size = np.exp(draws["rate"][:, :, -AHEAD:]), draws["scatter"][:, None, None]
    counts = np.random.default_rng(1).negative_binomial(size, size / (size + mean))
    past = np.exp(draws["rate"][:, :, : y.shape[1]]) @ gamma.DELTA ** np.arange(y.shape[1])[::-1]
    return np.log(past * (1 - gamma.DELTA) / (1 - gamma.DELTA ** y.shape[1])), counts.sum(axis=2).astype(np.float64)


def filtered(y: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Of the filter: level now, half its band, and the bounds of the count ahead; each (P,)."""
    read = np.ones(y.shape)
    state = gamma.fit(y, read, y)
    a, b, phi, b0 = (x[:, -1] for x in (state.a, state.b, state.dispersion, state.b0))
    a0 = gamma.prior(y, read, gamma.classes(np.cumsum(y, axis=1)))[0][:, -1]
    aged = gamma.DELTA ** ((AHEAD + 1) / 2)
    shape, rate = a0 + aged * (a - a0), b0 + aged * (b - b0)
    low, high = (phi * nbinom.ppf(q, shape, rate / (rate + AHEAD / phi)) for q in BAND)
    return digamma(a) - np.log(b), 1.645 * np.sqrt(polygamma(1, a)), low, high


def rows(window: Window, weeks: int, samples: int) -> Iterator[str]:
    told = window.allied[:, weeks] & (window.counts()[:, :weeks].sum(axis=1) >= EARLIER)
    titles = ("channel", "pairs", "level: correlation", "difference", "band of it, filter over sampler", "interval ahead, filter over sampler",
              "inside, filter", "sampler")
    yield from ["| " + " | ".join(titles) + " |", "|---" * len(titles) + "|"]
    for channel, which in (("cooperation", window.quad <= 2), ("conflict", window.quad >= 3)):
        y = window.counts(which)[told]
        seen, came = y[:, :weeks], y[:, weeks : weeks + AHEAD].sum(axis=1)
        level, half, low, high = filtered(seen)
        now, ahead = sampled(seen, samples)
        bounds, count = np.quantile(now, BAND, axis=0), np.quantile(ahead, BAND, axis=0)
        for name, mine in ((channel, np.ones(len(y), dtype=np.bool_)), (f"{channel}, ten events or more", seen.sum(axis=1) >= MANY)):
            inside = [((came >= a) & (came <= b))[mine].mean() for a, b in ((low, high), count)]
            mean, wide = now.mean(axis=0)[mine], np.median(2 * half[mine] / (bounds[1] - bounds[0])[mine])
            cells = (f"{np.corrcoef(level[mine], mean)[0, 1]:.2f}", f"{(level[mine] - mean).mean():+.2f}", f"{wide:.2f}",
                     f"{(high - low)[mine].sum() / (count[1] - count[0])[mine].sum():.2f}", *(f"{share:.0%}" for share in inside))
            yield f"| {name} | {mine.sum()} | " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("pacts", type=Path)
    parser.add_argument("--weeks", type=int, default=30)
    parser.add_argument("--samples", type=int, default=150)
    asked = parser.parse_args()
    window = windows.build(backtest.table_of(asked.events), windows.pacts(asked.pacts, print), str(asked.events), print)[0]
    told = list(rows(window, asked.weeks, asked.samples))
    PLACE.write_text("\n".join([*told, ""]), encoding="utf-8")
    print("\n".join(told))


if __name__ == "__main__":
    main()
