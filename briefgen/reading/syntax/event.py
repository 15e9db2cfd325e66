"""`[16 Mayıs]{event=istanbul-1}`: words that name a dated happening."""

from briefgen.reading.syntax.mark import Kind, check_id

KIND = Kind("event", frozenset({"text"}), check_id, lambda _: ('<span class="event-mark">', "</span>"))
