"""Measures what the project promises, prints it, keeps it in docs/bench.md, and pins the scores with a hash of their data.

    bench.py [--shared ../shared] [--only NAME…] [--check]

Each file of tools/benches is a section: TITLE, `measure(shared)` → figures, `report(figures)` → Markdown, if it draws `pictures(figures)` →
{name: chart} for docs/bench, and `scores(figures, shared)` → what may not fall: {name: {"data": hash of the data, "score": the higher the better}}.
--only measures just those sections; the others stand as they were measured. --check writes nothing and fails where a score
on unchanged data lies below its pin. Re-pinning refuses to lower one, too.
"""

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import benches

from pactwatch.formats import charts

HOME = Path(__file__).parent.parent
PINS = HOME / "docs" / "bench.json"
FIRST = ("coder", "plain", "everyday", "relate", "stance", "attitudes", "opinions", "countries", "speed")  # the order of the page; others follow by name


def sections() -> dict[str, Any]:
    names = [m.name for m in pkgutil.iter_modules(benches.__path__)]
    order = sorted(names, key=lambda n: (FIRST.index(n) if n in FIRST else len(FIRST), n))
    return {name: importlib.import_module(f"benches.{name}") for name in order}


def pinned() -> dict[str, Any]:
    """Section → its figures and scores as last kept."""
    return dict(json.loads(PINS.read_text(encoding="utf-8"))) if PINS.exists() else {}


def fallen(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Scores on the same data that lie below their pin."""
    return [f"{key}: {new[key]['score']:.3f} is below the pinned {pin['score']:.3f}" for key, pin in old.items()
            if key in new and new[key]["data"] == pin["data"] and new[key]["score"] < pin["score"] - 1e-9]


def page(kept: dict[str, Any]) -> str:
    """docs/bench.md."""
    parts = ["# Bench", "", "Made by `make bench`. Scores are pinned in `bench.json` with a hash of their data; a lower one is refused.", ""]
    for name, section in sections().items():
        if name in kept:
            parts += [f"## {section.TITLE}", "", section.report(kept[name]["figures"]), ""]
    return "\n".join(parts)


def drawn(section: Any, kept: dict[str, Any] | None) -> dict[str, Any]:
    return dict(section.pictures(kept["figures"])) if kept and hasattr(section, "pictures") else {}


def draw(kept: dict[str, Any]) -> None:
    """The pictures of the page."""
    folder = HOME / "docs" / "bench"
    folder.mkdir(exist_ok=True)
    for name, section in sections().items():
        for picture, chart in drawn(section, kept.get(name)).items():
            (folder / f"{picture}.svg").write_text(charts.svg(chart), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    shared, kept, lower = options.shared.resolve(), pinned(), []
    for name, section in sections().items():
        if options.only and name not in options.only:
            continue
        figures = section.measure(shared)
        found = section.scores(figures, shared)
        lower += fallen(kept.get(name, {}).get("scores", {}), found)
        kept[name] = {"figures": figures, "scores": found}
        print(f"## {section.TITLE}\n\n{section.report(figures)}\n", flush=True)
    for fault in lower:
        print(f"bench: {fault}; mend the cause, or say in the changelog why and remove the pin", file=sys.stderr)
    if not options.check and not lower:
        PINS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        (HOME / "docs" / "bench.md").write_text(page(kept), encoding="utf-8")
        draw(kept)
    return 1 if lower else 0


if __name__ == "__main__":
    sys.exit(main())
