"""What must come from the system: PostgreSQL's user, a browser, a printer of PDF."""

import os
import pwd
import shutil
from collections.abc import Sequence

from .run import run, watch
from .say import step

POSTGRES_USER = "pgserver"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WKHTMLTOPDF = ("wkhtmltopdf",)


def postgres_user() -> pwd.struct_passwd | None:
    """The user an embedded PostgreSQL runs as: none in particular, but never root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(POSTGRES_USER)
    except KeyError:
        run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
            + [POSTGRES_USER],
            f"the system user {POSTGRES_USER} for PostgreSQL could not be made",
        )
        return pwd.getpwnam(POSTGRES_USER)


def missing_programs() -> list[str]:
    """Debian's names of the programs that are not installed."""
    wanted = {"chromium": CHROMIUM, "wkhtmltopdf": WKHTMLTOPDF}
    return [name for name, programs in wanted.items() if not any(map(shutil.which, programs))]


def install(packages: Sequence[str]) -> None:
    """Install Debian packages; root only."""
    with step(f"System packages: {' and '.join(packages)}"):
        watch(
            ["apt-get", "update"],
            "apt could not fetch Debian's package lists",
            shown=["Get:"],
        )
        watch(
            ["apt-get", "install", "-y", "--no-install-recommends", *packages],
            f"apt could not install {' '.join(packages)}",
            shown=["Get:", "Unpacking", "Setting"],
            env={"DEBIAN_FRONTEND": "noninteractive"},
            finishes=True,
        )


def lacking_programs() -> str:
    """Install what is missing as root; else return the line that says how, or nothing."""
    missing = missing_programs()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        missing = missing_programs()
    if not missing:
        return ""
    return f"not installed: {', '.join(missing)}; as root: apt-get install {' '.join(missing)}"
