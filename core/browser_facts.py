"""What a browser tells of the screen somebody was on: only what is known here gets in.

Nothing of it is believed: each fact has its own form, everything else is left out without a word,
and no text that anybody typed has a form. The steps are technical names of menus, buttons and
views, never what stood in a field.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlsplit

MODEL = re.compile(r"[a-z][a-z0-9_]{0,30}(?:\.[a-z0-9_]{1,30}){0,6}")
VIEW = re.compile(r"[a-z][a-z_]{0,29}")
NAME = re.compile(r"[A-Za-z0-9_.%()-]{1,100}")
PATH = re.compile(r"/[A-Za-z0-9/_.~%-]{0,300}")
NUMBER = re.compile(r"[0-9]{1,10}(?:[-,][0-9]{1,10}){0,20}")
# of an address only numbers that say which screen it is; anything else may hold what was typed
KEYS = frozenset({"action", "active_id", "cids", "id", "menu_id"})
STEP_KINDS = frozenset({"menu", "button", "action", "tab", "view"})
STEPS = 15
LARGEST_ID = 2**31 - 1
LARGEST_SCREEN = 20_000
LONGEST_AGO = 24 * 3600  # seconds

BROWSERS = (
    # what comes first also calls itself by the later names
    ("Edge", re.compile(r"\bEdgA?(?:iOS)?/(\d{1,4})")),
    ("Opera", re.compile(r"\bOPR/(\d{1,4})")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/(\d{1,4})")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/(\d{1,4})")),
    ("Chrome", re.compile(r"\b(?:HeadlessChrome|Chrome|CriOS)/(\d{1,4})")),
    ("Safari", re.compile(r"\bVersion/(\d{1,4})[\d.]* (?:Mobile/\w+ )?Safari/")),
)
SYSTEMS = (
    ("Windows", re.compile(r"\bWindows NT\b")),
    ("Android", re.compile(r"\bAndroid\b")),
    ("iOS", re.compile(r"\b(?:iPhone|iPad)\b")),
    ("macOS", re.compile(r"\bMac OS X\b")),
    ("Linux", re.compile(r"\b(?:Linux|X11)\b")),
)


@dataclass(frozen=True)
class Step:
    """One thing that was clicked or opened.

    :param kind: one of ``STEP_KINDS``
    :param name: a technical name: "stock.menu_stock", "button_validate", "form stock.picking"
    :param ago: seconds before the facts were gathered
    """

    kind: str
    name: str
    ago: int


@dataclass(frozen=True)
class Facts:
    """The screen and what led to it; 0 and "" where nothing (usable) was told."""

    page: str = ""
    action_id: int = 0
    model: str = ""
    record_id: int = 0
    view: str = ""
    screen: str = ""
    steps: tuple[Step, ...] = ()

    def to_json(self) -> dict:
        """What was told, as it is stored."""
        return {name: value for name, value in asdict(self).items() if value}


def read(raw: object) -> Facts:
    """The facts in what a browser sent, whatever that is."""
    if not isinstance(raw, Mapping):
        return Facts()
    return Facts(
        page=page(raw.get("page")),
        action_id=_id(raw.get("action_id")),
        model=_formed(raw.get("model"), MODEL),
        record_id=_id(raw.get("record_id")),
        view=_formed(raw.get("view"), VIEW),
        screen=_screen(raw.get("screen")),
        steps=_steps(raw.get("steps")),
    )


def page(address: object) -> str:
    """The path of an address of this Odoo, with the numbers that name a screen."""
    if not isinstance(address, str) or len(address) > 5000:
        return ""
    try:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, max_num_fields=100)
    except ValueError:
        return ""
    if not PATH.fullmatch(parts.path):
        return ""
    known = [f"{key}={value}" for key, value in pairs if key in KEYS and NUMBER.fullmatch(value)]
    return "?".join(filter(None, (parts.path, "&".join(known[:10]))))


def browser(user_agent: object) -> str:
    """``Chrome 156 on Linux`` from what a browser calls itself, or nothing."""
    if not isinstance(user_agent, str):
        return ""
    text = user_agent[:1000]
    names = ((name, form.search(text)) for name, form in BROWSERS)
    name = next((f"{name} {found[1]}" for name, found in names if found), "")
    system = next((system for system, form in SYSTEMS if form.search(text)), "")
    return " on ".join(filter(None, (name, system)))


def _formed(value: object, form: re.Pattern) -> str:
    return value if isinstance(value, str) and form.fullmatch(value) else ""


def _id(value: object) -> int:
    return value if type(value) is int and 0 < value <= LARGEST_ID else 0


def _screen(value: object) -> str:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return ""
    if any(type(side) is not int or not 0 < side <= LARGEST_SCREEN for side in value):
        return ""
    return f"{value[0]} × {value[1]}"


def _steps(value: object) -> tuple[Step, ...]:
    if not isinstance(value, list | tuple):
        return ()
    steps = (_step(one) for one in value[-STEPS:])
    return tuple(step for step in steps if step)


def _step(value: object) -> Step | None:
    if not isinstance(value, list | tuple) or len(value) != 3:
        return None
    kind, name, ago = value
    if not isinstance(kind, str) or kind not in STEP_KINDS:
        return None
    words = name.split(" ", 1) if isinstance(name, str) else []
    if not words or not all(NAME.fullmatch(word) for word in words):
        return None
    if type(ago) is not int or not 0 <= ago <= LONGEST_AGO:
        return None
    return Step(kind, name, ago)
