"""What the one-folder program starts: the command line, or a helper process of it.

A frozen program has no Python of its own to hand scripts to; the engines that compute formulas run in
processes started as ``<program> -P <script>`` and come here.
"""

import multiprocessing
import runpy
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["-P"] and sys.argv[2:3]:
        sys.argv = sys.argv[2:]
        runpy.run_path(sys.argv[0], run_name="__main__")
        sys.exit(0)
    from mtqg_xl.cli import main

    sys.exit(main())
