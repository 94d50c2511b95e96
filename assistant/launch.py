"""Start the Streamlit application as a process of its own."""

import os
import signal
import subprocess
import sys

from assistant.presence import present
from assistant.retention import keep_purging
from assistant.settings import PROJECT, config_file, load_settings
from ingest.errors import PstError

_SECONDS = 10


def run_app() -> int:
    """Run the application until it is stopped; returns its exit code.

    Raises:
        PstError: If the application's files are not where they should be.
    """
    script = PROJECT / "app.py"
    if not script.is_file():
        raise PstError(
            f"L'application n'est pas installée ici ({script} manque).", "Lancez-la depuis le dépôt du projet."
        )
    # Streamlit reads .streamlit/config.toml from the folder that it starts in; what the product writes stays put.
    home, config = load_settings().home.absolute(), config_file()
    environment = {**os.environ, "PST_HOME": str(home), "PST_CONFIG": str(config)}
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    try:
        with present(home):
            keep_purging(load_settings())
            return _run(command, environment)
    except KeyboardInterrupt:
        return 0


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Run a process until it ends; who stops this one stops it too, and waits until it has ended."""
    with subprocess.Popen(command, cwd=PROJECT, env=environment) as running:
        former = signal.signal(signal.SIGTERM, lambda *_: running.terminate())
        try:
            return running.wait()
        except KeyboardInterrupt:  # the terminal has told it too
            running.terminate()
            try:
                running.wait(_SECONDS)
            except subprocess.TimeoutExpired:
                running.kill()
            return 0
        finally:
            signal.signal(signal.SIGTERM, former)
