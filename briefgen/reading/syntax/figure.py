"""`[2 bin 300]{figure=rus-asker}`: a number that someone claims; what it counts stands in front matter."""

from briefgen.reading.syntax.mark import Kind, check_id

KIND = Kind("figure", frozenset({"text"}), check_id, lambda _: ('<span class="figure-mark">', "</span>"))
