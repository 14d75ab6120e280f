"""What an address is counted by, for the office's logins and for what the public sends alike. Pure: no settings, no request."""

from ipaddress import IPv6Address, ip_address

_IPV6_NETWORK = 64  # a household or an office is given at least so much


def network_of(address: str | None) -> str | None:
    """An address itself, of IPv6 its network of 64 bits. An IPv4 address written as IPv6 is that IPv4 address."""
    if not address:
        return None
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:  # a socket of the machine itself has a path
        return None
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    host = 128 - _IPV6_NETWORK
    return str(IPv6Address(int(found) >> host << host))
