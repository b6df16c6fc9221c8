"""The closed words of English and the verbs that do not follow the rules."""

PREPOSITIONS = frozenset("""of in to for with on at by from about against between under over into through without before after during
towards toward among upon via near behind beyond despite amid alongside across within inside outside off onto per since until till as than
like unlike including concerning regarding except""".split())
CONJUNCTIONS = frozenset("and or but nor while whereas although though because if unless whether that which who whom whose when where so yet".split())
PRONOUNS = {"he": "nom", "she": "nom", "it": "nom acc", "they": "nom", "we": "nom", "i": "nom", "you": "nom acc", "him": "acc", "her": "acc",
            "them": "acc", "us": "acc", "me": "acc", "his": "poss", "its": "poss", "their": "poss", "our": "poss", "my": "poss",
            "this": "nom", "those": "nom", "these": "nom", "both": "nom", "each": "nom", "neither": "nom", "who": "nom", "one": "nom"}
ADVERBS = frozenset("not never no also again still already too very soon then there here now just only even ever once later".split())

_VERBS = """be was were been being is are am; have had had has; do did done does; go went gone; come came come; give gave given; take took taken;
make made made; say said said; tell told told; meet met met; hold held held; send sent sent; leave left left; break broke broken; cut cut cut;
shut shut shut; put put put; build built built; buy bought bought; sell sold sold; pay paid paid; fight fought fought; fly flew flown;
speak spoke spoken; begin began begun; bring brought brought; catch caught caught; choose chose chosen; draw drew drawn; drive drove driven;
fall fell fallen; find found found; forbid forbade forbidden; freeze froze frozen; get got gotten; grow grew grown; hear heard heard;
hit hit hit; keep kept kept; know knew known; lay laid laid; lead led led; lend lent lent; let let let; lie lay lain; lose lost lost;
mean meant meant; quit quit quit; read read read; ride rode ridden; rise rose risen; run ran run; see saw seen; seek sought sought;
shake shook shaken; shoot shot shot; show showed shown; sit sat sat; spend spent spent; stand stood stood; steal stole stolen;
strike struck struck; swear swore sworn; teach taught taught; tear tore torn; think thought thought; throw threw thrown; win won won;
withdraw withdrew withdrawn; write wrote written; withhold withheld withheld; overthrow overthrew overthrown; undertake undertook undertaken;
beat beat beaten; become became become; bind bound bound; burn burnt burnt; feel felt felt; hurt hurt hurt; seize seized seized;
set set set; stick stuck stuck; sink sank sunk; understand understood understood; uphold upheld upheld; wear wore worn; rebut rebutted rebutted;
plan planned planned; step stepped stepped; ship shipped shipped; bar barred barred; ban banned banned; drop dropped dropped; stop stopped stopped;
shun shunned shunned; rebuff rebuffed rebuffed; admit admitted admitted; commit committed committed; permit permitted permitted;
refer referred referred; occur occurred occurred; deter deterred deterred; slam slammed slammed; rap rapped rapped; trim trimmed trimmed;
lob lobbed lobbed; snub snubbed snubbed; scrap scrapped scrapped; wrap wrapped wrapped; skip skipped skipped; curb curbed curbed;
kidnap kidnapped kidnapped; axe axed axed; agree agreed agreed; free freed freed; add added added; die died died; lie lied lied; bid bid bid; spy spied spied;
seal sealed sealed; appeal appealed appealed; pull pulled pulled; kill killed killed; shell shelled shelled; call called called;
sell sold sold; stall stalled stalled; install installed installed; assess assessed assessed; press pressed pressed; discuss discussed discussed;
dismiss dismissed dismissed; miss missed missed; harass harassed harassed; express expressed expressed; pass passed passed; mass massed massed"""


def _irregular() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _VERBS.replace("\n", " ").split(";"):
        base, past, participle, *more = row.split()
        found.setdefault(past, []).append((base, "past pastpart" if past == participle else "past"))
        if participle != past:
            found.setdefault(participle, []).append((base, "pastpart"))
        for other in more:
            found.setdefault(other, []).append((base, "past"))
    return found


IRREGULAR = _irregular()
