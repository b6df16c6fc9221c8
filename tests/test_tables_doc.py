"""The page on tables is read by a test: each of its commands runs, on made-up files of the names it uses."""

import re
import shlex
import shutil
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
import tables
from typer.testing import CliRunner

from pactwatch.cli.commands import app

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "tables.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def zipped(place: Path, content: str) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(place.stem, content)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("desk")
    allies = ("Tajikistan", "Kazakhstan", "Armenia", "Belarus")
    days = [{"Event ID": str(n), "Event Date": str(date(2018, 1, 15) + timedelta(n)), "Target Name": allies[n % 4], "Target Country": allies[n % 4],
             **({"CAMEO Code": "190", "Intensity": "-10"} if n % 40 < 8 else {})} for n in range(257)]
    (place / "events.2018.tab").write_text(tables.icews(*days), encoding="utf-8")
    (place / "nmc.csv").write_text("ccode,year,cinc\n365,2012,0.04\n", encoding="utf-8")
    (place / "mine.csv").write_text("date,source,target,code,quad,goldstein,release\n2022-10-03,Russia,Kazakhstan,040,1,1.0,x\n", encoding="utf-8")
    (place / "ngecEvents.DV.2022.txt").write_text(tables.polecat({}), encoding="latin-1")
    (place / "records.jsonl").write_text('{"id": "a", "date": "2022-10-03", "actor": "RUS", "event": "CONSULT", "recipient": "KAZ"}\n', encoding="utf-8")
    zipped(place / "20221003121500.export.CSV.zip", tables.gdelt({}))
    zipped(place / "20221003121500.mentions.CSV.zip", tables.mentions(("410000001", "one.example")))
    shutil.copy(DOCS / "examples" / "maps" / "interstate.toml", place)
    return place


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_page_runs(line: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    result = CliRunner().invoke(app, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output


def test_every_import_is_on_the_page() -> None:
    for command in ("import icews", "import gdelt", "import polecat", "import plover", "import table", "import structure", "measure", "structure"):
        assert f"pactwatch {command}" in PAGE
