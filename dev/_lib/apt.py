"""Debian packages without root: a private apt state downloads them, dpkg-deb unpacks them.

The system's own apt state is neither read nor written. Its configured sources name the mirror.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from .errors import DevError
from .run import run, watch


class PrivateApt:
    """An apt of our own below `folder`, for one set of sources."""

    def __init__(self, folder: Path, sources: str | None = None) -> None:
        """With `sources` None, the machine's own sources are used."""
        self.folder = folder
        for name in ("lists/partial", "cache/archives/partial", "debs"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.options = [
            f"-oDir::State::lists={folder}/lists",
            f"-oDir::Cache={folder}/cache",
            "-oAPT::Get::List-Cleanup=0",
            "-oAPT::Update::Error-Mode=any",
            "-oAcquire::Retries=2",
            "-oAcquire::http::Timeout=30",
            "-oAcquire::Languages=none",
            # The user _apt need not see our folder.
            "-oAPT::Sandbox::User=root",
        ]
        if sources is not None:
            (folder / "sources.list").write_text(sources)
            self.options += [
                f"-oDir::Etc::sourcelist={folder}/sources.list",
                "-oDir::Etc::sourceparts=-",
            ]

    def update(self) -> None:
        """Fetch the lists of packages."""
        watch(
            ["apt-get", *self.options, "update"],
            "apt could not fetch Debian's package lists",
            shown=["Get:"],
        )

    def mirror(self) -> str:
        """The address of the Debian mirror that the machine's sources name."""
        targets = run(
            [
                "apt-get",
                "indextargets",
                *self.options,
                "--format",
                "$(LABEL)|$(SITE)",
                "Created-By: Packages",
            ],
            "apt could not tell its sources",
        )
        for line in targets.splitlines():
            label, _, site = line.partition("|")
            if label == "Debian":
                return site
        raise DevError(
            "no Debian mirror in the machine's apt sources: add one, or set ODOO_HOME to an Odoo 19"
        )

    def has(self, package: str) -> bool:
        """Whether these sources offer the package."""
        found = run(
            ["apt-cache", *self.options, "policy", package], f"apt could not look up {package}"
        )
        return "Candidate:" in found and "Candidate: (none)" not in found

    def unpack(self, packages: Sequence[str], target: Path) -> None:
        """Download the packages and lay their files below `target`."""
        target.mkdir(parents=True, exist_ok=True)
        debs = self.folder / "debs"
        run(
            ["apt-get", *self.options, "download", *packages],
            f"apt could not download {' '.join(packages)}",
            cwd=debs,
            network=True,
        )
        for deb in sorted(debs.glob("*.deb")):
            run(["dpkg-deb", "-x", deb, target], f"{deb.name} could not be unpacked")
            deb.unlink()


def require_apt() -> None:
    """Stop with a plain line on a machine that is not Debian's."""
    missing = [name for name in ("apt-get", "dpkg-deb") if not shutil.which(name)]
    if missing:
        raise DevError(
            f"{missing[0]} is missing: this needs Debian, or ODOO_HOME set to a folder with Odoo 19"
        )
