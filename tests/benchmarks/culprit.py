"""How well the check names the wrong cell, the right figure and the slip, and if it is right when certain.

Method: every layout of every form of the catalogue, and every set of forms in one workbook, is filled in
consistently by chance: figures of two to six digits mostly, about one input in six zero or blank. In half
of the sheets totals and rates are typed, rates with the decimals of the form, rounded in one half and cut
off in the other; in the rest they are live formulas, computed anew from the wrong inputs. Beside every
third sheet lies a report of the period before, where rules compare one. Into each sheet one to six errors
are sown, of distinct cells (at most one figure in six is wrong): keystroke slips (65 %), sign, unit,
decimal comma, blank, a figure copied from a neighbour or from the report before, two cells exchanged, a
block moved by a row, a total made without one of its parts, a rate of another denominator; where there are
formulas, now and then one is typed over with a slip. All is drawn with a fixed seed: it gives the same
errors for any number of processes.

An error is *detectable* when it breaks a relation of severity error or warning that held: a leaf under live
totals often breaks none. *Exact*: the first candidate of a finding is the wrong cell with its right figure
(of several cells wrong for one reason, also in those below the finding); a rate may be rounded or cut off.
*Among first three*: the cell is, whatever the figure. A claim of *certainty* is true when it names a wrong
cell and its right figure. *One finding for one error*: of sheets with a single error that shows, those with
just one finding of severity error or warning. The structure around a cell is that of the map of the form
(``identifiability``): on paper for typed sheets; for live ones of the relations that remain when computed
totals stand for their parts. That of a form is what most of its cells are on paper. On the same sheets run
a plain implementation of Scholtus 2009, and the list of failing totals.

Run: ``python tests/benchmarks/culprit.py --jobs 2``. In slices: ``--errors 500 --forms BM07 "set giam"``.
To see why: ``--worst 20``, ``--worst 20 --what "false certainty"``, ``--show BM07 typed 12``, ``--more``,
``--records FILE``, ``--profile``. The last tables are in ``RESULTS.md``.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.lib.culprits import SEED, again, run
from tests.benchmarks.lib.culprits.listing import by_digits, by_form, records_listed, worst


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--forms", nargs="*", help="only forms and sets whose names begin so")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--worst", type=int, default=0, help="show so many sheets that went wrong")
    parser.add_argument("--what", default="", help="of these only such faults, kinds or cells")
    parser.add_argument("--more", action="store_true", help="form by form, and by the digits of figures")
    parser.add_argument("--records", type=Path, help="a file for every wrong cell, tab-separated")
    parser.add_argument("--show", nargs=3, metavar=("FORM", "MODE", "SHEET"), help="one sheet again")
    parser.add_argument("--profile", action="store_true", help="where the time goes; in one process")
    chosen = parser.parse_args()
    if chosen.show:
        name, mode, number = chosen.show
        one = again(name, mode, int(number), chosen.seed)
        print(one.picture or "all found" if one else "no errors there")
        return
    profile = cProfile.Profile() if chosen.profile else None
    if profile:
        profile.enable()
    results = run(chosen.errors, chosen.seed, chosen.forms, 1 if profile else chosen.jobs)
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    print(results.table())
    if chosen.more:
        print("\n" + by_form(results) + "\n\n" + by_digits(results))
    if chosen.records:
        chosen.records.write_text(records_listed(results), encoding="utf-8")
    if chosen.worst:
        print("\n" + worst(results, chosen.worst, chosen.what))


if __name__ == "__main__":
    main()
