"""Reads texts by the full slovnet chain and prints how long it took, as JSON: razdel's sentences and tokens, navec, morphology, syntax, names.

    chain.py FOLDER

The models lie in natasha's wheel (tools/chain.txt), which is not imported: it wants what new Pythons no longer have.
"""

import json
import sys
import time
from importlib.util import find_spec
from pathlib import Path

WANTED = ("natasha", "slovnet", "navec")


def installed() -> bool:
    return all(find_spec(name) for name in WANTED)


def data() -> Path:
    """Where natasha keeps the models."""
    found = find_spec("natasha")
    assert found and found.origin
    return Path(found.origin).parent / "data"


def run(texts: list[str]) -> dict[str, float]:
    """CPU seconds for all texts, loading left out, after a first one to warm up. Sentences go in slovnet's own batches."""
    from navec import Navec
    from razdel import sentenize, tokenize
    from slovnet import NER, Morph, Syntax

    vectors = Navec.load(str(next((data() / "emb").glob("navec_*.tar"))))
    morph, syntax, names = (kind.load(str(next((data() / "model").glob(f"slovnet_{name}_*.tar")))).navec(vectors)
                            for kind, name in ((Morph, "morph"), (Syntax, "syntax"), (NER, "ner")))

    def read(text: str) -> int:
        chunk = [[token.text for token in tokenize(sentence.text)] for sentence in sentenize(text)]
        told = [*morph.map(chunk), *syntax.map(chunk)]
        names(text)
        return len(told) // 2

    read("Россия предупредила НАТО.")
    began = time.process_time()
    count = sum(map(read, texts))
    took = time.process_time() - began
    return {"sentences": count, "seconds": took, "per_second": count / took}


if __name__ == "__main__":
    print(json.dumps(run([p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("art*.txt")) if p.name.count(".") == 1])))
