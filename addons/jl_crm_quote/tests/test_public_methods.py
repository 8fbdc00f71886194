import inspect
import json

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_foreign_orders import ForeignOrderCommon

OURS = "odoo.addons.jl_crm_"
# shorter texts are words that any answer may hold
SHORT = 6
RECORDS = 3
POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)
# what the caller hands over comes back
GIVEN = "given"
# a survivor of a merge is told to whoever may read it, and not who was merged
TOLD = {("res.partner", "get_merge_survivor")}


@tagged("post_install", "-at_install")
class TestPublicMethods(ForeignOrderCommon):
    """Every public method of ours, called with ids of what the user may not read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract.sudo().copy({"title": "Canary contract"})
        cls.env["crm.contract.change"].sudo().create({"contract_id": cls.contract.id})
        cls.env.flush_all()

    def _iter_methods(self):
        """Yield each public method that works on records and is defined by us."""
        for name, model in self.env.items():
            if model._abstract or not model._auto:
                continue
            found = {}
            for cls in type(model).mro():
                if cls.__module__.startswith(OURS):
                    found |= vars(cls)
            for key, one in sorted(found.items()):
                is_public = inspect.isfunction(one) and not key.startswith("_")
                bound = getattr(model, key, None)
                if is_public and not getattr(bound, "_api_model", False):
                    yield name, key, bound

    def _find_foreign(self, user, name):
        """Return records that the user may not read, each with canaries."""
        model = self.env[name].sudo().with_context(active_test=False)
        records = model.search([], order="id desc", limit=40)
        readable = records.with_user(user)._filtered_access("read")
        return (records - readable.sudo())[:RECORDS]

    def _list_canaries(self, records):
        texts = set()
        for field in records._fields.values():
            if field.type in ("char", "text") and field.store and not field.translate:
                texts |= {str(one[field.name] or "") for one in records}
        # a refusal names the model, which some records do as well
        return {text for text in texts if len(text) >= SHORT and text not in self.env}

    def _fill_arguments(self, method):
        """Return a value for each argument that the method asks for."""
        return [
            {} if one.name in ("vals", "values") else GIVEN
            for one in inspect.signature(method).parameters.values()
            if one.default is one.empty and one.kind in POSITIONAL
        ]

    def _call(self, user, name, key, ids, arguments):
        """Return all that the caller is told, as one text."""
        self.env.invalidate_all()
        savepoint = self.env.cr.savepoint()
        try:
            answer = call_kw(self.env[name].with_user(user), key, [ids, *arguments], {})
            self.env.flush_all()
        except AccessError:
            return ""
        except (UserError, ValueError, TypeError, KeyError, AttributeError) as error:
            return str(error)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
        return json.dumps(answer, default=str, ensure_ascii=False)

    @mute_logger("odoo.models", "odoo.sql_db", "odoo.addons.base.models.ir_rule")
    def test_foreign_ids(self):
        """security.md N1: each refuses, or tells nothing of the record."""
        tried = 0
        for user in self.strangers:
            for name, key, method in self._iter_methods():
                records = self._find_foreign(user, name)
                canaries = records and self._list_canaries(records)
                if not canaries or (name, key) in TOLD:
                    continue
                tried += 1
                arguments = self._fill_arguments(method)
                for record in records:
                    told = self._call(user, name, key, record.ids, arguments)
                    for text in canaries:
                        with self.subTest(user=user.login, model=name, method=key):
                            self.assertNotIn(text, told)
        self.assertGreater(tried, 100)
