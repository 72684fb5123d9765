"""Over TLS: a certificate must be vouched for by somebody the system trusts, and a slow answer is cut there too."""

import shutil
import ssl
import subprocess
import time
from pathlib import Path

import pytest
from tests.adapters.interpreters.stand_in import drip, says, stand_in

from entraide.adapters.interpreters import exchange
from entraide.adapters.interpreters.endpoint import Endpoint
from entraide.adapters.interpreters.port import NoAnswer

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that vouches for itself, with its key, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    subprocess.run(
        [
            *make.split(),
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            folder / "key",
            "-out",
            folder / "certificate",
        ],
        check=True,
        capture_output=True,
    )
    both = folder / "both.pem"
    both.write_bytes((folder / "key").read_bytes() + (folder / "certificate").read_bytes())
    return both


def server_side(certificate: Path) -> ssl.SSLContext:
    """What the server needs."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    return tls


def trusting(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system trust this certificate."""
    trust = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(exchange, "_trust", lambda: trust)


def test_a_certificate_that_nobody_vouches_for_is_sent_nothing(certificate: Path) -> None:
    with stand_in(server_side(certificate)) as server:
        with pytest.raises(NoAnswer) as caught:
            Endpoint(name="Ici", url=server.url, model="m", limit_s=3.0).ask("Qui garde mon chat ?")
        assert (caught.value.reason, caught.value.was_sent) == ("unreachable", False)
        assert server.asked == []


def test_a_certificate_for_another_name_is_sent_nothing(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting(certificate, monkeypatch)
    with stand_in(server_side(certificate)) as server:
        url = server.url.replace("127.0.0.1", "localhost")
        with pytest.raises(NoAnswer) as caught:
            Endpoint(name="Ici", url=url, model="m", limit_s=3.0).ask("Qui garde mon chat ?")
        assert not caught.value.was_sent
        assert server.asked == []


def test_a_trusted_certificate_is_asked(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting(certificate, monkeypatch)
    with stand_in(server_side(certificate)) as server:
        endpoint = Endpoint(name="Ici", url=server.url, model="m", limit_s=3.0)
        assert endpoint.ask("Qui garde mon chat ?").opinion.topic == "animals.sitting"


def test_a_slow_answer_is_cut_and_the_place_is_free_again(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting(certificate, monkeypatch)
    with stand_in(server_side(certificate)) as server:
        server.answer = drip(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{")
        endpoint = Endpoint(name="Ici", url=server.url, model="m", limit_s=0.4)
        started = time.monotonic()
        with pytest.raises(NoAnswer, match="too_slow"):
            endpoint.ask("Qui garde mon chat ?")
        assert time.monotonic() - started < 1.2
        server.answer = says()
        time.sleep(0.5)
        assert endpoint.ask("Qui garde mon chat ?").opinion.topic == "animals.sitting"
