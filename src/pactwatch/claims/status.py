"""Whether a deed happened, will, may, or did not, and whether it is told as history: what these scorers look at."""

from .frame import Frame
from .grammar import shape
from .lexicon import Hit


def status_features(hit: Hit, frame: Frame, type_: str) -> list[str]:
    """For whether it happened, will, may, did not; and whether it is told as history."""
    grammar = shape(hit, frame)
    found = ["bias", f"shape={grammar}", f"type={type_}", f"sense={hit.senses[0]}", f"lemma={hit.lemma}"]
    found += [f"mark={mark}" for mark in hit.form.marks if mark in ("past", "futr", "pres", "imper", "perf", "impf", "base", "ing", "pastpart")]
    for i in range(len(frame.cues)):
        if frame.cues[i] and abs(i - hit.first) <= 12:
            side = "before" if i <= hit.first else "after"
            close = "near" if abs(i - hit.first) <= 3 else "far"
            found += [f"{cue}|{side}|{close}" for cue in frame.cues[i]]
            found += [f"{cue}|{type_}" for cue in frame.cues[i]]
            if close == "near":
                found.append(f"near={frame.line.tokens[i].lower}")
    if hit.first and frame.forms[hit.first - 1]:
        found.append(f"prev={frame.forms[hit.first - 1][0].lemma}")
    if frame.line.tokens[-1].text == "?":
        found.append("question")
    found += sorted({f"year={t.text[:3]}" for t in frame.line.tokens if t.text.isdigit() and len(t.text) == 4 and t.text[:2] in ("19", "20")})
    if any(t.text.isdigit() and len(t.text) == 4 and t.text[:2] in ("19", "20") for t in frame.line.tokens):
        found.append("has year")
    if {"had"} & {t.lower for t in frame.line.tokens[max(hit.first - 3, 0):hit.first]}:
        found.append("pluperfect")
    return sorted(set(found))
