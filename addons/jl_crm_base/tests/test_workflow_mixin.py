from odoo.tests import tagged

from .fake_models import FakeModelsCommon

BUTTONS = "with the buttons alone"


@tagged("post_install", "-at_install")
class TestWorkflowMixin(FakeModelsCommon):
    def test_starts_in_the_declared_state(self):
        """K3C-5: whatever a client's default says."""
        parcels = self.Parcel.with_context(default_state="delivered")

        parcel = parcels.create({"name": "Parcel"})

        self.assertEqual(parcel.state, "packed")
        self.assertEqual(self._create_parcel(state="packed").state, "packed")

    def test_create_with_another_state_is_refused(self):
        """K3C-5: one such row refuses the whole batch."""
        with self._assert_refused(BUTTONS):
            self.Parcel.create([{"name": "A"}, {"name": "B", "state": "sent"}])

        self.assertFalse(self.Parcel.search([]))

    def test_write_is_refused(self):
        """K3C-5: even of the state that it has, even by the superuser."""
        parcel = self._create_parcel()
        for state in ("packed", "sent", "delivered", False):
            with self.subTest(state=state), self._assert_refused(BUTTONS):
                parcel.sudo().write({"state": state})

    def test_forged_context_is_refused(self):
        """K3C-5: nothing that comes over the wire can pass for the key."""
        parcel = self._create_parcel()
        for value in (True, 1, "_MOVE", {}, [], object()):
            with self.subTest(value=value), self._assert_refused(BUTTONS):
                parcel.with_context(jl_crm_base_move=value).state = "sent"

    def test_declared_moves(self):
        """K3C-5: step by step, with what is written along."""
        parcel = self._create_parcel()

        parcel._move_to("sent")
        parcel._move_to("delivered", delivery_date="2031-03-15")

        self.assertEqual(parcel.state, "delivered")
        self.assertEqual(str(parcel.delivery_date), "2031-03-15")

    def test_refusal_says_from_where_to_where(self):
        """K3C-5: the sentence names the record and both states."""
        parcel = self._create_parcel()
        with self._assert_refused("Parcel is “Packed” and cannot become “Delivered”"):
            parcel._move_to("delivered")
        with self._assert_refused("cannot become “Packed”"):
            parcel._move_to("packed")
        with self._assert_refused("cannot become “lost”"):
            parcel._move_to("lost")

    def test_move_refuses_the_whole_batch(self):
        """K3C-5: one record that may not move keeps the others where they are."""
        first, second, third = (self._create_parcel() for _n in range(3))
        second._move_to("sent")

        with self._assert_refused("is “Sent” and cannot become “Sent”"):
            (first | second | third)._move_to("sent")

        self.assertEqual(first.state, "packed")
        self.assertEqual(third.state, "packed")

    def test_batch_moves_together(self):
        """K3C-5: all the records, in as many statements as two of them."""
        parcels = self.Parcel.create([{"name": f"Parcel {n}"} for n in range(24)])

        few = self._count_queries(lambda: parcels[:2]._move_to("sent"))
        many = self._count_queries(lambda: parcels[2:22]._move_to("sent"))

        self.assertEqual(few, many)
        self.assertEqual(set(parcels[:22].mapped("state")), {"sent"})

    def test_nothing_moves_nowhere(self):
        """K3C-5: an empty selection is no error."""
        self.Parcel._move_to("sent")

    def test_another_module_adds_its_own_moves(self):
        """K3C-5: the mixin itself declares none."""
        self.assertEqual(self.env["workflow.mixin"]._get_transitions(), set())
        self.assertEqual(
            self.Parcel._get_transitions(), {("packed", "sent"), ("sent", "delivered")}
        )
