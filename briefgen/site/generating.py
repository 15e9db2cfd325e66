"""A template -> the Python that renders it, in fewer steps than Jinja takes."""

import re

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

WORDS = "_words"
"""What the words of a page's language are called in a template, by what they are in English."""
_JINJAS_IMPORTS = "from jinja2.runtime import "
_OUR_IMPORT = "; from briefgen.site.escaping import escape"
_HANDED_ON = re.compile(r"^( *)yield from (.+)$", re.MULTILINE)


class Shortened(NodeTransformer):
    """What templates do most, so that it takes fewer steps."""

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """What is printed on a condition is else an empty text; Jinja would make an object that prints as one."""
        self.generic_visit(node)
        for each in node.nodes:
            if isinstance(each, nodes.CondExpr) and each.expr2 is None:
                each.expr2 = nodes.Const("")
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """`_('Theme')` becomes a look-up in the words of the page's language; with values it stays a call."""
        self.generic_visit(node)
        is_plain = len(node.args) == 1 and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if (
            is_plain
            and isinstance(node.node, nodes.Name)
            and node.node.name == "_"
            and isinstance(node.args[0], nodes.Const)
        ):
            return nodes.Getitem(nodes.Name(WORDS, "load"), node.args[0], "load", lineno=node.lineno)
        return node


class Generator(CodeGenerator):
    """Looks attributes and words up where a template names them, and asks Jinja for what is not there."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        whose, found = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr(({whose} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({whose}, {node.attr!r}))")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        if not isinstance(node.node, nodes.Name) or node.node.name != WORDS:
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")


def finished(code: str) -> str:
    """The Python of a template, with an `escape` of ours: half of a page's time goes into it.

    What a block gives is joined there: each piece would pass through every template that is extended.
    """
    first, rest = _HANDED_ON.sub(r"\1yield concat(\2)", code).split("\n", 1)
    assert first.startswith(_JINJAS_IMPORTS)
    return f"{first}{_OUR_IMPORT}\n{rest}"
