"""The product on a file system that cannot be written, without privileges: it writes to its home and to /tmp alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shelves import HUY

_ROOT = Path(__file__).parent.parent
_ALONE = ("unshare", "--mount", "--")
_SCRIPT = """
set -e
mount --make-rprivate /
mount -t tmpfs -o mode=0700 tmpfs /mnt
cp -r "$1"/. /mnt/
mount -t tmpfs -o mode=1777 tmpfs /tmp
cat > /tmp/cpas-huy.txt
mount --bind / /
mount -o remount,bind,ro /
cd "$2"
if touch ici /var/tmp/ici 2>/dev/null; then echo "still writable"; exit 9; fi
bare="setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --clear-groups"
run() { $bare env -i PATH=/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 PST_HOME=/mnt "$@"; }
run "$3" -m assistant.cli ingest /tmp/cpas-huy.txt
run "$3" -m assistant.cli ask "Quelles actions du CPAS de Huy ?"
run "$3" -m assistant.cli draft --sujet logement -o /tmp/projet.docx
run "$3" -m assistant.cli doctor || test $? -eq 3
run "$3" -c "import ui.chat"
ls /mnt
"""


def _can_be_alone() -> bool:
    if os.geteuid() != 0 or not all(shutil.which(one) for one in ("unshare", "setpriv")):
        return False
    return subprocess.run([*_ALONE, "mount", "--make-rprivate", "/"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(_ROOT.is_relative_to("/tmp"), reason="the project itself is under /tmp, which the test hides")
@pytest.mark.skipif(not _can_be_alone(), reason="needs a mount namespace of its own (root)")
def test_nothing_is_written_but_to_the_home_and_tmp(home: Path) -> None:
    done = subprocess.run(
        [*_ALONE, "bash", "-c", _SCRIPT, "bash", str(home), str(_ROOT), sys.executable],
        input=HUY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cpas-huy.txt" in done.stdout
    assert "Former un zythologue assermenté" in done.stdout
    assert "Projet écrit" in done.stderr
