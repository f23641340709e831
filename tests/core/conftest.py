"""core/ alone: no Odoo, no database. Loaded by its own rootdir, with the repo's root on the path.

The folder has no __init__.py on purpose: pytest would import the addon itself (and so Odoo) to
reach it.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
