from odoo import api, models

from ...tools.wording import read_words


class IrHttp(models.AbstractModel):
    """Texts of JavaScript, which the browser asks for by module."""

    _name = "ir.http"
    _inherit = "ir.http"

    @api.model
    def _get_translations_for_webclient(self, modules, lang):
        translations, parameters = super()._get_translations_for_webclient(
            modules, lang
        )
        words = self._get_words(lang or self.env.context.get("lang"))
        for module in words.keys() & translations.keys():
            translations[module] = {
                "messages": self._reword(translations[module], words[module])
            }
        return translations, parameters

    @api.model
    def _get_words(self, lang):
        """Return the words of all add-ons of ours by module and text."""
        words = {}
        for addon in sorted(self.env.registry._init_modules):
            for module, entries in read_words(addon, lang).items():
                words.setdefault(module, {}).update(entries)
        return words

    @staticmethod
    def _reword(translations, words):
        """Return a module's messages with our words; what it lacks is added."""
        known = {message["id"]: message for message in translations["messages"]}
        ours = {
            source: {"id": source, "string": word.value}
            for source, word in words.items()
            if not word.places
        }
        return tuple({**known, **ours}.values())
