import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance_api.webhooks.addresses import embedded_ipv4, parse_ranges, refusal

REFUSED = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.8", "192.0.0.9", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "192.88.99.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
    "100::1", "3fff::1", "5f00::1", "64:ff9b:1::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::10.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::e000:1",
    "2002:7f00:1::", "2002:a00:1::", "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",  # Teredo leading to 10.0.0.1
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert refusal(address) is not None


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "114.114.114.114", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_is_allowed(address: str) -> None:
    assert refusal(address) is None


@given(st.ip_addresses(v=4).filter(lambda a: not a.is_global or a.is_multicast))
def test_no_disguise_lets_a_private_ipv4_address_through(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    disguises = [
        ipaddress.IPv6Address((0xFFFF << 32) | number),
        ipaddress.IPv6Address((0x0064FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    ]
    for disguise in disguises:
        assert embedded_ipv4(disguise) == address
        assert refusal(str(disguise)) is not None


def test_an_operator_can_allow_a_range_and_nothing_beyond_it() -> None:
    allowed = parse_ranges(["127.0.0.0/8", " ", "10.1.0.0/16"])
    assert refusal("127.0.0.1", allowed) is None
    assert refusal("::ffff:127.0.0.1", allowed) is None
    assert refusal("10.1.2.3", allowed) is None
    assert refusal("10.2.0.1", allowed) is not None
    assert refusal("::1", allowed) is not None


def test_what_is_no_address_is_an_error_not_a_pass() -> None:
    with pytest.raises(ValueError, match="example"):
        refusal("example.org")
