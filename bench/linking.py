"""What linking names adds to reading, with 500 aliases: `python bench/linking.py`. Processor time of one process, medians of
three.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from generate import PEOPLE, Desk, generate

from briefgen.assembling.mentions import Mentions
from briefgen.model.localised import localised
from briefgen.model.organisation import Organisation
from briefgen.model.person import Person
from briefgen.reading.fields import Context
from briefgen.reading.reader import read
from briefgen.site.linking import Linked, with_links
from briefgen.text.naming import Name


def people() -> dict[str, Person]:
    """The 200 people of the bench, each with an alias."""
    return {id_: Person(id_, localised(name, "tr"), aliases=(f"Sayın {name}",)) for name, id_ in PEOPLE}


def organisations() -> dict[str, Organisation]:
    """100 institutions, whose names take suffixes and begin as names of the texts do: with the people 500 names in all."""
    named = ((f"{name.split()[0]} Vakfı {number}", f"vakif-{number}") for number, (name, _) in enumerate(PEOPLE[:100]))
    return {id_: Organisation(id_, localised(name, "tr")) for name, id_ in named}


def median(work: Callable[[], Any]) -> float:
    seconds = []
    for _ in range(3):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name), given.articles, Desk(themes=12, people=200, days=730))
        files = sorted(Path(name, "content", "articles").glob("*.md"))
        data = [(f"content/articles/{file.name}", file.read_bytes()) for file in files]
    context = Context("tr", ZoneInfo("Europe/Istanbul"))
    readings = [read(path, "articles", text, context) for path, text in data]
    mentions = Mentions(people(), organisations())

    def link() -> int:
        count = 0
        for reading in readings:
            assert reading.entry is not None
            for run in reading.entry.body.runs:
                found = mentions(run.text, run.capitals, "tr")
                html = with_links(reading.html[run.html], [Linked(Name(alias, id_), "/x/") for alias, id_ in found])
                count += html.count('class="who"')
        return count

    reading_seconds = median(lambda: [read(path, "articles", text, context) for path, text in data])
    linking_seconds = median(link)
    each = 1000 / given.articles
    print(f"{given.articles} articles, {link()} links: reading {reading_seconds * each:.3f} ms an article, ", end="")
    print(f"linking {linking_seconds * each:.3f} ms, ratio {linking_seconds / reading_seconds:.2f}")


if __name__ == "__main__":
    main()
