import ast
import re
from collections.abc import Iterator

from mtqg_xl.catalogue import form_codes
from tests.architecture.source import Module, modules

#: Where a form may be named as an example to people.
EXAMPLES = {"help", "epilog"}


def documentation(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, and the texts that the command line shows as help."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in node.body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    yield statement.value
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.keyword) and node.arg in EXAMPLES:
            yield from ast.walk(node.value)


def working_strings(module: Module) -> list[str]:
    """The strings a module works with: all but documentation."""
    spared = {id(node) for node in documentation(module.tree)}
    return [
        node.value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
    ]


def test_no_module_works_with_a_form_by_name() -> None:
    codes = re.compile(rf"\b({'|'.join(form_codes())})\b")
    named = {
        module.name: [text for text in working_strings(module) if codes.search(text)] for module in modules()
    }
    assert {name: texts for name, texts in named.items() if texts} == {}


def test_a_form_named_in_the_code_would_be_found() -> None:
    tree = ast.parse('"""BM16 is an example."""\nif code == "BM16":\n    pass\n')
    assert working_strings(Module("x", 3, tree)) == ["BM16"]
