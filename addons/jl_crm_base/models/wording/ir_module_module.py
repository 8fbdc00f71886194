from odoo import api, models
from odoo.tools.translate import TranslationImporter

from ...tools.wording import find_places, read_words

MIXIN = "mail.activity.mixin"
SPREAD_CHOICES = """
    UPDATE ir_model_fields_selection choice
       SET name = choice.name
               || jsonb_build_object(%(lang)s, known.name->>%(lang)s)
      FROM ir_model_fields field,
           ir_model_fields_selection known
           JOIN ir_model_fields known_field ON known_field.id = known.field_id
     WHERE field.id = choice.field_id
       AND known_field.model = %(mixin)s
       AND known_field.name = field.name
       AND known.value = choice.value
       AND known.name->>'en_US' = choice.name->>'en_US'
       AND known.name->>%(lang)s IS NOT NULL
       AND choice.name->>%(lang)s IS NULL
"""


class IrModuleModule(models.Model):
    """Terms in the database: our words come after Odoo's, whenever those are loaded.

    That is when a module is installed or upgraded, and when a language is added.
    """

    _name = "ir.module.module"
    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        result = super()._load_module_terms(modules, langs, overwrite)
        addons = sorted({*self._list_present(), *modules})
        importer = TranslationImporter(self.env.cr, verbose=False)
        for lang in langs:
            for addon in addons:
                for module, words in read_words(addon, lang).items():
                    if module in addons and not {addon, module}.isdisjoint(modules):
                        self.sudo()._load_words(importer, module, lang, words)
        importer.save(force_overwrite=True)
        self._spread_choices(langs)
        return result

    @api.model
    def _spread_choices(self, langs):
        """Translate the choices of activities on each model as on their mixin.

        Odoo exports them once, for the mixin: elsewhere they stay English.
        """
        for lang in langs:
            self.env.cr.execute(SPREAD_CHOICES, {"lang": lang, "mixin": MIXIN})

    @api.model
    def _list_present(self):
        """Return the names of modules that are there, though not loaded yet."""
        states = ("installed", "to upgrade", "to install")
        return self.sudo().search([("state", "in", states)]).mapped("name")

    @api.model
    def _load_words(self, importer, module, lang, words):
        """Give the importer our words for a module; what people have set stays."""
        places, shipped = find_places(module, lang, words)
        for source, word in words.items():
            found = places.get(source, set())
            for place in found & (word.places or found):
                # a module that is not loaded yet may bring the model
                if (
                    place.model in self.env
                    and self._read_standing(place, source, lang) in shipped[source]
                ):
                    self._give(importer, place, source, lang, word.value)

    @api.model
    def _read_standing(self, place, source, lang):
        """Return how a place translates the text; empty: not at all.

        :return: None where the text does not stand in this place
        :rtype: str | None
        """
        record = self.env.ref(place.xmlid, raise_if_not_found=False)
        field = record and record._fields.get(place.field)
        if not field or not field.translate:
            return None
        if callable(field.translate):
            terms, _details = record.get_field_translations(place.field, [lang])
            return {term["source"]: term["value"] for term in terms}.get(source)
        english, standing = (
            record.with_context(lang=code)[place.field] for code in ("en_US", lang)
        )
        return "" if standing == english else standing

    @api.model
    def _give(self, importer, place, source, lang, value):
        if callable(self.env[place.model]._fields[place.field].translate):
            fields = importer.model_terms_translations[place.model]
            fields[place.field][place.xmlid][source][lang] = value
        else:
            fields = importer.model_translations[place.model]
            fields[place.field][place.xmlid][lang] = value
