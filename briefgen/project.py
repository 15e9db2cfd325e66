"""A folder with a `briefgen.toml`: its settings, its site theme, its state; and calls that cannot be meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from briefgen.assembling.visibility import Clock
from briefgen.model.briefing import Briefing
from briefgen.model.settings import Settings
from briefgen.outputs import assets
from briefgen.reading.mistake import Mistake
from briefgen.reading.settings import read_settings, setting_place, site_address
from briefgen.site.compiled import folder_of_this_version
from briefgen.site.hues import hues
from briefgen.site.knowledge import Files, Knowledge
from briefgen.site.site_theme import SiteTheme, find
from briefgen.site.templates import Templates
from briefgen.text.document import decode
from briefgen.text.finding import Finding
from briefgen.text.message import Message, say

SETTINGS = "briefgen.toml"
STATE = ".briefgen"
OUT = "site"


@dataclass
class UsageProblem(Exception):
    """A call that cannot be meant: exit code 2, a sentence and no finding."""

    message: Message

    @classmethod
    def other_audience(cls, out: str, audience: str) -> "UsageProblem":
        return cls(
            say(
                "%(out)s was built for another audience (%(audience)s); build into another folder with --out, "
                "or remove it first with briefgen clean",
                out=out,
                audience=audience,
            )
        )

    @classmethod
    def unknown_marking(cls, marking: str, markings: tuple[str, ...]) -> "UsageProblem":
        return cls(say("no marking '%(marking)s'; there are: %(ids)s", marking=marking, ids=markings))

    @classmethod
    def of_disk(cls, problem: OSError) -> "UsageProblem":
        """A full disk, a folder that may not be written: nothing that a traceback would explain."""
        # Of two names the second is where something should have gone.
        what, where = problem.strerror or str(problem), str(problem.filename2 or problem.filename or "")
        return cls(say("%(path)s: %(problem)s", path=where, problem=what))


@dataclass(frozen=True)
class Project:
    """`settings` is None where `briefgen.toml` has errors, `theme` where there is no such site theme."""

    root: Path
    settings: Settings | None
    theme: SiteTheme | None
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def state(self) -> Path:
        """The folder of what briefgen keeps between builds; for the owner's eyes only."""
        state = self.root / STATE
        state.mkdir(mode=0o700, exist_ok=True)
        state.chmod(0o700)
        return state

    def compiled_templates(self) -> Path:
        """Where compiled templates are kept; a changed one is compiled anew, and all of them by another version."""
        return folder_of_this_version(self.state() / "templates")


def open_project(root: Path, base_url: str | None = None, languages: tuple[str, ...] = ()) -> Project:
    """The project in `root`, with what the command line overrides. UsageProblem where there is none."""
    root = root.resolve()
    file = root / SETTINGS
    if not file.is_file():
        raise UsageProblem(say("there is no %(file)s here; briefgen init DIR makes a site", file=SETTINGS))
    if not (root / "content").is_dir():
        raise UsageProblem(say("there is no folder content/ here"))
    document, findings = decode(SETTINGS, file.read_bytes())
    settings = None
    if document is not None:
        settings, problems = read_settings(document)
        findings += problems
    if settings is None:
        return Project(root, None, None, tuple(findings))
    settings = _overridden(settings, base_url, languages)
    assert document is not None
    theme, problems = find(root, settings.site_theme, setting_place(document, "site_theme"))
    findings += problems
    return Project(root, None if theme is None else settings, theme, tuple(findings))


def knowledge_of(
    project: Project,
    briefing: Briefing,
    bodies: Mapping[str, str],
    files: Mapping[str, Path],
    digests: Mapping[str, bytes],
) -> Knowledge:
    """What questions about a Briefing are answered from; `files` are those of content/ that are no entries, `digests`
    what is known of them.
    """
    assert project.theme is not None
    templates = Templates(project.theme.templates, project.compiled_templates())
    addresses = assets.addresses(project.theme.static, hues(briefing.themes))
    return Knowledge(briefing, bodies, templates, addresses, Files(project.theme.static, files, digests), project.root)


def _overridden(settings: Settings, base_url: str | None, languages: tuple[str, ...]) -> Settings:
    if languages:
        for lang in languages:
            if lang not in settings.languages:
                known = settings.languages
                raise UsageProblem(say("the site has no language '%(key)s'; there are: %(ids)s", key=lang, ids=known))
        settings = replace(settings, languages=tuple(dict.fromkeys(languages)))
    if base_url is not None:
        try:
            settings = replace(settings, base_url=site_address(base_url))
        except Mistake as mistake:
            problem = say("%(problem)s: %(hint)s", problem=mistake.message, hint=mistake.hint or "")
            raise UsageProblem(problem) from None
    return settings


def refuse_out(project: Project, given: Path | None, clock: Clock, as_of: datetime | None) -> Path:
    """The output folder. UsageProblem for one that holds sources, or that the public site needs for itself."""
    assert project.settings is not None
    root = project.root
    out = (Path.cwd() / given).resolve() if given is not None else root / OUT
    for name in ("content", "themes", STATE):
        source = root / name
        if source.is_relative_to(out) or out.is_relative_to(source):
            message = say("%(out)s holds %(name)s; build into a folder of its own", out=str(given or OUT), name=name)
            raise UsageProblem(message)
    if any(path.exists() and not path.is_dir() for path in (out, *out.parents)):
        raise UsageProblem(say("%(out)s is a file; name a folder", out=str(given)))
    rank = project.settings.rank
    special = clock.drafts or rank(clock.audience) > rank(project.settings.audience)
    if as_of is not None and clock.now > datetime.now(UTC):
        special = True
    if special and out == root / OUT:
        raise UsageProblem(
            say("drafts, a higher audience and a future time need an --out of their own, apart from the public site")
        )
    return out


def absolute(now: datetime, settings: Settings) -> datetime:
    """A time without an offset is one of the site's zone."""
    return now if now.tzinfo is not None else now.replace(tzinfo=settings.zone)
