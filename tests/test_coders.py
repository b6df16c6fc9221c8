"""Optional coders against a server of the test's own on loopback: what holds becomes claims, all else is refused and told."""

import json
import sys
import threading
import time
import types
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import claims as lines_of
from test_cli import pactwatch, told

from pactwatch import atlas, net, run
from pactwatch.cli import chosen
from pactwatch.coders import _answer, _question, openai, transformers
from pactwatch.contracts import Asked
from pactwatch.nouns import Article, Bad, Claim

TEXT = "Погода стоит ясная. Киргизия отменила учения ОДКБ, заявил Эмомали Рахмон. Учения 😀 не состоятся."
ARTICLE = Article("a", "ru", "Учения", TEXT, date(2022, 10, 10))
GOOD = {"source": "KGZ", "target": "CSTO", "type": "SANCTION", "act": "exercise_cancel", "status": "actual",
        "evidence": "Киргизия отменила учения ОДКБ, заявил Эмомали Рахмон.", "quotation": "отменила учения", "source_words": "Киргизия",
        "target_words": "ОДКБ", "speaker": "Эмомали Рахмон", "symmetric": False, "background": False, "probability": 0.9}


class Server:
    """What the endpoint answers next, and what it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.url = 200, b"", ""
        self.wait = self.drip = 0.0
        self.asked: list[Any] = []
        self.keys: list[str | None] = []

    def says(self, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        self.body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            state.keys.append(self.headers.get("authorization"))
            time.sleep(state.wait)
            try:
                self.send_response(state.status)
                self.send_header("location", "/elsewhere")
                self.end_headers()
                for at in range(0, len(state.body), 65536):
                    self.wfile.write(state.body[at:at + 65536])
                    time.sleep(state.drip)
            except OSError:
                pass  # whoever asked did not wait

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        state.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
        yield state
        http.shutdown()


def coded(server: Server, article: Article = ARTICLE, key: str = "") -> tuple[list[Claim], list[str]]:
    faults: list[Bad] = []
    found = list(openai.make(Asked("small", server.url, key), faults.append)(article))
    return found, [str(f) for f in faults]


def test_a_good_answer_becomes_claims_with_offsets_of_ours(server: Server) -> None:
    server.says({"claims": [GOOD]})
    (claim,), faults = coded(server)
    assert not faults and claim.rule == "openai small"
    assert (claim.source, claim.type, claim.act, claim.target, claim.status) == ("KGZ", "SANCTION", "exercise_cancel", "CSTO", "actual")
    assert TEXT[claim.start:claim.stop] == "отменила учения" and claim.speaker == "Эмомали Рахмон" and claim.probability == 0.9
    assert [(s.means, TEXT[s.start:s.stop]) for s in claim.spans] == [
        ("trigger", "отменила учения"), ("source", "Киргизия"), ("target", "ОДКБ"), ("speaker", "Эмомали Рахмон")]
    (asked,) = server.asked
    assert asked["model"] == "small" and TEXT in asked["messages"][1]["content"] and asked["temperature"] == 0


@pytest.mark.parametrize(("changes", "says"), [
    ({"evidence": "Киргизия сорвала учения ОДКБ."}, "is not in the text"),
    ({"evidence": "  "}, "is not in the text"),
    ({"quotation": "отменил учения"}, "is not in the evidence"),
    ({"quotation": "не состоятся"}, "is not in the evidence"),
    ({"speaker": "Путин"}, "is not in the evidence"),
    ({"source": "ATL"}, "'ATL' is not declared"),
    ({"target": "KGZ"}, "does it to itself"),
    ({"type": "INSULT"}, "'INSULT' is not in the codebook"),
    ({"act": "exercise_dance"}, "'exercise_dance' is not in the codebook"),
    ({"status": "happened"}, "'happened' is not in the codebook"),
    ({"probability": 1.5}, "does not lie between"),
    ({"probability": True}, "'probability' is True"),
    ({"probability": float("nan")}, "does not lie between"),
    ({"start": 5}, "'start' is not known"),
    ({"source": ["KGZ"]}, "'source' is ['KGZ']"),
    ({"status": None}, "'status' is None"),
    ({"symmetric": "no"}, "'symmetric' is 'no'"),
])
def test_what_codebook_or_text_do_not_know_is_refused_and_the_rest_kept(server: Server, changes: dict[str, Any], says: str) -> None:
    server.says({"claims": [{**GOOD, **changes}, GOOD]})
    found, faults = coded(server)
    assert len(found) == 1 and len(faults) == 1 and says in faults[0] and "article 'a'" in faults[0] and "\n" not in faults[0]


@pytest.mark.parametrize("answer", ["Sure! Here are the claims.", "{", "[]", '{"claims": {}}', '{"claims": [], "note": 1}', '{"claims": [1]}', "[" * 9999,
                                    json.dumps({"claims": [GOOD] * 201})])
def test_another_form_is_refused(server: Server, answer: str) -> None:
    server.says(answer)
    found, faults = coded(server)
    assert not found and len(faults) == 1 and "\n" not in faults[0]


def test_a_fence_is_taken_off(server: Server) -> None:
    server.says("```json\n" + json.dumps({"claims": [GOOD]}) + "\n```")
    assert len(coded(server)[0]) == 1


@pytest.mark.parametrize("body", [b"", b"hello", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"\xff\xfe"])
def test_an_endpoint_of_another_kind_is_one_line(server: Server, body: bytes) -> None:
    server.body = body
    with pytest.raises(Bad, match="chat endpoint"):
        coded(server)


def test_http_500_is_tried_again_and_told(server: Server) -> None:
    server.status = 500
    with pytest.raises(Bad, match="HTTP 500, 3 times"):
        net.post(server.url, {}, pause=0.01)
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [302, 401, 404])
def test_what_will_not_pass_is_asked_once(server: Server, status: int) -> None:
    server.status = status
    with pytest.raises(Bad, match=f"HTTP {status}"):
        net.post(server.url, {}, pause=0.01)
    assert len(server.asked) == 1


def test_a_slow_server_is_left(server: Server) -> None:
    server.wait = 1.0
    began = time.monotonic()
    with pytest.raises(Bad, match="takes more than"):
        net.post(server.url, {}, patience=0.2, tries=2, pause=0.01)
    assert time.monotonic() - began < 0.9


def test_a_dripping_server_is_left(server: Server) -> None:
    """Each byte comes in time, the whole does not."""
    server.body, server.drip = b"x" * 65536 * 20, 0.1
    began = time.monotonic()
    with pytest.raises(Bad, match="takes more than"):
        net.post(server.url, {}, patience=0.4, tries=1)
    assert time.monotonic() - began < 1.5


def test_too_much_is_not_read(server: Server) -> None:
    server.body = b"x" * (net.LARGEST + 1)
    with pytest.raises(Bad, match="more than 2,000,000 bytes"):
        net.post(server.url, {})


def test_nobody_there_is_one_line() -> None:
    with pytest.raises(Bad, match="gives no answer"):
        net.post("http://127.0.0.1:1/v1", {}, tries=2, pause=0.01)


@pytest.mark.parametrize(("url", "key"), [("file:///etc/passwd", ""), ("ftp://x", ""), ("http://", ""), ("", ""), ("http://[::1", ""), ("http://a:b@x/", ""),
                                          ("http://example.org/v1", "secret"), ("http://x:99999/", "")])
def test_addresses_that_are_not_asked(url: str, key: str) -> None:
    with pytest.raises(Bad):
        net.address(url, key)


def test_a_key_goes_to_the_endpoint_alone(server: Server) -> None:
    server.says({"claims": []})
    coded(server, key="secret")
    assert server.keys == ["Bearer secret"] and "secret" not in json.dumps(server.asked)


def test_a_long_text_is_asked_in_parts_and_offsets_are_of_the_whole(server: Server) -> None:
    text = "Слово за слово. " * 900 + TEXT
    server.says({"claims": [GOOD]})
    found, faults = coded(server, Article("b", "ru", "", text, None))
    assert len(server.asked) == len(faults) + 1 > 1 and len(found) == 1 and text[found[0].start:found[0].stop] == "отменила учения"


@given(st.text(max_size=300), st.integers(1, 40))
def test_parts_are_the_text(text: str, longest: int) -> None:
    cut = list(_answer.parts(text, longest))
    assert all(0 < stop - start <= longest for start, stop in cut)
    assert "".join("".join(text[a:b].split()) for a, b in cut) == "".join(text.split())


def test_the_question_tells_the_whole_codebook() -> None:
    world, asked = atlas.world(), _question.system()
    assert all(name in asked for name in (*world.deeds.types, *world.deeds.acts, *world.pacts, *_answer.NEED, *_answer.MAY))
    assert "{acts}" not in asked


def test_a_folder_of_transformers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a library of the test's own: what is asked, and that the answer passes the same check."""
    asked: list[Any] = []

    class Tokenizer:
        chat_template = "x"

        def apply_chat_template(self, messages: list[dict[str, str]], **_: object) -> dict[str, list[list[int]]]:
            asked.append(messages)
            return {"input_ids": [[1, 2]]}

        def decode(self, ids: list[int], **_: object) -> str:
            return json.dumps({"claims": [GOOD, {**GOOD, "target": "ATL"}]}) if ids == [3] else "the question"

    loaded: list[tuple[Path, dict[str, object]]] = []

    def load(what: object) -> types.SimpleNamespace:
        def from_pretrained(folder: Path, **options: object) -> object:
            loaded.append((folder, options))
            return what
        return types.SimpleNamespace(from_pretrained=from_pretrained)

    model = types.SimpleNamespace(generate=lambda **_: [[1, 2, 3]])
    library = types.SimpleNamespace(AutoTokenizer=load(Tokenizer()), AutoModelForCausalLM=load(model))
    monkeypatch.setitem(sys.modules, "transformers", library)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    faults: list[Bad] = []
    (claim,) = transformers.make(Asked(str(tmp_path)), faults.append)(ARTICLE)
    assert claim.rule == f"transformers {tmp_path.name}" and "'ATL'" in str(faults[0])
    assert all(options["local_files_only"] is True and options["trust_remote_code"] is False for _, options in loaded) and len(loaded) == 2
    assert TEXT in asked[0][1]["content"]


def test_a_missing_library_or_folder_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Bad, match="no model"):
        transformers.make(Asked(str(tmp_path / "none")), lambda _: None)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(Bad, match=r"pactwatch\[transformers\]"):
        transformers.make(Asked(str(tmp_path)), lambda _: None)
    monkeypatch.setitem(sys.modules, "tenacity", None)
    with pytest.raises(Bad, match=r"pactwatch\[endpoint\]"):
        net.post("http://127.0.0.1:1", {})


@pytest.mark.parametrize(("name", "endpoint", "model", "says"), [
    ("gpt", "", "", "'gpt' is not known; choose among own, openai, transformers"), ("openai", "", "m", "endpoint"), ("openai", "http://x", "", "model"),
    ("transformers", "", "", "folder"), ("own", "", "m", "--coder")])
def test_a_coder_that_is_not_fully_named(name: str, endpoint: str, model: str, says: str) -> None:
    with pytest.raises(Bad) as fault:
        chosen.coder(name, endpoint, model, lambda _: None)
    assert says in str(fault.value)


def test_the_commands_take_a_coder(server: Server, tmp_path: Path) -> None:
    server.says({"claims": [GOOD, {**GOOD, "quotation": "нет такого"}]})
    line = json.dumps({"id": "a", "lang": "ru", "published": "2022-10-10", "title": "Учения", "text": TEXT}, ensure_ascii=False)
    words = ("--coder", "openai", "--endpoint", server.url, "--model", "small")
    done = pactwatch("code", "-", *words, data=line.encode())
    assert done.returncode == 2 and len(lines_of(done)) == 1 and "refused" in told(done)[0]
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    (tmp_path / "watch.toml").write_text('id = "x"\npact = "CSTO"\nsince = 2022-01-01\narticles = ["a.jsonl"]\n', encoding="utf-8")
    done = pactwatch("run", str(tmp_path / "watch.toml"), "--formats", "csv", "--out", str(tmp_path / "out"), *words)
    assert done.returncode == 2 and "refused" in "".join(told(done)), told(done)
    assert "exercise_cancel" in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8-sig")


def test_optional_coders_are_not_loaded_without_being_asked_for() -> None:
    import subprocess

    script = "import sys; from pactwatch import run; run.languages(); assert not {'httpx', 'tenacity', 'pactwatch.coders'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert run.plugins("coders") == ["openai", "transformers"]
