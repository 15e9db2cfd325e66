"""Where links and images of a text may point: addresses outside, paths of the site, files of content/."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from briefgen.reading import values
from briefgen.reading.mistake import Mistake
from briefgen.text.message import say

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
DOCUMENTS = frozenset(
    {".pdf", ".csv", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".txt"}
)
REFUSED = frozenset({".svg", ".html", ".htm", ".xhtml", ".js", ".mjs", ".css", ".xml", ".php", ".exe", ".sh", ".bat"})


@dataclass(frozen=True)
class Target:
    """What a link names: `url` (outside), `page` (a path of the site), `name` (an anchor here), `entry`, `file`."""

    kind: str
    path: str
    fragment: str = ""


def target(href: str, folder: str, image: bool = False) -> Target:
    """The target of `href`, written in a file of `folder` (POSIX path below the project). Mistake if it may not be."""
    plain = unquote(href)
    path, _, fragment = plain.partition("#")
    if not path and fragment and not image:
        return Target("name", "", fragment)
    if not _is_relative(plain) or plain.startswith("www."):
        return _outside(href, plain, image)
    found = posixpath.normpath(posixpath.join(folder, path))
    suffix = posixpath.splitext(found)[1]
    if found.startswith("..") or "\\" in found or "\x00" in found or not path:
        raise Mistake(
            "link-outside-content",
            say("'%(path)s' leaves the folder of the content", path=plain[:80]),
            say("put the file beside the article"),
        )
    if suffix == ".md" and not image:
        return Target("entry", found, fragment)
    _refuse_type(suffix.translate(_ASCII_LOWER), plain, image)
    return Target("file", found, fragment)


_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _is_relative(href: str) -> bool:
    return not href.startswith(("/", "\\")) and ":" not in href.split("/")[0].split("#")[0]


def _outside(href: str, plain: str, image: bool) -> Target:
    address = values.url(href)
    if image:
        raise Mistake(
            "image-from-elsewhere",
            say("an image from elsewhere (%(url)s) is not loaded", url=plain[:80]),
            say("save it beside the article and write its file name"),
        )
    if address.startswith("/"):
        path, _, fragment = address.partition("#")
        return Target("page", path, fragment)
    return Target("url", address)


def _refuse_type(suffix: str, plain: str, image: bool) -> None:
    if suffix in (IMAGES if image else IMAGES | DOCUMENTS):
        return
    allowed = tuple(sorted(IMAGES if image else IMAGES | DOCUMENTS))
    if suffix in REFUSED or image or suffix:
        raise Mistake(
            "file-type-refused",
            say("a file of this type is not published: %(path)s", path=plain[:80]),
            say("allowed are: %(types)s", types=allowed),
        )
    raise Mistake(
        "link-to-nothing",
        say("'%(path)s' is no address and no file", path=plain[:80]),
        say("write a whole address (https://…), a path of the site (/…) or a file's name (x.md, x.png)"),
    )
