"""Names in a body become links: the first of each, whole words, with the suffix outside, never inside something else."""

import pytest

from briefgen.site.linking import Linked, with_links
from briefgen.site.urls import UP
from briefgen.text.naming import Name

PUTIN = Linked(Name("Putin", "putin"), "/people/putin/")
FULL = Linked(Name("Vladimir Putin", "putin"), "/people/putin/")
MFA = Linked(Name("Dışişleri Bakanlığı", "mfa", True), "/organisations/mfa/")
AB = Linked(Name("AB", "ab"), "/organisations/ab/", "Avrupa Birliği")
UNION = Linked(Name("Avrupa Birliği", "ab", True), "/organisations/ab/")
ALI = Linked(Name("Ali", "ali"), "/people/ali/")
ALI_KAYA = Linked(Name("Ali Kaya", ""))
NAMES = (PUTIN, FULL, MFA, AB, UNION, ALI, ALI_KAYA)


def linked(html: str) -> str:
    """The HTML with `[text>id]` for each link."""
    found = with_links(html, NAMES).replace(UP, "/")
    for kind in ("people", "organisations"):
        found = found.replace(f'<a class="who" href="/{kind}/', "[").replace('/">', ">")
    return found.replace("</a>", "]")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Putin'in sözü</p>", "<p>[putin>Putin]'in sözü</p>"),
        ("<p>Putin’in sözü</p>", "<p>[putin>Putin]’in sözü</p>"),
        ("<p>Vladimir Putin ve Putin</p>", "<p>[putin>Vladimir Putin] ve Putin</p>"),
        ("<p>Vladimir\nPutin, Vladimir\u00a0Putin</p>", "<p>[putin>Vladimir\nPutin], Vladimir\u00a0Putin</p>"),
        ("<p>Rasputin, Putinizm, VPutin, putin</p>", "<p>Rasputin, Putinizm, VPutin, putin</p>"),
        ("<p>Dışişleri Bakanlığının</p>", "<p>[mfa>Dışişleri Bakanlığı]nın</p>"),
        ("<p>Dışişleri BakanlığıXYZ</p>", "<p>Dışişleri BakanlığıXYZ</p>"),
        ('<p>AB ile ABD</p>', '<p>[ab><abbr title="Avrupa Birliği">AB</abbr>] ile ABD</p>'),
        ("<p>Avrupa Birliği, AB'ye, AB</p>", '<p>[ab>Avrupa Birliği], <abbr title="Avrupa Birliği">AB</abbr>\'ye, AB</p>'),
        ("<p>Ali Kaya ile Ali</p>", "<p>Ali Kaya ile [ali>Ali]</p>"),
        ("<h3>Putin</h3><p><code>Putin</code> <a href='x'>Putin</a> Putin</p>",
         "<h3>Putin</h3><p><code>Putin</code> <a href='x'>Putin] [putin>Putin]</p>"),
        ('<img alt="Putin">', '<img alt="Putin">'),
        ("<p><strong>Putin</strong>'e</p>", "<p><strong>[putin>Putin]</strong>'e</p>"),
        ("<p>Kimse yok.</p>", "<p>Kimse yok.</p>"),
    ],
)  # fmt: skip
def test_what_is_linked(html: str, expected: str) -> None:
    assert linked(html) == expected


def test_a_name_is_searched_for_as_the_body_writes_it() -> None:
    name = Linked(Name('Ben & "Jerry" O\'Neill', "b"), "/people/b/")
    body = "<p>Ben &amp; &quot;Jerry&quot; O'Neill</p>"
    assert 'href="' in with_links(body, [name]) and "O'Neill</a>" in with_links(body, [name])
