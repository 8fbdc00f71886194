"""A busy port, and who keeps it busy."""

import os
import socket

import pytest

from workshop import ports
from workshop.console import Stop

pytestmark = pytest.mark.no_odoo
LINE = (
    "   0: 0100007F:1F85 00000000:0000 0A 00000000:00000000 00:00000000 00000000"
    "     0        0 4711 1 0000000000000000 100 0 0 10 0"
)


def test_listeners_are_read_from_the_kernels_table():
    assert ports.parse_listener(LINE, 8069) == "4711"
    assert ports.parse_listener(LINE, 8070) == ""
    assert ports.parse_listener(LINE.replace(" 0A ", " 01 "), 8069) == ""


def test_a_busy_port_names_the_program():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        with pytest.raises(Stop, match=f"process {os.getpid()}") as stop:
            ports.require_free_port("127.0.0.1", port)

    assert f"--port {port + 1}" in stop.value.hint


def test_a_free_port_is_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    ports.require_free_port("127.0.0.1", port)
