"""``python -m mtqg_xl``."""

import sys

from mtqg_xl.cli import main

if __name__ == "__main__":
    sys.exit(main())
