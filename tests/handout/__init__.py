"""What offices are handed, and what installs it."""

import sys

from tests.docs.pages import ROOT

# The scripts there find each other this way when they are run.
sys.path[:0] = [str(ROOT / "macros"), str(ROOT / "macros" / "install")]
