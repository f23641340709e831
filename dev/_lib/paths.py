"""Where things lie: this clone, the cache all clones share, and the cache of this clone."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
ADDON = "ecosire_support"


def cache_root() -> Path:
    """The folder that holds everything dev/ makes; never inside the repo."""
    override = os.environ.get("ECOSIRE_CACHE")
    if override:
        return Path(override).absolute()
    if os.geteuid() == 0:
        # PostgreSQL drops to another user, who must be able to come in: not root's home.
        return Path("/var/cache") / ADDON
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / ADDON


@dataclass(frozen=True)
class Clone:
    """What belongs to one checkout: its PostgreSQL data, databases' files and settings."""

    repo: Path
    state: Path

    @classmethod
    def here(cls) -> "Clone":
        """The clone these commands lie in, with its folders made."""
        key = hashlib.sha256(str(REPO).encode()).hexdigest()[:12]
        clone = cls(repo=REPO, state=cache_root() / "clones" / key)
        for folder in (clone.state, clone.addons, clone.data, clone.logs):
            folder.mkdir(parents=True, exist_ok=True)
        (clone.state / "clone.txt").write_text(f"{REPO}\n")
        link = clone.addons / ADDON
        if not link.is_symlink() or Path(os.readlink(link)) != REPO:
            link.unlink(missing_ok=True)
            with suppress(FileExistsError):  # another command was quicker
                link.symlink_to(REPO)
        return clone

    @property
    def addons(self) -> Path:
        """The addons path: one link with the addon's name that leads to the repo."""
        return self.state / "addons"

    @property
    def data(self) -> Path:
        """Odoo's data folder (attachments, sessions)."""
        return self.state / "data"

    @property
    def logs(self) -> Path:
        """Logs of the last runs."""
        return self.state / "logs"

    @property
    def postgres(self) -> Path:
        """The embedded PostgreSQL: its data, socket and locks."""
        return self.state / "postgres"
