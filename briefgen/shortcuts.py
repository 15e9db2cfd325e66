"""The shorter ways of a build, where little has changed since the last one: nothing, some words, a few texts.

In any doubt the build takes all the steps (`pipeline.py`); all give the same bytes.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from briefgen.assembling.grafting import NoGraft
from briefgen.assembling.visibility import Clock
from briefgen.drafting import reading_cache
from briefgen.gathering import digests_of
from briefgen.grafting import grafted
from briefgen.patching import Patch, changed_files, is_intact, patch
from briefgen.project import Project
from briefgen.publishing.publisher import Published, Rendered, Stage, foreign
from briefgen.reading.cache import ReadingCache
from briefgen.reading.fields import FIELDS
from briefgen.rendering import render_some
from briefgen.report import Options, Report
from briefgen.rewording import NoPatch
from briefgen.scanning import scan
from briefgen.standing import Remembered, files_of


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is kept of a large site is much to look through, and holds no cycles."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


@_without_collector()
def patched(project: Project, options: Options, clock: Clock, out: Path, kept: Remembered) -> Report | None:
    """The build as what has changed since the last one, where that is little; None for one that takes all the steps."""
    standing, old = kept.standing, kept.manifest
    assert project.settings is not None
    if standing is None or not standing.holds_at(clock.now, project.settings.zone):
        return None
    report = standing.report()
    with closing(reading_cache(project)) as cache:
        try:
            with report.timed("scan"):
                found = scan(project.root, tuple(FIELDS))
                files = files_of(project, found, standing.files)
                if digests_of(files) != digests_of(standing.files) or not is_intact(out, old):
                    return None
                changed = changed_files(standing, found)
        except NoPatch:
            return None
        if not changed:
            report.kinds = dict.fromkeys(old.files, "")
            report.published = Published(unchanged=len(old.files))
            kept.note(report.packed_reasons())
            return report
        for way in (patch, grafted):
            try:
                with Stage(project.state(), out, old) as stage:
                    work = way(project, found, clock, kept, changed, cache, stage)
                    return _publish_patch(work, options, out, kept, cache, report.seconds)
            except NoGraft:
                # What was worked out so far is not to be kept.
                kept.close()
    return None


def _publish_patch(
    work: Patch, options: Options, out: Path, kept: Remembered, cache: ReadingCache, seconds: Mapping[str, float]
) -> Report:
    """Make and publish what a patch touches. NoPatch where something stands in the way, before anything is touched."""
    old, press = kept.manifest, work.press
    report = work.standing.report()
    report.seconds |= seconds
    rendered = {path: Rendered(path, old.files[path].digest, None) for path in work.paths if path in old.files}
    for each in render_some(press, work.reasons, kept.traces, replace(options, jobs=1), report):
        if each.hits:
            raise NoPatch("the audit has a question")
        rendered[each.rendered.path] = each.rendered
    if report.has_errors or len(rendered) != len(work.paths):
        raise NoPatch("a template has a mistake")
    made = [press.targets[number].path for number in work.reasons]
    if foreign(out, [rendered[path] for path in made], old):
        raise NoPatch("something else stands where a page should")
    report.kinds = dict.fromkeys(work.paths, "") | {target.path: target.kind for target in press.targets}
    report.costs["read"] = work.seconds
    with cache.writing() as keep:
        keep([each.kept for each in work.changed if each.kept], [each.path for each in work.changed if not each.kept])
    new, ordered = structs.replace(old, texts=work.texts), [rendered[path] for path in work.paths]
    with report.timed("publish"):
        report.published = kept.publish(press.stage, ordered, new, press.audit.leaks)
    with report.timed("remember"):
        kept.save(kept.traces, work.standing, report.packed_reasons())
        cache.settle()
    return report
