from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import DuplicateCommon

MODELS = ("run", "pair", "group", "decision", "pool", "pooling")
# letters of create, read, write, unlink in the order of MODELS
RIGHTS = {
    "base.group_user": ("", "", "", "", "", ""),
    "base.group_partner_manager": ("", "", "", "", "", ""),
    "sales_team.group_sale_salesman": ("", "", "", "", "r", "crwu"),
    "sales_team.group_sale_manager": ("", "", "", "", "r", "crwu"),
    "jl_crm_duplicate.group_duplicate_manager": ("r", "r", "rw", "crwu", "r", "crwu"),
}


@tagged("post_install", "-at_install")
class TestDuplicateRights(DuplicateCommon):
    def test_rights_by_role(self):
        """DUP-5, DUP-6: who decides sees all of it, salespeople the pool."""
        for number, (group, rights) in enumerate(RIGHTS.items()):
            user = new_test_user(self.env, f"dup_role_{number}", groups=group)
            for model, letters in zip(MODELS, rights, strict=True):
                with self.subTest(group=group, model=model):
                    self.assertEqual(self._get_rights(user, model), letters)

    def _get_rights(self, user, model):
        records = self.env[f"crm.duplicate.{model}"].with_user(user)
        return "".join(
            operation[0]
            for operation in ("create", "read", "write", "unlink")
            if records.has_access(operation)
        )

    def test_dialogue_gives_no_right(self):
        """DUP-6: superuser rights of others do not come with a dialogue."""
        pair = self.Pair._get_pairs([(self.env.user.partner_id.id, 1)])
        dialogue = self.env["crm.duplicate.decision"].create(
            {"decision": "not_duplicate", "pair_ids": pair.ids, "reason": "x"}
        )

        with self.assertRaises(AccessError):
            dialogue.with_user(self.seller).action_decide()
        with self.assertRaises(AccessError):
            self.Group.create({}).with_user(self.seller).action_assign_to_me()
