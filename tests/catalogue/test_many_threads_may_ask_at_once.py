from __future__ import annotations

import subprocess
import sys

ASK = """
from concurrent.futures import ThreadPoolExecutor
from mtqg_xl.catalogue import form_codes, load_form, unit_register
with ThreadPoolExecutor(8) as pool:
    asked = [pool.submit(load_form, code) for code in form_codes() * 4]
    asked += [pool.submit(unit_register) for _ in range(8)]
    print(len({one.result().code for one in asked[:-8]}), len(form_codes()))
"""


def test_forms_are_loaded_by_many_threads_at_once_without_harm() -> None:
    for _ in range(6):
        done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        loaded, known = done.stdout.split()
        assert loaded == known
