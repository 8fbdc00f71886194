from odoo.tests import BaseCase, tagged

from ..tools.figure_domain import MOST_CHARACTERS, FigureDomainError, read_domain

NAMES = {"uid": 7, "people": [8, 9]}
REFUSED = (
    "",
    "uid",
    "()",
    "{'a': 1}",
    "[('user_id', '=', uid.id)]",
    "[('user_id', '=', uid())]",
    "[('user_id', '=', __import__('os').system('true'))]",
    "[x for x in people]",
    "[('name', '=', f'{uid}')]",
    "[('id', '=', 9 ** 9)]",
    "[('id', '=', -people)]",
    "[('id', '=', ~1)]",
    "[lambda: 1]",
    "[*people]",
    "[('name', '=', b'raw')]",
    "[('name', '=', 1j)]",
    "[('user_id', '=', user)]",
    "[('name', '=', 'a'",
    "[\x00]",
)


@tagged("post_install", "-at_install")
class TestFigureDomain(BaseCase):
    """The domain of a figure is read, and nothing in it is run (ux.md 5)."""

    def _read(self, text):
        return read_domain(text, lambda name: NAMES[name])

    def test_names_stand_for_values(self):
        """Lists, tuples, constants and names are all that a domain needs."""
        text = (
            " ['|', ('user_id', '=', uid), ('user_id', 'in', people), "
            "('n', '>', -1.5), ('a', '=', None), ('b', 'in', (True, 'x'))]"
        )

        self.assertEqual(
            self._read(text),
            [
                "|",
                ("user_id", "=", 7),
                ("user_id", "in", [8, 9]),
                ("n", ">", -1.5),
                ("a", "=", None),
                ("b", "in", (True, "x")),
            ],
        )
        self.assertEqual(self._read("[]"), [])

    def test_everything_else_is_refused(self):
        """Calls, attributes, loops and arithmetic are no domain."""
        for text in REFUSED:
            with self.subTest(text=text), self.assertRaises(FigureDomainError):
                self._read(text)

    def test_too_long_or_too_deep(self):
        """A text that is made to keep the server busy is refused as well."""
        for text in ("[" * 3000 + "]" * 900, f"['{'a' * MOST_CHARACTERS}']"):
            with self.assertRaises(FigureDomainError):
                self._read(text)

    def test_what_is_not_understood_is_named(self):
        with self.assertRaisesRegex(FigureDomainError, "^user$"):
            self._read("[('user_id', '=', user)]")
