"""Targets -> staged files: which must be made, why, and their making in batches over this process or others."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from time import perf_counter
from typing import Any

from briefgen.engine.asking import Ask, Lesson, Memory, Question
from briefgen.engine.notes import Notes, Told, packed, unpacked
from briefgen.engine.traces import Traces
from briefgen.outputs.planning import is_of_all_months, render
from briefgen.outputs.target import Target
from briefgen.publishing.audit import Audit, Hit, leak
from briefgen.publishing.gate import Gate
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Rendered, Stage
from briefgen.report import Options, Reason, Report
from briefgen.site.knowledge import Knowledge
from briefgen.site.oracle import SiteOracle
from briefgen.site.template_findings import template_finding
from briefgen.text.finding import Finding
from briefgen.text.value import Value
from briefgen.working import batches_of, cores, spread, start_method

_WORTH_A_POOL = 300
"""Targets to make from which on other processes are quicker than this one alone."""
_WORTH_ANOTHER = 5000
"""And from which on it is worth forking others once more, for what shows all months."""
_BATCH, _LARGEST = 60, 1000
_MONTH = re.compile(r"/(\d{4})[-/](\d\d)\b")


class Made(Value, frozen=True):
    """One target: its number in the plan, where its bytes are, what the audit came upon, and how long it took (s)."""

    number: int
    rendered: Rendered
    hits: tuple[Hit, ...]
    seconds: float


@dataclass
class Batch:
    """What came of some targets: those made, what they asked (`roots` are their rows), what stood in the way, and lasting
    answers for whoever goes on.
    """

    made: list[Made] = field(default_factory=list)
    rows: list[Told] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "rows": packed(self.rows)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__ = {**state, "rows": unpacked(state["rows"])}


@dataclass
class Press:
    """All that making targets takes; each process has its own memory of what has been answered."""

    oracle: SiteOracle
    targets: Sequence[Target]
    stage: Stage
    audit: Audit

    @cached_property
    def memory(self) -> Memory:
        return Memory(self.oracle)

    @property
    def knowledge(self) -> Knowledge:
        return self.oracle.knowledge

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != "memory"}


def question_of(target: Target) -> Question:
    """What a target is in the traces."""
    return ("target", target.url, target.kind, target.key, target.lang)


def reasons(press: Press, traces: Traces, among: Iterable[int] | None = None) -> dict[int, Reason]:
    """The targets that must be made, by number in the plan, and why; all others stand as they were published. `among` are
    the facts that may differ, where that is known.
    """
    stale, manifest = traces.stale(press.memory, among), press.stage.manifest
    found: dict[int, Reason] = {}
    before, wanted = set(traces.roots()), set()
    for number, target in enumerate(press.targets):
        root = traces.root(question_of(target))
        if root is None:
            found[number] = Reason("new" if before else "first")
            continue
        wanted.add(root)
        if root in stale:
            found[number] = Reason("changed", stale[root])
        elif not manifest.is_current(press.stage.out, target.path, traces[root].digest.hex()):
            found[number] = Reason("damaged")
    for root in before - wanted:
        traces.drop_root(root)
    return found


def render_all(press: Press, gate: Gate, traces: Traces, options: Options, report: Report) -> list[Rendered] | None:
    """Every target, made or left as it stands, in the order of the plan; None where a template or the audit forbids it.

    What was made is recorded in `traces`, what the audit did in `press.stage.audited`.
    """
    manifest, is_whole = press.stage.manifest, True
    with report.timed("compare"):
        wanted = reasons(press, traces)
    rendered: dict[int, Rendered] = {}
    excused = set()
    for each in render_some(press, wanted, traces, options, report):
        rendered[each.number] = each.rendered
        if each.hits:
            leaks = gate.judge(each.hits)
            report.findings += [leak(each.rendered.path, source) for source in leaks]
            is_whole = is_whole and not leaks
            excused.add(each.rendered.path)
    is_whole = is_whole and len(rendered) == len(wanted)
    reused = {number: target.path for number, target in enumerate(press.targets) if number not in wanted}
    with report.timed("audit"):
        found = gate.look_again(press.stage.out, manifest, reused.values())
    report.findings += [leak(path, source) for path, sources in found.items() for source in sources]
    report.kinds = {target.path: target.kind for target in press.targets}
    report.counts["outputs"] = len(press.targets)
    if not is_whole or any(found.values()):
        return None
    press.stage.audited = Manifest(searched=gate.audit.searched, excused=tuple(sorted(excused | found.keys())))
    rendered |= {number: Rendered(path, manifest.files[path].digest, None) for number, path in reused.items()}
    return [rendered[number] for number in range(len(press.targets))]


def render_some(
    press: Press, wanted: Mapping[int, Reason], traces: Traces, options: Options, report: Report
) -> Iterator[Made]:
    """The targets of some numbers, but for those whose template has a mistake; what was asked goes into `traces`."""
    report.reasons = {press.targets[number].path: reason for number, reason in wanted.items()}
    costs = report.costs.setdefault("render", {})
    press.memory.recall = traces.recall
    with report.timed("render"):
        for batch in make(press, list(wanted), options):
            traces.record(batch.rows, batch.roots, batch.lessons)
            report.findings += batch.findings
            for each in batch.made:
                costs[each.rendered.path] = each.seconds
                yield each


def make(press: Press, numbers: Sequence[int], options: Options) -> Iterator[Batch]:
    """Render, audit and stage the targets of these numbers, those of one month together, as they show the same things."""
    jobs = (options.jobs or cores()) if len(numbers) >= _WORTH_A_POOL else 1
    method = options.start_method or start_method()
    done = 0
    late = [number for number in numbers if is_of_all_months(press.targets[number])]
    early = _batches(press, sorted(set(numbers).difference(late)))
    # A process that is forked by then has learnt what the months are made of; one that is spawned would find it out again.
    shares = jobs if method == "fork" and len(numbers) >= _WORTH_ANOTHER else 1
    for batch in chain(
        spread(_make_batch, press, early, jobs, method),
        spread(_make_batch, press, [late[n::shares] for n in range(shares) if late[n::shares]], shares, method),
    ):
        press.memory.learn(batch.lessons)
        done += len(batch.made)
        options.progress("render", done, len(numbers))
        yield batch


def _batches(press: Press, numbers: Sequence[int]) -> list[Sequence[int]]:
    """Months one by one, newest first, then what belongs to none: it shows what the months have made already."""
    months: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        found = _MONTH.search(press.targets[number].url)
        months[f"{found[1]}-{found[2]}" if found else ""].append(number)
    rest = months.pop("", [])
    found_batches = [batch for _, each in sorted(months.items(), reverse=True) for batch in batches_of(each, _LARGEST)]
    return [*found_batches, *batches_of(rest, _BATCH)]


def _make_batch(press: Press, numbers: Sequence[int]) -> Batch:
    batch, notes = Batch(), Notes(press.memory)
    for number in numbers:
        target, start = press.targets[number], perf_counter()
        ask = Ask(press.memory)
        try:
            data, path = render(target, ask), target.path
        except Exception as problem:
            finding = template_finding(problem, press.knowledge.templates.folders, press.knowledge.root)
            if finding is None:
                raise
            batch.findings.append(finding)
            continue
        hits = press.audit.hits(path, data)
        rendered = press.stage.put(path, data)
        notes.add_root(question_of(target), bytes.fromhex(rendered.digest), ask.trace)
        batch.roots.append(len(notes.rows) - 1)
        batch.made.append(Made(number, rendered, hits, perf_counter() - start))
    batch.rows, batch.lessons = notes.rows, press.memory.lessons()
    press.memory.age()
    return batch
