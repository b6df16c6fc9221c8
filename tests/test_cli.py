"""The command line as a stranger meets it: what it prints, what it refuses and how."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import COMMANDS
from typer.testing import CliRunner

from pactwatch.cli.commands import app
from pactwatch.cli.errors import MANY, Faults
from pactwatch.nouns import Bad

LINE = {"id": "a1", "lang": "ru", "published": "2022-10-17", "title": "Учения",
        "text": "Киргизия отменила учения ОДКБ. Таджикистан обвинил Киргизию в обстреле."}


def pactwatch(*words: str, data: bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run([sys.executable, "-m", "pactwatch", *words], input=data, capture_output=True, cwd=cwd, env=environment, check=False)


def told(run: subprocess.CompletedProcess[bytes]) -> list[str]:
    return run.stderr.decode().strip().splitlines()


def lines(*rows: object, encoding: str = "utf-8") -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows).encode(encoding)


def claims(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def test_code_prints_a_line_a_claim() -> None:
    run = pactwatch("code", "-", data=lines(LINE))
    assert run.returncode == 0 and not told(run)
    found = claims(run)
    assert found
    for claim in found:
        assert set(claim) == {"article", "start", "end", "date", "source", "target", "type", "act", "status", "symmetric", "background", "speaker",
                              "probability", "spans"}
        for span in claim["spans"]:
            assert LINE["text"][span["start"]:span["end"]] == span["text"]
    assert any((c["source"], c["target"], c["act"]) == ("KGZ", "CSTO", "exercise_cancel") for c in found)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "utf-8-sig", "utf-16"])
def test_encodings_are_told(encoding: str) -> None:
    longer = {**LINE, "text": str(LINE["text"]) + " Президент России Владимир Путин призвал стороны к переговорам, сообщила пресс-служба Кремля."}
    run = pactwatch("code", "-", data=lines(longer, encoding=encoding))
    assert run.returncode == 0, told(run)
    assert any(c["source"] == "KGZ" for c in claims(run))


@pytest.mark.parametrize("row, words", [
    ("{not json", ["line 1", "not JSON"]),
    ("[1, 2]", ["line 1", "not an object"]),
    ({k: v for k, v in LINE.items() if k != "text"}, ["line 1", "'text'", "missing"]),
    ({**LINE, "text": ""}, ["line 1", "'text'", "empty"]),
    ({**LINE, "text": 7}, ["line 1", "'text'", "must be text"]),
    ({**LINE, "text": "я" * 5_000_001}, ["line 1", "'text'", "5,000,001"]),
    ({**LINE, "text": "Россия\0 напала"}, ["line 1", "'text'", "NUL"]),
    ({**LINE, "published": "2022-02-30"}, ["line 1", "'published'", "2022-02-30"]),
    ({**LINE, "lang": "tlh"}, ["a1", "tlh"]),
    ({**LINE, "lang": 7}, ["line 1", "'lang'", "must be text"]),
    ({**LINE, "id": {"a": 1}}, ["line 1", "'id'", "dict"]),
    ({**LINE, "id": True}, ["line 1", "'id'", "bool"]),
    ({**LINE, "url": 5}, ["line 1", "'url'", "must be text"]),
    ({**LINE, "url": "http://[::1"}, ["line 1", "'url'", "no address"]),
    ({**LINE, "source": ["a"]}, ["line 1", "'source'", "must be text"]),
    ({**LINE, "title_en": 5}, ["line 1", "'title_en'", "must be text"]),
    ({**LINE, "translation": "one text"}, ["line 1", "'translation'", "list"]),
    ({**LINE, "translation": ["a", None]}, ["line 1", "'translation'", "list"]),
])
def test_a_bad_line_is_told_and_the_rest_goes_on(row: object, words: list[str]) -> None:
    run = pactwatch("code", "-", data=lines(row, {**LINE, "id": "good"}))
    assert run.returncode == 2
    assert len(told(run)) == 1, told(run)
    assert all(word in told(run)[0] for word in words), told(run)
    assert {c["article"] for c in claims(run)} == {"good"}


def test_the_same_id_twice_is_told() -> None:
    run = pactwatch("code", "-", data=lines(LINE, LINE))
    assert run.returncode == 2 and "line 1" in told(run)[0] and "line 2" in told(run)[0]


@pytest.mark.parametrize("words, says", [
    (["code", "no-such-file.jsonl"], "no-such-file.jsonl"),
    (["run", "no-such-watch"], "csto"),
    (["run", "csto", "--date", "2022-13-01"], "2022-13-01"),
    (["run", "csto", "--formats", "rtf"], "rtf"),
    (["world", "show", "Atlantis"], "Atlantis"),
    (["lint", "no-such-brief.md"], "no-such-brief.md"),
    (["export", "events", "--lake", "no-such-lake"], "no-such-lake"),
])
def test_a_wrong_call_is_one_line_and_exit_2(words: list[str], says: str, tmp_path: Path) -> None:
    run = pactwatch(*words, cwd=tmp_path)
    assert run.returncode == 2
    assert len(told(run)) == 1 and says in told(run)[0], told(run)
    assert not run.stdout.strip()


def test_an_undeclared_pact_is_told(tmp_path: Path) -> None:
    (tmp_path / "watch.toml").write_text('id = "x"\npact = "WARSAW"\nsince = 1955-05-14\narticles = ["a.jsonl"]\n', encoding="utf-8")
    run = pactwatch("run", str(tmp_path / "watch.toml"), cwd=tmp_path)
    assert run.returncode == 2 and "WARSAW" in told(run)[-1]


def watch(folder: Path, id_: str, *articles: str) -> str:
    place = folder / "watch.toml"
    place.write_text(f'id = "{id_}"\npact = "CSTO"\nsince = 2022-01-01\narticles = {json.dumps(articles)}\n', encoding="utf-8")
    return str(place)


def test_a_lost_file_of_a_watch_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(LINE))
    run = pactwatch("run", watch(tmp_path, "two", "gone.jsonl", "a.jsonl"), "--formats", "md", cwd=tmp_path)
    assert run.returncode == 2 and "gone.jsonl" in run.stderr.decode()
    assert (tmp_path / "out" / "two" / "brief.md").is_file()


def test_the_id_of_a_watch_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(LINE))
    run = pactwatch("run", watch(tmp_path, "../../away", "a.jsonl"), "--formats", "md", cwd=tmp_path)
    assert run.returncode == 2 and "'id'" in told(run)[-1]
    assert {p.name for p in tmp_path.iterdir()} == {"a.jsonl", "watch.toml"}


def test_escape_codes_of_a_file_do_nothing_in_the_terminal() -> None:
    row = {**LINE, "id": "\x1b[31ma", "lang": "tlh", "title": "\x1b]0;x\x07"}
    for run in (pactwatch("code", "-", data=lines(row)), pactwatch("explain", "-", data=lines({**row, "lang": "ru"}))):
        assert b"\x1b" not in run.stdout + run.stderr and run.stdout + run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run([sys.executable, "-m", "pactwatch", "code", "-"], input=lines(LINE), stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 2
    assert len(run.stderr.decode().strip().splitlines()) == 1 and "Traceback" not in run.stderr.decode()


def test_relate_answers_each_line() -> None:
    text = "Армения обвинила Азербайджан в обстреле."
    row = {"id": 5, "text": text, "source": [0, 7], "target": [17, 28]}
    run = pactwatch("relate", "-", data=lines(row, {**row, "id": 6, "source": [3, 900]}))
    assert run.returncode == 2 and "'source'" in told(run)[0]
    (answer,) = claims(run)
    assert answer["id"] == 5 and answer["type"] == "ACCUSE" and 0 < answer["probability"] <= 1


def test_relate_needs_no_target() -> None:
    row = {"id": 1, "text": "Oman refused to lift the ban.", "source": [0, 4]}
    run = pactwatch("relate", "-", data=lines(row, {**row, "id": 2, "target": None}, {**row, "id": 3, "lang": "kk"}, {**row, "id": 4, "target": [0, 0]}))
    assert run.returncode == 2 and "'kk' has no coder" in told(run)[0]
    assert [(a["id"], a["type"]) for a in claims(run)] == [(1, "REJECT"), (2, "REJECT"), (4, "REJECT")]


def test_world_show_knows_who_held_the_office() -> None:
    run = pactwatch("world", "show", "KGZ", "--on", "2022-10-17")
    assert run.returncode == 0
    text = run.stdout.decode()
    assert "Sadyr Japarov" in text and "Садыр Жапаров" in text and "Collective Security Treaty Organization" in text
    assert "Bakiyev" not in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    """An example of itself: one that was copied from a neighbour helps nobody."""
    done = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert done.exit_code == 0
    assert re.search(rf"Example: .*pactwatch {command}\b", done.output)


def test_help_names_every_command() -> None:
    run = pactwatch("--help")
    assert run.returncode == 0
    assert all(command.split()[0] in run.stdout.decode() for command in COMMANDS)


def test_a_run_tells_apart_what_was_read_and_what_was_kept_unread(tmp_path: Path) -> None:
    """Two in Russian from two sources, one in Kazakh that nobody codes."""
    rows = [LINE | {"id": "a", "url": "https://one.example/a"}, LINE | {"id": "b", "url": "https://two.example/b"},
            LINE | {"id": "c", "lang": "kk", "url": "https://three.example/c"}]
    (tmp_path / "articles.jsonl").write_bytes(lines(*rows))
    (tmp_path / "watch.toml").write_text('id = "w"\ntitle = "W"\npact = "CSTO"\nregion = "r"\nlanguages = ["ru", "kk"]\nsince = 2022-01-01\n'
                                         'articles = ["articles.jsonl"]\nbyline = "b"\n', encoding="utf-8")
    run = pactwatch("run", str(tmp_path / "watch.toml"), "--out", str(tmp_path / "out"), "--formats", "md")
    assert run.returncode == 0, told(run)
    assert "2 articles of 2 sources read, 1 kept unread (1 in kk)" in run.stdout.decode()


def test_what_comes_again_in_the_same_words_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Weights that cannot be read, of each of three articles."""
    faults = Faults()
    for fault in ("no weights", "line 2: no JSON", "no weights", "no weights"):
        faults(Bad(fault))
    with pytest.raises(typer.Exit) as ended:
        faults.end()
    assert ended.value.exit_code == 2
    assert capsys.readouterr().err.splitlines() == ["pactwatch: no weights", "pactwatch: line 2: no JSON", "pactwatch: no weights (3 times in all)"]


def test_however_many_faults_a_file_has_each_is_told_and_few_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    faults = Faults()
    for line in range(MANY + 50):
        faults(Bad(f"line {line}: no JSON"))
    assert len(capsys.readouterr().err.splitlines()) == MANY + 50 and len(faults.told) == MANY
