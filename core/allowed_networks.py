"""From which networks somebody may come in: a list that a person writes, and its use.

One network or single address a line (or parted by commas and blanks), IPv4 and IPv6, like
``203.0.113.0/24`` or ``2001:db8::/32``; what follows ``#`` in a line is a remark. An empty list lets
in from everywhere.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from .messages import WordedError, _

MOST = 200  # networks in one list
IPV4_IN_IPV6 = IPv6Network("::ffff:0:0/96")
Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


class NoNetworkError(WordedError):
    """What was written is no list of networks."""

    field = "networks"


@dataclass(frozen=True, slots=True)
class AllowedNetworks:
    """Networks to come from; none at all: from everywhere."""

    networks: tuple[Network, ...] = ()

    def lets_in(self, address: object) -> bool:
        """Whether somebody with this address may come in.

        What is no address comes from nowhere that is on a list. An IPv4 address that a server
        sees in the form of IPv6 (``::ffff:203.0.113.7``) is the IPv4 address.
        """
        if not self.networks:
            return True
        known = _address(address)
        return known is not None and any(
            known in network for network in self.networks if network.version == known.version
        )

    @property
    def lets_everybody_in(self) -> bool:
        """Whether the list, once written, still keeps nobody out: it is empty, or holds all."""
        return not self.networks or any(network.prefixlen == 0 for network in self.networks)

    def written(self) -> str:
        """The list in its plain form, one network a line."""
        return "\n".join(_plain(network) for network in self.networks)


def read_networks(text: object) -> AllowedNetworks:
    """The networks that a person has written.

    :raises NoNetworkError: names what is not understood, and says what to write instead
    """
    if text in (None, False):
        return AllowedNetworks()
    if not isinstance(text, str):
        raise ValueError("networks: must be a text")
    found: dict[Network, None] = {}
    for line in text.splitlines():
        for word in line.partition("#")[0].replace(",", " ").split():
            found[_network(word)] = None
            if len(found) > MOST:
                raise NoNetworkError(
                    _("More than %(most)s networks are listed. Put some of them together."),
                    most=MOST,
                )
    return AllowedNetworks(tuple(found))


def _network(word: str) -> Network:
    try:
        if "%" in word:
            raise ValueError("a zone names a wire of one machine")
        wider = ip_network(word, strict=False)
    except ValueError:
        raise NoNetworkError(
            _("“%(word)s” is no network. Write one like 203.0.113.0/24 or 2001:db8::/32."),
            word=word[:60],
        ) from None
    if ip_address(word.partition("/")[0]) == wider.network_address:
        return _as_ipv4(wider)
    raise NoNetworkError(
        _(
            "“%(word)s” is an address within a network. Write %(network)s for the whole network, "
            "or the address without the part from / on."
        ),
        word=word[:60],
        network=str(wider),
    )


def _as_ipv4(network: Network) -> Network:
    """A network of IPv4 that is written in the form of IPv6, as what it is."""
    if network.version == 4 or not network.subnet_of(IPV4_IN_IPV6):
        return network
    start = network.network_address.ipv4_mapped
    return ip_network(f"{start}/{network.prefixlen - IPV4_IN_IPV6.prefixlen}")


def _address(value: object) -> Address | None:
    try:
        known = ip_address(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return getattr(known, "ipv4_mapped", None) or known


def _plain(network: Network) -> str:
    alone = network.prefixlen == network.max_prefixlen
    return str(network.network_address) if alone else str(network)
