"""A text across the pages of a print.

In the body, since Debian's wkhtmltopdf has neither header nor footer.
"""

from __future__ import annotations

import base64
from html import escape

WIDTH, HEIGHT, SIZE = 460, 320, 40
DRAWING = """
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">
<text x="40" y="260" transform="rotate(-30 40 260)" font-family="sans-serif"
font-size="{size}" fill="#cc0000" fill-opacity="0.2">{text}</text></svg>
"""


def make_style(text: str) -> str:
    """The CSS of an element that has the text across it, from top to bottom."""
    drawing = DRAWING.strip().format(
        width=WIDTH, height=HEIGHT, size=SIZE, text=escape(text)
    )
    data = base64.b64encode(drawing.encode()).decode()
    return (
        f"background-image: url('data:image/svg+xml;base64,{data}'); "
        "background-repeat: repeat"
    )
