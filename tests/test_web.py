"""Pages come from public sites only, within limits of size and time, whatever the server does."""

import gzip
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.route import system_resolver
from ingest.transfer import Times
from ingest.web import Fetcher, is_url
from tests.samples import check_french
from tests.sites import Handler, Site, certificate, serve

HTML = b"<!doctype html><html><body><h1>PST</h1><p>Ouvrir une maison de quartier.</p></body></html>"
HERE = "127.0.0.1"
SHORT = Times(connect=0.5, read=0.5, total=1.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        running.answers["/pst"] = lambda handler: handler.reply(HTML, Content_Type="text/html")
        yield running


def resolver(*answers: list[str]) -> Callable[[str, int], list[str]]:
    """A name server that gives one answer after the other, then the last one for ever."""
    left = list(answers)
    return lambda host, port: left.pop(0) if len(left) > 1 else left[0]


def fetcher(site: Site, **options: object) -> Fetcher:
    settings = {"resolve": resolver([HERE]), "proxies": dict, "trusted": frozenset({(HERE, site.port)}), **options}
    return Fetcher(**settings)  # type: ignore[arg-type]


def refusal(get: Fetcher, url: str) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        get.fetch(url)
    told = str(caught.value)
    check_french(told)
    assert caught.value.remedy
    return told


def test_a_page_is_fetched_under_its_name(site: Site) -> None:
    page = fetcher(site).fetch(f"http://www.cpas.be:{site.port}/pst#haut")
    assert page is not None
    assert (page.data, page.name) == (HTML, "cpas.be_pst.html")
    (path, headers) = site.asked[0]
    assert path == "/pst"
    assert headers["host"] == f"www.cpas.be:{site.port}"
    assert not {"cookie", "authorization", "referer"} & set(headers)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
        "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "64:ff9b:1::1",
        "2002:a00:1::1", "2001::1", "2001:db8::1", "::10.0.0.1", "fec0::1", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_no_address_of_the_own_network_is_asked(address: str) -> None:
    get = Fetcher(resolve=resolver([address]), proxies=dict, times=SHORT)
    assert "privée ou locale" in refusal(get, "https://intranet.cpas.be/pst")
    mixed = Fetcher(resolve=resolver(["93.184.215.14", address]), proxies=dict, times=SHORT)
    assert "privée ou locale" in refusal(mixed, "https://intranet.cpas.be/pst")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "localhost"])
def test_no_way_of_writing_the_own_machine_gets_through(host: str) -> None:
    assert "privée ou locale" in refusal(Fetcher(proxies=dict), f"http://{host}/")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://cpas.be/pst.pdf", "http ou https"),
        ("file:///etc/passwd", "http ou https"),
        ("http:///pst", "http ou https"),
        ("https://jean:secret@cpas.be/pst", "mot de passe"),
        ("https://cpas.be:8443/pst", "port 8443"),
        ("http://cpas.be:443/pst", "port 443"),
        ("https://cpas.be:99999/", "adresse"),
        ("https://[::1/", "adresse"),
        ("https://cpas.be/" + "a" * 3000, "http ou https"),
        ("https://cpas.be/a b\r\nHost: x", ""),
    ],
)
def test_an_address_that_is_no_page_is_refused(url: str, told: str) -> None:
    get = Fetcher(resolve=resolver(["192.168.0.1"] if not told else ["93.184.215.14"]), proxies=dict, times=SHORT)
    message = refusal(get, url)
    assert told in message
    assert "secret" not in message


def test_a_name_that_changes_its_mind_is_asked_only_once(site: Site) -> None:
    with serve() as victim:
        victim.answers["/pst"] = lambda handler: handler.reply(b"secret", Content_Type="text/plain")
        asked: list[str] = []

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return [HERE] if len(asked) == 1 else ["127.0.0.2"]

        page = fetcher(site, resolve=resolve).fetch(f"http://rebind.be:{site.port}/pst")
        assert page is not None
        assert page.data == HTML
        assert asked == ["rebind.be"]
        assert "privée" in refusal(fetcher(site, resolve=resolve), f"http://rebind.be:{site.port}/pst")
        assert victim.asked == []


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "//127.1/x"]
)
def test_a_redirect_to_a_private_address_is_not_followed(target: str, site: Site) -> None:
    site.answers["/vers"] = lambda handler: handler.reply(status=302, Location=target)
    get = fetcher(site, resolve=lambda host, port: [HERE] if host == "cpas.be" else system_resolver(host, port))
    assert "privée ou locale" in refusal(get, f"http://cpas.be:{site.port}/vers")
    assert len(site.asked) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "gopher://cpas.be/"])
def test_a_redirect_to_no_page_is_not_followed(target: str, site: Site) -> None:
    site.answers["/vers"] = lambda handler: handler.reply(status=301, Location=target)
    refusal(fetcher(site), f"http://cpas.be:{site.port}/vers")


def test_redirects_are_followed_and_the_last_address_noted(site: Site) -> None:
    site.answers["/a"] = lambda handler: handler.reply(status=301, Location="b?x=1")
    site.answers["/b"] = lambda handler: handler.reply(status=307, Location="/pst")
    page = fetcher(site).fetch(f"http://cpas.be:{site.port}/a")
    assert page is not None
    assert page.url == f"http://cpas.be:{site.port}/a"
    assert page.final_url == f"http://cpas.be:{site.port}/pst"
    assert [path for path, _ in site.asked] == ["/a", "/b?x=1", "/pst"]


def test_redirects_without_end_are_given_up(site: Site) -> None:
    site.answers["/a"] = lambda handler: handler.reply(status=302, Location="/a")
    assert "sans fin" in refusal(fetcher(site), f"http://cpas.be:{site.port}/a")
    assert len(site.asked) == 6


def test_a_version_that_is_already_here_is_not_sent_again(site: Site) -> None:
    def answer(handler: Handler) -> None:
        same = handler.headers["If-None-Match"] == '"v1"'
        handler.reply(b"" if same else HTML, 304 if same else 200, ETag='"v1"', Content_Type="text/html")

    site.answers["/pst"] = answer
    url = f"http://cpas.be:{site.port}/pst"
    page = fetcher(site).fetch(url)
    assert page is not None
    assert page.etag == '"v1"'
    assert fetcher(site).fetch(url, page.etag) is None


@pytest.mark.parametrize("status", [304, 401, 403, 404, 410, 429, 500, 503])
def test_a_refusal_of_the_server_is_told(status: int, site: Site) -> None:
    site.answers["/pst"] = lambda handler: handler.reply(b"<html>erreur</html>", status)
    assert f"({status})" in refusal(fetcher(site), f"http://cpas.be:{site.port}/pst")


def test_nobody_answering_is_told(site: Site) -> None:
    port = site.port + 1 if site.port < 65_535 else site.port - 1
    get = Fetcher(resolve=resolver([HERE]), proxies=dict, times=SHORT, trusted=frozenset({(HERE, port)}))
    assert "ne répond pas" in refusal(get, f"http://cpas.be:{port}/pst")


def test_an_unknown_name_is_told() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    assert "introuvable" in refusal(Fetcher(resolve=resolve, proxies=dict), "https://nulle-part.be/")


def slow_head(handler: Handler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.1)


def slow_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<p>")
        handler.wfile.flush()
        time.sleep(0.1)


def silence(handler: Handler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("answer", [slow_head, slow_body, silence])
def test_a_server_that_takes_its_time_is_cut_off(answer: Callable[[Handler], None], site: Site) -> None:
    site.answers["/pst"] = answer
    started = time.monotonic()
    assert "pas répondu à temps" in refusal(fetcher(site, times=SHORT), f"http://cpas.be:{site.port}/pst")
    assert time.monotonic() - started < 3


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    while True:
        handler.wfile.write(b"PST " * 10_000)


def announced(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(10**12))
    handler.end_headers()


def bomb(handler: Handler) -> None:
    handler.reply(
        gzip.compress(gzip.compress(b"a" * 50_000_000)), Content_Encoding="gzip, gzip", Content_Type="text/html"
    )


@pytest.mark.parametrize("answer", [endless, announced, bomb])
def test_a_body_that_is_too_large_is_not_taken_in(answer: Callable[[Handler], None], site: Site) -> None:
    site.answers["/pst"] = answer
    assert "taille admise (2 Mo)" in refusal(fetcher(site, max_bytes=2_000_000), f"http://cpas.be:{site.port}/pst")


def truncated(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(HTML)


def damaged(handler: Handler) -> None:
    handler.reply(b"not gzip at all" * 100, Content_Encoding="gzip", Content_Type="text/html")


def gibberish(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff" * 100)


@pytest.mark.parametrize("answer", [truncated, damaged, gibberish])
def test_a_damaged_answer_is_told(answer: Callable[[Handler], None], site: Site) -> None:
    site.answers["/pst"] = answer
    assert "abîmée ou incomplète" in refusal(fetcher(site), f"http://cpas.be:{site.port}/pst")


def test_a_compressed_page_is_decompressed(site: Site) -> None:
    site.answers["/pst"] = lambda handler: handler.reply(
        gzip.compress(HTML), Content_Encoding="gzip", Content_Type="text/html"
    )
    page = fetcher(site).fetch(f"http://cpas.be:{site.port}/pst")
    assert page is not None
    assert page.data == HTML


def test_a_secure_site_is_asked_by_its_name(tmp_path: Path) -> None:
    server, client = certificate(tmp_path, "cpas.be")
    with serve(server) as site:
        site.answers["/pst"] = lambda handler: handler.reply(HTML, Content_Type="text/html")
        page = fetcher(site, tls=client).fetch(f"https://cpas.be:{site.port}/pst")
        assert page is not None
        assert page.data == HTML
        assert "certificat" in refusal(fetcher(site, tls=client), f"https://autre.be:{site.port}/pst")
        assert "certificat" in refusal(fetcher(site), f"https://cpas.be:{site.port}/pst")
        assert len(site.asked) == 1


def test_a_site_without_tls_is_told(site: Site) -> None:
    assert "connexion sécurisée" in refusal(fetcher(site), f"https://cpas.be:{site.port}/pst")


def test_behind_a_proxy_the_proxy_is_asked_for_the_whole_address(site: Site) -> None:
    site.answers["http://cpas.be/pst"] = lambda handler: handler.reply(HTML, Content_Type="text/html")
    proxies = {"http": f"http://jean:mot@127.0.0.1:{site.port}", "https": f"127.0.0.1:{site.port}"}

    def unknown(host: str, port: int) -> list[str]:
        raise OSError(-2, "inconnu")

    get = Fetcher(resolve=unknown, proxies=lambda: proxies, times=SHORT)
    page = get.fetch("http://cpas.be/pst")
    assert page is not None
    assert page.data == HTML
    path, headers = site.asked[0]
    assert path == "http://cpas.be/pst"
    assert headers["host"] == "cpas.be"
    assert headers["proxy-authorization"].startswith("Basic ")
    refusal(get, "https://cpas.be/pst")
    assert site.asked[-1][0] == "cpas.be:443"


@pytest.mark.parametrize("host", ["localhost", "intranet", "serveur.local", "10.0.0.1", "[::1]", "db.internal"])
def test_a_proxy_is_not_asked_for_what_is_private_by_its_name_or_address(host: str, site: Site) -> None:
    get = Fetcher(proxies=lambda: {"http": f"http://127.0.0.1:{site.port}"}, times=SHORT)
    assert "privée ou locale" in refusal(get, f"http://{host}/")
    assert site.asked == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [("https://cpas.be", True), ("HTTP://x", True), ("file:///x", True), ("corpus/a.txt", False), ("C:\\a", False)],
)
def test_an_address_is_told_from_a_path(place: str, expected: bool) -> None:
    assert is_url(place) is expected
