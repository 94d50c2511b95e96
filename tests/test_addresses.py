"""Public addresses are public, in both versions; what tests/test_web.py refuses is not repeated here."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis.strategies import ip_addresses

from ingest.addresses import is_public, parse_addresses
from ingest.errors import UnreadableFileError


@pytest.mark.parametrize("address", ["8.8.8.8", "193.190.1.1", "172.32.0.1", "2a02:a03f::1", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(ip_addresses(v=4))
def test_an_address_inside_another_is_as_public_as_it(address: object) -> None:
    assert not is_public(ip_address(f"::ffff:{address}"))
    assert is_public(ip_address(f"64:ff9b::{address}")) == is_public(ip_address(str(address)))


@given(ip_addresses())
def test_what_python_calls_private_is_not_public(address: object) -> None:
    one = ip_address(str(address))
    assert not (is_public(one) and (one.is_private or one.is_loopback or one.is_link_local or one.is_multicast))


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"huy\.be"):
        parse_addresses(["pas une adresse"], "huy.be")
