"""Builds the package with the way of a text to its claims compiled (see setup.py), once for every state of the sources, and prints where its wheel lies.

    fast.py [--install]

The wheel and, unpacked beside it, the package lie in .venv/fast; --install puts it into the .venv in the place of the sources. `make test` puts the
sources back. Without a C compiler nothing is built, and everything works as before.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HOME = Path(__file__).parent.parent
VENV = Path(sys.prefix)
KEPT = VENV / "fast"
NEEDED = ("setup.py", "pyproject.toml", "README.md", "LICENSE", "NOTICE", "src")
NONE = "no C compiler was found: nothing is compiled, and everything works as before"


def compiler() -> str | None:
    return shutil.which(os.environ.get("CC", "cc"))


def files() -> list[Path]:
    found = [path for name in NEEDED for path in ([HOME / name] if (HOME / name).is_file() else sorted((HOME / name).rglob("*")))]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path)]


def digest() -> str:
    """Of all that goes into the wheel."""
    found = hashlib.sha256(sys.version.encode())
    for path in files():
        found.update(str(path.relative_to(HOME)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def built() -> bool:
    """Whether the sources as they stand have been compiled."""
    return (KEPT / digest()).is_dir()


def build() -> Path:
    """The folder that holds the wheel, and `lib` with what is in it. Built from a copy, so that nothing compiled ever lies beside the sources."""
    folder = KEPT / digest()
    if folder.is_dir():
        return folder
    for old in KEPT.glob("[!t]*"):  # one that another process is building begins with "tmp"
        shutil.rmtree(old)
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as place:
        copy, made = Path(place) / "copy", Path(place) / "made"
        for path in files():
            (copy / path.relative_to(HOME)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy / path.relative_to(HOME))
        words = [str(VENV / "bin" / "uv"), "build", "--wheel", "--python", sys.executable, "--out-dir", str(made), str(copy)]
        done = subprocess.run(words, env={**os.environ, "PACTWATCH_COMPILE": "1"}, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"fast.py: the wheel could not be built:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        with zipfile.ZipFile(wheel(made)) as packed:
            packed.extractall(made / "lib")
        if not folder.is_dir():
            made.rename(folder)
    return folder


def wheel(folder: Path) -> Path:
    return next(folder.glob("*.whl"))


def install(made: Path) -> None:
    subprocess.run([str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", sys.executable, "--no-deps", "--reinstall", str(made)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    if not compiler():
        print(NONE)
        return
    made = wheel(build())
    if options.install:
        install(made)
        (VENV / "compiled").touch()
    print(made)


if __name__ == "__main__":
    main()
