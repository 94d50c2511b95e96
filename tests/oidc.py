"""An OpenID Connect provider on this machine, for tests of the login.

It is `oidc-provider-mock`: a real provider over HTTP (discovery, authorization code, tokens signed with RS256, JWKS,
userinfo, end of session) whose login page takes anybody's word for who they are. It checks no password, and its
addresses are not encrypted: that is what a real one adds.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browsing import free_port, wait_until_answers


@contextmanager
def provider(folder: Path, *people: Mapping[str, object]) -> Iterator[str]:
    """The address of a running provider.

    Args:
        folder: Where its log is written.
        people: The claims of those who have an account; `sub` names them.
    """
    port = free_port()
    # In a process of its own: it uses what Authlib has deprecated, and warnings are errors here.
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    for one in people:
        command += ["--user-claims", json.dumps(one)]
    log = folder / "oidc.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_answers(f"{address}/.well-known/openid-configuration", process, log)
            yield address
        finally:
            process.terminate()


def secrets_file(folder: Path, address: str, **changed: str) -> Path:
    """The file that tells Streamlit of a provider."""
    said = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "0123456789abcdef0123456789abcdef",
        "client_id": "assistant-pst",
        "client_secret": "un-secret-de-test",
        "server_metadata_url": f"{address}/.well-known/openid-configuration",
        **changed,
    }
    path = folder / "secrets.toml"
    path.write_text("[auth]\n" + "".join(f'{key} = "{value}"\n' for key, value in said.items() if value), "utf-8")
    return path
