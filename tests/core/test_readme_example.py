"""The README's example verifies what we sign, and nothing else: whoever copies it can rely on it."""

import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.webhook_signature import sign

README = Path(__file__).parents[2] / "README.rst"
SECRET, OLD = "whsec_0123456789abcdef", "whsec_the-one-before-it"
BODY = '{"event":"ticket.filed","title":"Ümlaut"}'.encode()


@pytest.fixture(scope="module")
def is_genuine():
    text = README.read_text(encoding="utf-8")
    example = text.split("To verify one in Python::\n", 1)[1].split("\nThe body has", 1)[0]
    names = {}
    exec(textwrap.dedent(example), names)  # our own text, shown to be true
    return names["is_genuine"]


def test_it_takes_what_we_sign(is_genuine):
    now = datetime.now(UTC)
    assert is_genuine(sign([SECRET], BODY, now), BODY, SECRET)
    assert is_genuine(sign([SECRET, OLD], BODY, now), BODY, OLD)


def test_it_refuses_all_else(is_genuine):
    now = datetime.now(UTC)
    header = sign([SECRET], BODY, now)
    assert not is_genuine(header, BODY + b" ", SECRET)
    assert not is_genuine(header, BODY, OLD)
    assert not is_genuine(sign([SECRET], BODY, now - timedelta(minutes=6)), BODY, SECRET)
    for broken in ("", "t=1", "v1=abc", "t=x,v1=abc", ",,,", header.replace("v1=", "v2=")):
        assert not is_genuine(broken, BODY, SECRET)
