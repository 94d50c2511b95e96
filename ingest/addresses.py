"""Which network addresses a page may come from: public ones, never the machine's own network."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from ingest.errors import UnreadableFileError

Address = IPv4Address | IPv6Address

# The IANA registries of special-purpose addresses, named in full: what Python calls global varies with its version.
_CLOSED = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
        ),
    )
)
_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet's, the one that it stands for included (NAT64)."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _UNICAST or address.scope_id is not None:
            return False
    return not any(address.version == network.version and address in network for network in _CLOSED)


def parse_addresses(found: list[str], host: str) -> list[Address]:
    """The addresses that a resolver gave.

    Raises:
        UnreadableFileError: If one is no address.
    """
    try:
        return [ip_address(one) for one in dict.fromkeys(found)]
    except ValueError as error:
        raise UnreadableFileError(f"Le nom « {host} » a une adresse illisible.", "Vérifiez l'adresse.") from error
