"""Lists for one who improves the search: form by form, every wrong cell, the sheets that went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

from mtqg_xl.domain.findings import Confidence
from tests.benchmarks.lib.culprits.classes import Structure
from tests.benchmarks.lib.culprits.figures import Figures
from tests.benchmarks.lib.culprits.judging import Outcome
from tests.benchmarks.lib.culprits.results import Results
from tests.benchmarks.lib.culprits.sheets import Mode
from tests.benchmarks.lib.culprits.tables import percent
from tests.benchmarks.lib.culprits.trial import Record, Trial


def worst(results: Results, most: int, what: str = "") -> str:
    """Why sheets went wrong, how often, and some of them in full: of every form before a second of any.

    ``what`` keeps those with such a fault, or such a kind of error, or such a class of cell.
    """
    faulty = [(trial, list(faults(trial))) for trial in results.trials if trial.picture]
    counts = Counter(fault for _, found in faulty for fault in found)
    lines = [f"{count:6}  {fault}" for fault, count in counts.most_common()]
    chosen = [(trial, found) for trial, found in faulty if _is_wanted(trial, found, what)]
    lines.append(f"\n{len(chosen)} of {len(faulty)} sheets\n")
    for trial, found in list(_spread(chosen))[:most]:
        lines.append(f"### {'; '.join(dict.fromkeys(found))}")
        lines.append(trial.picture)
        lines.append(f'  again: --seed {results.seed} --show "{trial.group}" {trial.mode} {trial.sheet}\n')
    return "\n".join(lines)


def faults(trial: Trial) -> Iterator[str]:
    """What is wrong with the answers to a sheet."""
    if trial.crashed:
        yield "the check broke down"
    yield from ("false certainty" for claim in trial.claims if not claim.is_true)
    if trial.errors == 1 and trial.records[0].detectable and trial.findings != 1:
        yield f"{trial.findings or 'no'} findings for one error"
    if trial.beside:
        yield "finding that names no wrong cell"
    for record in trial.records:
        if record.detectable and record.outcome is not Outcome.EXACT:
            sure = f", {record.confidence}" if record.confidence else ""
            yield f"{record.structure}, {record.mode}: {record.outcome}{sure}"
        elif record.confidence is Confidence.UNDECIDED and record.detectable:
            yield f"{record.structure}, {record.mode}: exact, yet undecided"


def _is_wanted(trial: Trial, found: Iterable[str], what: str) -> bool:
    texts = (*found, *(record.kind for record in trial.records))
    return not what or any(what in text for text in texts)


def _spread(chosen: Iterable[tuple[Trial, list[str]]]) -> Iterator[tuple[Trial, list[str]]]:
    """The sheets with few errors first, one of every form and mode before a second of any."""
    turn: Counter[tuple[str, Mode]] = Counter()
    ranked = []
    for trial, found in sorted(chosen, key=lambda pair: pair[0].errors):
        turn[trial.group, trial.mode] += 1
        ranked.append((turn[trial.group, trial.mode], trial.errors, trial, found))
    yield from ((trial, found) for _, _, trial, found in sorted(ranked, key=lambda item: item[:2]))


def by_digits(results: Results) -> str:
    """Structures by the digits before the comma of the right figure: the short ones tell little."""
    lines = [
        "| cell | digits | cells | detectable | exact | first three | exact and certain |",
        "|---|---|---|---|---|---|---|",
    ]
    for structure in Structure:
        for digits in (1, 2, 3, 4, 5):
            own = [
                record
                for record in results.records
                if record.structure is structure and min(5, len(str(abs(int(record.right))))) == digits
            ]
            found = Figures(own, (), ())
            if own:
                more = " and more" if digits == 5 else ""
                lines.append(
                    f"| {structure} | {digits}{more} | {found.seeded} | {percent(found.detectable_share)}"
                    f" | {percent(found.exact)} | {percent(found.listed)} | {percent(found.claimed)} |"
                )
    return "\n".join(lines)


def records_listed(results: Results) -> str:
    """Every wrong cell, one a line."""
    names = [field.name for field in fields(Record)]
    lines = ["\t".join(names)]
    lines += ["\t".join(str(getattr(record, name)) for name in names) for record in results.records]
    return "\n".join(lines) + "\n"


def by_form(results: Results) -> str:
    """A line for every form or set, both modes together."""
    lines = [
        "| form | structure | cells | detectable | exact | listed | claims | … true | one finding | p95 |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for group in dict.fromkeys(trial.group for trial in results.trials):
        found = results.of(lambda trial, group=group: trial.group == group)  # type: ignore[misc]
        slow = found.seconds(0.95) or 0.0
        lines.append(
            f"| {group} | {found.trials[0].structure} | {found.seeded} | {percent(found.detectable_share)}"
            f" | {percent(found.exact)} | {percent(found.listed)} | {found.certain}"
            f" | {percent(found.precision)} | {percent(found.one_finding)} | {1000 * slow:.0f} |"
        )
    return "\n".join(lines)
