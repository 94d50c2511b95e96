"""Start the Streamlit application as a process of its own."""

import os
import subprocess
import sys

from assistant.settings import PROJECT, config_file, load_settings
from ingest.errors import PstError


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
        return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
