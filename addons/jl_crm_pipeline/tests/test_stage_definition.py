from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .stage_common import StageCommon


@tagged("post_install", "-at_install")
class TestStageDefinition(StageCommon):
    def test_only_information_dept_edits(self):
        """K3O-1: and administrators; a sales manager reads alone."""
        for user in (self.information, self.admin):
            stage = self.offer.with_user(user)
            stage.days_allowed = 7
            made = stage.create({"name": "Fresh"})
            made.unlink()
        for user in (self.seller, self.director, self.office, self.manager):
            with self.subTest(user=user.login):
                stage = self.offer.with_user(user)
                self.assertEqual(stage.days_allowed, 7)
                with self.assertRaises(AccessError):
                    stage.days_allowed = 9
                with self.assertRaises(AccessError):
                    stage.create({"name": "Fresh"})
                with self.assertRaises(AccessError):
                    self.Requirement.with_user(user).create(
                        {"stage_id": stage.id, "kind": "deal"}
                    )

    def test_changes_are_logged(self):
        """K3O-1: of the stage and of its conditions."""
        requirement = self._require_kind(self.offer, "question")
        requirement.question = "Is it paid?"
        requirement.sequence = 3
        requirement.unlink()
        bodies = [str(message.body) for message in self.offer.message_ids]
        self.assertEqual(len([one for one in bodies if "Condition" in one]), 3)
        self._track(self.offer).days_allowed = 12
        self._log_tracked()
        tracked = self.offer.message_ids.tracking_value_ids
        self.assertIn("days_allowed", tracked.field_id.mapped("name"))

    def test_state_and_mark_of_won_agree(self):
        """K3O-1: Odoo's own mark follows, whichever is set."""
        self.sign.stage_state = "won"
        self.assertTrue(self.sign.is_won)
        self.sign.is_won = False
        self.assertEqual(self.sign.stage_state, "open")
        self.sign.is_won = True
        self.assertEqual(self.sign.stage_state, "won")
        with self.assertRaises(ValidationError):
            self.sign.write({"stage_state": "open", "is_won": True})

    def test_defaults_of_a_new_base(self):
        """IMP-2: five stages; the fourth tells the legal department."""
        stages = self.env["crm.stage"]
        self.env["ir.model.data"].search(
            [("module", "=", "jl_crm_pipeline"), ("model", "=", "crm.stage")]
        ).unlink()
        is_new = patch.object(
            self.registry["crm.stage"], "_has_opportunities", lambda stages: False
        )
        with is_new:
            stages._set_up_defaults()
        names = [
            self.env.ref(f"jl_crm_pipeline.stage_{key}")
            for key in (
                *("first_contact", "needs_analysis", "quotation"),
                *("contract_signing", "payment_received"),
            )
        ]
        self.assertEqual(sorted(names, key=lambda one: one.sequence), names)
        self.assertEqual(names[2].name, "Quotation")
        self.assertEqual(names[0], self.env.ref("crm.stage_lead1"))
        self.assertIn("quotation", names[2].requirement_ids.mapped("kind"))
        self.assertTrue(names[3].notify_group_ids)
        self.assertTrue(names[4].is_won)
        count = stages.search_count([])
        stages._set_up_defaults(True)
        self.assertEqual(stages.search_count([]), count)

    def test_base_with_opportunities_keeps_its_stages(self):
        """IMP-2: nothing is renamed where people work already."""
        self.env["ir.model.data"].search(
            [("module", "=", "jl_crm_pipeline"), ("model", "=", "crm.stage")]
        ).unlink()
        self.env["crm.stage"]._set_up_defaults()
        key = "jl_crm_pipeline.stage_first_contact"
        self.assertFalse(self.env.ref(key, raise_if_not_found=False))
