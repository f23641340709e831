"""From which networks engineers come in: the list a person writes, and whom it lets in."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.allowed_networks import MOST, AllowedNetworks, read_networks

V4 = st.ip_addresses(v=4)
V6 = st.ip_addresses(v=6)
LIST = """
203.0.113.0/24   # the office in Lahore
198.51.100.7, 2001:db8::/32
"""


@pytest.mark.parametrize(
    ("address", "lets_in"),
    [
        ("203.0.113.0", True),
        ("203.0.113.255", True),
        ("203.0.114.0", False),
        ("198.51.100.7", True),
        ("198.51.100.8", False),
        ("::ffff:203.0.113.9", True),
        ("2001:db8::1", True),
        ("2001:db9::1", False),
        ("203.0.113.9:4711", False),
        ("", False),
        (None, False),
    ],
)
def test_whom_the_list_lets_in(address, lets_in):
    assert read_networks(LIST).lets_in(address) is lets_in


@pytest.mark.parametrize("text", ["", None, False, "# nobody yet", " \n,\n"])
def test_an_empty_list_keeps_nobody_out(text):
    networks = read_networks(text)
    assert networks == AllowedNetworks()
    assert networks.lets_everybody_in
    assert networks.lets_in("203.0.113.1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10.0.0.0/33", "is no network"),
        ("office", "is no network"),
        ("10.0.0", "is no network"),
        ("0x7f000001", "is no network"),
        ("fe80::1%eth0/64", "is no network"),
        ("203.0.113.7/24", "203.0.113.0/24"),
        ("2001:db8::1/32", "2001:db8::/32"),
        ("\n".join(f"10.{n // 256}.{n % 256}.0/24" for n in range(MOST + 1)), "More than 200"),
    ],
)
def test_what_is_no_network_is_said(text, words):
    with pytest.raises(ValueError, match="^networks: ") as error:
        read_networks(text)
    assert words in str(error.value)


def test_what_is_no_text_is_refused():
    with pytest.raises(ValueError, match="^networks"):
        read_networks(7)


@given(st.lists(st.one_of(V4, V6), max_size=20))
def test_written_down_and_read_again_it_is_the_same(addresses):
    networks = read_networks("\n".join(map(str, addresses)))
    assert read_networks(networks.written()) == networks
    for address in addresses:
        assert networks.lets_in(str(address))


@given(st.one_of(V4, V6), st.integers(0, 32))
def test_a_network_lets_in_what_lies_in_it(address, bits):
    network = ip_network(f"{address}/{bits}", strict=False)
    networks = read_networks(str(network))
    assert networks.lets_in(str(address))
    assert networks.lets_everybody_in == (bits == 0)


@given(st.text())
def test_no_text_breaks_it(text):
    try:
        read_networks(text)
    except ValueError as error:
        assert str(error).startswith("networks: ")
    assert AllowedNetworks((ip_network("10.0.0.0/8"),)).lets_in(text) in (True, False)
