"""OCA's helpdesk, fetched for the comparison: nothing of it is part of this addon."""

import subprocess
import sys
import zipfile
from pathlib import Path

DEV = Path(__file__).parents[1] / "dev"
PACKAGE, WANTED = "odoo_addon_helpdesk_mgmt", "odoo-addon-helpdesk_mgmt==19.0.1.3.2"


def fetched() -> Path | None:
    """The folder that OCA's addon lies in, beside this clone's own state; None without a network."""
    sys.path.insert(0, str(DEV))
    from _lib.environment import pip_wheel
    from _lib.paths import Clone

    home = Clone.here().state / "oca-helpdesk"
    addons = home / "odoo" / "addons"
    if not (addons / "helpdesk_mgmt" / "__manifest__.py").exists():
        home.mkdir(exist_ok=True)
        pip = [sys.executable, str(pip_wheel(home) / "pip")]
        options = ["--no-deps", "--disable-pip-version-check", "--quiet", "--dest", str(home)]
        done = subprocess.run([*pip, "download", *options, WANTED], check=False, timeout=300)
        if done.returncode:
            return None
        for wheel in home.glob(f"{PACKAGE}-*.whl"):
            zipfile.ZipFile(wheel).extractall(home)
    return addons
