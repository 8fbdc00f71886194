"""Reads the domains of figures, which are texts with a few names in them.

No name is called, and no attribute is asked for: a domain is lists, tuples, constants
and names, and whatever else stands there is refused. So an administrator's text runs
nothing, and the evaluator of Odoo is not needed.
"""

import ast

MOST_CHARACTERS = 4_000
CONSTANTS = (str, int, float, bool, type(None))


class FigureDomainError(ValueError):
    """The text is no domain; the message is the part that is not understood."""


def read_domain(text, get_value):
    """Return the domain that a text says.

    :param str text: as it is typed
    :param get_value: from a name to what it stands for; raises KeyError
    :rtype: list
    :raise FigureDomainError: it is no list, or has something else in it
    """
    body = _parse(text)
    if not isinstance(body, ast.List):
        raise FigureDomainError(text.strip())
    return _evaluate(body, get_value)


def _parse(text):
    if len(text) > MOST_CHARACTERS:
        raise FigureDomainError(f"{text[:20]}…")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FigureDomainError(text.strip()) from error


def _evaluate(node, get_value):
    if isinstance(node, ast.List | ast.Tuple):
        values = [_evaluate(child, get_value) for child in node.elts]
        return values if isinstance(node, ast.List) else tuple(values)
    if isinstance(node, ast.Constant) and isinstance(node.value, CONSTANTS):
        return node.value
    if isinstance(node, ast.Name):
        try:
            return get_value(node.id)
        except KeyError as error:
            raise FigureDomainError(node.id) from error
    return _read_negative(node)


def _read_negative(node):
    is_minus = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    number = node.operand if is_minus else None
    if isinstance(number, ast.Constant) and type(number.value) in (int, float):
        return -number.value
    raise FigureDomainError(ast.unparse(node))
