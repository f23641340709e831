"""Where a request may go: which addresses in the web, and which numbers behind their names.

An address that somebody enters must not make the server call itself, its neighbours or the
cloud's own service of credentials. So the written form is narrow (https, a name or a plainly
written number), and each number that the name resolves to is looked at before it is called. Whoever
calls uses the number that was looked at, and does not resolve the name again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Literal
from urllib.parse import urlsplit

from .messages import _

Reach = Literal["public", "private", "never"]

LONGEST_URL = 2_000
HTTPS = 443
FIRST_FREE_PORT = 1_024  # below it are mail, remote login, directories: nobody's webhook
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
PLAIN_IPV4 = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}")
BEYOND_ASCII_OR_BLANK = re.compile(r"[^\x21-\x7e]|\\")
LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa")

# the client's own net, called only if the administrator allows it
PRIVATE = tuple(
    map(
        ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8"),
            *("fc00::/7", "::1/128"),
        ),
    )
)
# never called: nobody there, everybody there, or another address in disguise
NEVER = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this host
            "100.100.100.200/32",  # credentials of a cloud (Alibaba)
            "168.63.129.16/32",  # the same (Azure)
            "169.254.0.0/16",  # link-local, and credentials of the other clouds
            "192.0.0.0/24",
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays
            "198.18.0.0/15",  # measuring
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
            "2001::/23",  # protocols, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "3fff::/20",  # documentation
            "fd00:ec2::254/128",  # credentials of a cloud (Amazon)
        ),
    )
)
# all of IPv6 that is given out to the public; IPv4-mapped and NAT64 forms lie outside
PUBLIC_IPV6 = ip_network("2000::/3")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to connect, and what to ask for."""

    host: str  # in ASCII, lower case; an IPv6 number without brackets
    port: int
    target: str  # path and query

    @property
    def is_number(self) -> bool:
        """Whether the host is an address and needs no look-up."""
        return ":" in self.host or bool(PLAIN_IPV4.fullmatch(self.host))

    @property
    def origin(self) -> str:
        """``https://host:port``, without what may be secret in the rest."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}" + ("" if self.port == HTTPS else f":{self.port}")


def parse_url(url: str, allow_private: bool = False) -> Endpoint:
    """The endpoint of an address that may be called, as far as the written form tells.

    :param allow_private: names and numbers of the own net are let through
    :raises ValueError: names url, and says what to change; the address is not repeated
    """
    if not isinstance(url, str) or not url:
        raise ValueError(_("url: enter an address that begins with https://"))
    if len(url) > LONGEST_URL:
        raise ValueError(_("url: the address is longer than 2,000 characters"))
    if BEYOND_ASCII_OR_BLANK.search(url):
        raise ValueError(
            _("url: the address has a blank, a backslash or a letter beyond a-z; copy it anew")
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(_("url: this is no address of the web")) from None
    if parts.scheme != "https":
        raise ValueError(_("url: only addresses that begin with https:// are called"))
    if "@" in parts.netloc:
        raise ValueError(_("url: an address with a user name or password in it is not called"))
    if parts.fragment or "#" in url:
        raise ValueError(_("url: leave out the part from # on; it is never sent"))
    port = _checked_port(port, parts.netloc)
    if "[" in parts.netloc and ":" not in host:
        raise ValueError(_("url: the number of the server is not well formed"))
    host = _checked_host(host, allow_private)
    query = f"?{parts.query}" if parts.query else ""
    return Endpoint(host, port, (parts.path or "/") + query)


def reach_of(address: str | IPv4Address | IPv6Address) -> Reach:
    """Whether a number is public, of a private net, or never to be called.

    :raises ValueError: names address
    """
    try:
        number = ip_address(address)
    except ValueError:
        raise ValueError(f"address: {address!r} is no IP address") from None
    if isinstance(number, IPv6Address) and number.scope_id is not None:
        return "never"  # a zone says: on this machine's own wire
    if any(number in net for net in NEVER if net.version == number.version):
        return "never"
    if any(number in net for net in PRIVATE if net.version == number.version):
        return "private"
    if number.version == 6 and number not in PUBLIC_IPV6:
        return "never"
    return "public"


def choose_address(addresses: Iterable[str], allow_private: bool = False) -> str:
    """The number to call, of those that a name resolves to.

    One that may not be called refuses the whole name: who controls it could hand out a good and a
    bad number in turns.
    :raises ValueError: names host, and says what is wrong with what it resolves to
    """
    numbers = list(dict.fromkeys(addresses))
    if not numbers:
        raise ValueError(_("host: the name leads to no address"))
    reaches = {reach_of(number) for number in numbers}
    if "never" in reaches:
        raise ValueError(_("host: the name leads to an address that is never called"))
    if "private" in reaches and not allow_private:
        raise ValueError(
            _("host: the name leads into a private net, which your administrator has not allowed")
        )
    # the older protocol first: where both are given, fewer servers lack it
    return min(numbers, key=lambda number: (ip_address(number).version, numbers.index(number)))


def _checked_port(port: int | None, netloc: str) -> int:
    if port is None:
        if netloc.endswith(":"):
            raise ValueError(_("url: the port after the colon is missing"))
        return HTTPS
    if port != HTTPS and port < FIRST_FREE_PORT:
        raise ValueError(_("url: of the ports below 1024 only 443 is called"))
    return port


def _checked_host(host: str, allow_private: bool) -> str:
    if not host:
        raise ValueError(_("url: the name of the server is missing"))
    if ":" in host or "%" in host:
        return _checked_number(host, allow_private)
    labels = host.split(".")
    if NUMBER_LABEL.fullmatch(labels[-1]):
        # 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to some and names to others
        if not PLAIN_IPV4.fullmatch(host):
            raise ValueError(_("url: write the number of the server as four plain decimals"))
        return _checked_number(host, allow_private)
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise ValueError(_("url: the name of the server is not well formed"))
    if not allow_private and (len(labels) == 1 or labels[-1] in LOCAL_NAMES):
        raise ValueError(_("url: this name is of the own net, which is not allowed here"))
    return host


def _checked_number(host: str, allow_private: bool) -> str:
    try:
        choose_address([host], allow_private)
    except ValueError as error:
        if str(error).startswith("address:"):
            raise ValueError(_("url: the number of the server is not well formed")) from None
        raise ValueError(
            _("url: this number is not called; only servers in the public net are")
        ) from None
    return str(ip_address(host))
