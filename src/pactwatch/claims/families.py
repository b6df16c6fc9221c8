"""Families of features of the two ends of a deed: each a function of a few words and small numbers.

The same few come again in thousands of sentences («a mention before a verb, in the genitive»), so a scorer keeps what each told it:
see scorer.Sums. Where a family goes with the deed's type, the type is its last argument.
"""

from collections.abc import Set as AbstractSet

WHAT = {True: "pact", False: "state"}
Names = list[str]


def bucket(n: int) -> str:
    return "0" if n == 0 else "1" if n == 1 else "2-3" if n < 4 else "4-6" if n < 7 else "7-12" if n < 13 else "13+"


# whom only the context offers


def origin(rank: str, marks: str, grammar: str) -> Names:
    has = [f"ctx:has {letter}" for letter in "tsp" if letter in marks]
    return [f"ctx:{rank}", f"ctx:{rank}|{marks}", f"ctx:{marks}", f"ctx|{grammar}", f"ctx:{marks}|{grammar}", *has]


def around(marks: str, actors: int, before: int, after: int) -> Names:
    told = f"before={before}|after={after}"
    return [f"ctx|actors={actors}", f"ctx:{marks}|actors={actors}", f"ctx|{told}", f"ctx:{marks}|{told}"]


def spot(titled: bool, near: bool, often: int, pact: bool, before: int, after: int) -> Names:
    where = f"ctx:spot={'t' * titled}{'n' * near}"
    return [f"ctx:often={often}", where, f"{where}|often={often}", f"{where}|{WHAT[pact]}", f"{where}|before={before}|after={after}"]


def cast(rank: int, pact: bool, marks: str, before: int, after: int) -> Names:
    where = f"ctx:cast={rank}"
    return [where, f"{where}|{WHAT[pact]}", f"{where}|{marks}", f"{where}|before={before}|after={after}"]


def conduct(told: str, grammar: str, before: int, after: int) -> Names:
    return [f"ctx:conduct={told}|before={before}|after={after}", f"ctx:conduct={told}|{grammar}", f"ctx|before={before}|{grammar}"]


def word(sense: str, lemma: str) -> Names:
    return [f"ctx|{sense}", f"ctx|{lemma}"]


def context_type(marks: str, told: str, type_: str) -> Names:
    return [f"ctx|{type_}", f"ctx:conduct={told}|{type_}", *(f"ctx:has {letter}|{type_}" for letter in "tsp" if letter in marks)]


# mentions


def form(kind: str, side: str, grammar: str, cases: str) -> Names:
    return [f"kind={kind}", f"{side}|{grammar}", f"{side}|{cases}|{grammar}", f"kind={kind}|{side}|{grammar}"]


def preposition(side: str, prep: str, sense: str) -> Names:
    return [f"{side}|prep={prep}", f"{side}|prep={prep}|{sense}", f"{side}|{sense}"]


def distance(side: str, rank: int, cuts: int, verbs: int, grammar: str) -> Names:
    return [f"{side}|rank={rank}|{grammar}", f"{side}|cuts={cuts}", f"{side}|cuts={cuts}|rank={rank}|verbs={verbs}"]


def standing(side: str, titled: bool, near: bool, often: int, rank: int, pact: bool) -> Names:
    return [f"here:spot={'t' * titled}{'n' * near}|often={often}", f"here:cast={rank}", f"here:cast={rank}|{WHAT[pact]}|{side}"]


def between(side: str, case: str, hits: int, subordinate: bool, cases: str) -> Names:
    return [f"{side}|hits between={hits}|{case}", *([f"{side}|subordinate between|{cases}"] if subordinate else [])]


def mention_type(side: str, cases: str, kind: str, type_: str) -> Names:
    return [f"{side}|{cases}|{type_}", f"kind={kind}|{type_}"]


def place_type(side: str, prep: str, rank: int, type_: str) -> Names:
    return [f"{side}|prep={prep}|{type_}", f"{side}|{type_}|rank={rank}"]


def says_type(inside: bool, type_: str) -> Names:
    return [f"says={inside}|{type_}"]


# both: a drill is the pact's, a border a neighbour's


def pact(where: str, is_pact: bool, sense: str, topics: AbstractSet[str], another: bool) -> Names:
    what = WHAT[is_pact]
    return [f"{what}|{sense}", *(f"{what}|{topic}" for topic in topics), *([f"{where}|{what}|another pact here"] if another else [])]


def pact_type(where: str, is_pact: bool, topics: AbstractSet[str], type_: str) -> Names:
    what = WHAT[is_pact]
    return [f"{what}|{type_}", *(f"{where}|{what}|{topic}|{type_}" for topic in topics)]


# two candidates together


def what(source: bool, target: bool) -> str:
    return f"what={WHAT[source]}>{WHAT[target]}"


def kinds(source: str, target: str, source_pact: bool, target_pact: bool) -> Names:
    return [f"kinds={source.partition(':')[0]}>{target.partition(':')[0]}", what(source_pact, target_pact)]


def pair_sense(source: bool, target: bool, sense: str) -> Names:
    return [f"{what(source, target)}|{sense}"]


def ranks(source: int, target: int, where: str) -> Names:
    return [f"ranks={source}{target}", f"ranks={source}{target}|{where}"]


def named(often: int, whole: int, source: bool, target: bool, where: str) -> Names:
    return [name for told in (f"whole={whole}|{where}", f"together={often}|{where}") for name in (told, f"{told}|{what(source, target)}")]


def marks(titled: tuple[bool, bool], near: tuple[bool, bool], sizes: tuple[int, int], where: str) -> Names:
    return [f"titled={titled[0]:d}{titled[1]:d}|{where}", f"near={near[0]:d}{near[1]:d}|{where}", f"sizes={sizes[0]}>{sizes[1]}"]


def story(last: str, known: str, times: int, where: str) -> Names:
    told = [f"told={known}|{where}", f"told times={times}|{where}"] if known else [f"never told|{where}"]
    return [f"last={last}", f"last={last}|{where}", *told]


def story_type(last: str, latest: str, type_: str) -> Names:
    return [f"last={last}|{type_}", f"last={last}|{latest}>{type_}"]


def pair_type(source: bool, target: bool, topics: AbstractSet[str], type_: str) -> Names:
    told = what(source, target)
    return [f"{told}|{type_}", *(f"{told}|{topic}|{type_}" for topic in topics)]


def mutual(sense: str, lemma: str, others: str, side: str) -> Names:
    told = f"whole|others={others}"
    return ["whole", f"whole|{sense}", f"{told}|{side}", f"{told}|{sense}", f"whole|{lemma}", f"{told}|{lemma}"]


def order(first: str, where: str, cuts: int, grammar: str) -> Names:
    return [f"order={first}", f"where={where}", f"where={where}|{grammar}", f"order={first}|cuts={cuts}"]


def lone(end: str, origin_: str, kind: str, grammar: str) -> Names:
    return [f"lone={end}|{grammar}", f"lone={end}|{origin_}|{kind}"]


def typed(told: str, type_: str) -> Names:
    return [f"{told}|{type_}"]
