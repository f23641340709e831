"""What the server may be made to call: public servers, over https, and nothing in disguise."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.safe_address import choose_address, parse_url, reach_of

V4 = st.integers(0, 2**32 - 1).map(IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(IPv6Address)


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("8.8.8.8", "public"),
        ("1.1.1.1", "public"),
        ("100.128.0.1", "public"),
        ("172.32.0.1", "public"),
        ("2606:4700:4700::1111", "public"),
        ("2a00:1450:4001:80b::200e", "public"),
        ("127.0.0.1", "private"),
        ("127.255.255.254", "private"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),
        ("::1", "private"),
        ("fd12:3456::1", "private"),
        ("0.0.0.0", "never"),
        ("::", "never"),
        ("169.254.169.254", "never"),
        ("100.100.100.200", "never"),
        ("168.63.129.16", "never"),
        ("192.0.0.192", "never"),
        ("192.88.99.1", "never"),
        ("198.18.0.1", "never"),
        ("224.0.0.1", "never"),
        ("240.0.0.1", "never"),
        ("255.255.255.255", "never"),
        ("fe80::1", "never"),
        ("fe80::1%eth0", "never"),
        ("2606:4700::1%eth0", "never"),
        ("fec0::1", "never"),
        ("ff02::1", "never"),
        ("fd00:ec2::254", "never"),
        ("::ffff:8.8.8.8", "never"),
        ("::ffff:127.0.0.1", "never"),
        ("::127.0.0.1", "never"),
        ("::ffff:0:127.0.0.1", "never"),
        ("64:ff9b::7f00:1", "never"),
        ("64:ff9b:1::7f00:1", "never"),
        ("2002:7f00:1::", "never"),
        ("2001:0:7f00:1::", "never"),
        ("2001:db8::1", "never"),
        ("100::1", "never"),
        ("5f00::1", "never"),
    ],
)
def test_the_reach_of_a_number(address, reach):
    assert reach_of(address) == reach


@given(V4 | V6)
def test_what_is_public_is_public_to_python_too(number):
    """Another list than ours, made by others; ours may only be narrower."""
    if reach_of(number) == "public":
        assert number.is_global and not number.is_multicast and not number.is_private


@given(V4)
def test_an_ipv4_number_in_an_ipv6_form_is_never_called(number):
    raw = int(number)
    for form in (
        (0xFFFF << 32) | raw,
        raw,
        (0x64FF9B << 96) | raw,
        (0x2002 << 112) | (raw << 80) | 1,
        (0x20010000 << 96) | (raw ^ 0xFFFFFFFF),
    ):
        if IPv6Address(form) != IPv6Address("::1"):
            assert reach_of(IPv6Address(form)) == "never"


@pytest.mark.parametrize(
    ("url", "host", "port", "target"),
    [
        ("https://example.com", "example.com", 443, "/"),
        ("https://Hooks.Example.COM:8443/a/b?c=d", "hooks.example.com", 8443, "/a/b?c=d"),
        ("https://xn--bcher-kva.example/x", "xn--bcher-kva.example", 443, "/x"),
        ("https://8.8.8.8/", "8.8.8.8", 443, "/"),
        ("https://[2606:4700:4700::1111]:1024/", "2606:4700:4700::1111", 1024, "/"),
        ("https://example.com?x=1", "example.com", 443, "/?x=1"),
    ],
)
def test_addresses_that_may_be_called(url, host, port, target):
    endpoint = parse_url(url)
    assert (endpoint.host, endpoint.port, endpoint.target) == (host, port, target)


def test_the_origin_tells_nothing_of_the_path():
    endpoint = parse_url("https://hooks.slack.com/services/T0/B0/secret?key=1")
    assert endpoint.origin == "https://hooks.slack.com"
    assert parse_url("https://[2606:4700:4700::1111]:8443/x").origin == (
        "https://[2606:4700:4700::1111]:8443"
    )


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "example.com",
        "http://example.com/",
        "HTTP://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "https://",
        "https:///path",
        "https://:443/",
        "https://user@example.com/",
        "https://user:pass@example.com/",
        "https://example.com@127.0.0.1/",
        "https://@example.com/",
        "https://example.com/#part",
        "https://example.com/#",
        "https://example.com:80/",
        "https://example.com:22/",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:x/",
        "https://example.com:/",
        "https://example.com/a b",
        "https://example.com/\r\nHost: x",
        "https://exa\tmple.com/",
        "https:\\\\example.com\\",
        "https://example.com\\@127.0.0.1/",
        "https://bücher.example/",
        "https://①②⑦.⓪.⓪.①/",
        "https://127。0。0。1/",
        "https://localhost/",
        "https://LOCALHOST/",
        "https://a.localhost/",
        "https://odoo/",
        "https://printer.local/",
        "https://vault.internal/",
        "https://1.0.0.127.in-addr.arpa/",
        "https://example.com./",
        "https://.example.com/",
        "https://exa..mple.com/",
        "https://-example.com/",
        f"https://{'a' * 64}.com/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://127.0.0.0x1/",
        "https://127.0.0.1./",
        "https://256.0.0.1/",
        "https://08.8.8.8/",
        "https://8.8.8/",
        "https://0/",
        "https://0x/",
        "https://0.0.0.0/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fe80::1%25eth0]/",
        "https://[fc00::1]/",
        "https://[::1/",
        "https://[v1.x]/",
        "https://[zz::1]/",
        "https://example.com/" + "a" * 2_000,
    ],
)
def test_addresses_that_are_refused(url):
    with pytest.raises(ValueError, match="^url") as caught:
        parse_url(url)
    assert "pass" not in str(caught.value).replace("password", "")


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1:8443/", "https://[::1]/", "https://intranet/", "https://erp.local/"],
)
def test_the_own_net_if_the_administrator_allows_it(url):
    assert parse_url(url, allow_private=True)
    with pytest.raises(ValueError):
        parse_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "https://169.254.169.254/",
        "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://[fd00:ec2::254]/",
    ],
)
def test_what_even_the_administrator_cannot_allow(url):
    with pytest.raises(ValueError, match="^url"):
        parse_url(url, allow_private=True)


@given(V4)
def test_other_spellings_of_a_number_are_refused(number):
    raw = int(number)
    parts = str(number).split(".")
    for host in (
        str(raw),
        hex(raw),
        oct(raw).replace("o", ""),
        ".".join(hex(int(part)) for part in parts),
        ".".join(f"0{part}" for part in parts),
        f"{parts[0]}.{raw & 0xFFFFFF}",
    ):
        with pytest.raises(ValueError, match="^url"):
            parse_url(f"https://{host}/", allow_private=True)


@given(st.text(max_size=40))
def test_any_text_is_an_endpoint_or_is_refused(text):
    for url in (text, f"https://{text}"):
        try:
            endpoint = parse_url(url)
        except ValueError as error:
            assert str(error).startswith("url")
        else:
            assert endpoint.target.startswith("/") and endpoint.host.isascii()
            if endpoint.is_number:
                assert reach_of(endpoint.host) == "public"


@given(st.lists(V4 | V6, min_size=1, max_size=5), st.booleans())
def test_one_bad_number_refuses_the_whole_name(numbers, allowed):
    good = {"public", "private"} if allowed else {"public"}
    addresses = [str(number) for number in numbers]
    if all(reach_of(number) in good for number in numbers):
        assert choose_address(addresses, allowed) in addresses
    else:
        with pytest.raises(ValueError, match="^host"):
            choose_address(addresses, allowed)


def test_the_older_protocol_comes_first():
    assert choose_address(["2606:4700:4700::1111", "1.1.1.1", "8.8.8.8"]) == "1.1.1.1"
    assert ip_address(choose_address(["2606:4700:4700::1111"])).version == 6


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: choose_address([]), "host"),
        (lambda: choose_address(["nowhere"]), "address"),
        (lambda: reach_of("127.1"), "address"),
        (lambda: reach_of(""), "address"),
    ],
)
def test_bad_input_is_named(call, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        call()
