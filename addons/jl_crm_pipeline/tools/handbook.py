"""The handbook as a page: the few signs of Markdown that it uses."""

import re

from markupsafe import Markup

SIGNS = (
    (
        re.compile(r"!\[([^\]]*)\]\(\.\./images/([\w./-]+)\)"),
        r'<img alt="\1" src="{images}\2" loading="lazy" />',
    ),
    (re.compile(r"\[([^\]]+)\]\(([\w./#-]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
)
HEADING = re.compile(r"(#+) (.*)")
ITEM = re.compile(r"(?:-|\d+\.) (.*)")


def render_handbook(text, images):
    """Return a chapter as HTML; what stands in it is escaped first.

    :param str text: Markdown
    :param str images: address of the folder with the pictures
    :rtype: Markup
    """
    blocks = re.split(r"\n\s*\n", str(Markup.escape(text)).strip())
    html = "\n".join(_render_block(block, images) for block in blocks)
    # the text was escaped before
    return Markup(html)  # noqa: S704


def _render_block(block, images):
    lines = block.splitlines()
    if heading := HEADING.match(lines[0]):
        level = len(heading[1])
        rest = "\n".join(lines[1:])
        below = f"\n{_render_block(rest, images)}" if rest.strip() else ""
        return f"<h{level}>{_render_signs(heading[2], images)}</h{level}>{below}"
    if lines[0].startswith("|"):
        return _render_table(lines, images)
    if ITEM.match(lines[0]):
        return _render_list(lines, images)
    return f"<p>{_render_signs(' '.join(lines), images)}</p>"


def _render_list(lines, images):
    items = []
    for line in lines:
        if item := ITEM.match(line):
            items.append(item[1])
        else:
            items[-1] += f" {line.strip()}"
    tag = "ul" if lines[0].startswith("-") else "ol"
    body = "".join(f"<li>{_render_signs(item, images)}</li>" for item in items)
    return f"<{tag}>{body}</{tag}>"


def _render_table(lines, images):
    rows = [line.strip().strip("|").split("|") for line in lines]
    rows = [row for row in rows if not all(set(cell) <= set(" :-") for cell in row)]
    body = "".join(
        "<tr>{}</tr>".format(
            "".join(f"<td>{_render_signs(cell.strip(), images)}</td>" for cell in row)
        )
        for row in rows
    )
    return f"<table>{body}</table>"


def _render_signs(text, images):
    for sign, html in SIGNS:
        text = sign.sub(html.replace("{images}", images), text)
    return text
