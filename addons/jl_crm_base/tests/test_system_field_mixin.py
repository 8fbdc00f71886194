from odoo.tests import tagged

from .fake_models import FakeModelsCommon


@tagged("post_install", "-at_install")
class TestSystemFieldMixin(FakeModelsCommon):
    def setUp(self):
        super().setUp()
        self.parcel = self._create_parcel(name="Pump")
        self.user = self.env.user
        self.parcel._write_system({"weight": 12, "weigher_id": self.user.id})

    def test_write_and_create_are_refused(self):
        """K3D-1: with the labels of the fields, sorted by their names."""
        with self._assert_refused("cannot be set: Weighed by, Weight"):
            self.parcel.write({"name": "X", "weight": 1, "weigher_id": False})
        with self._assert_refused("cannot be set: Weight"):
            self._create_parcel(weight=1)

        self.assertRecordValues(
            self.parcel,
            [{"name": "Pump", "weight": 12, "weigher_id": self.user.id}],
        )

    def test_blank_is_no_offence(self):
        """K3D-1: an imported column without a value; the default stays."""
        parcel = self._create_parcel(weight=0, weigher_id=False)

        self.assertRecordValues(parcel, [{"weight": 0, "weigher_id": False}])

    def test_system_writes(self):
        """K3D-1: the way that code of the system takes."""
        self.parcel._write_system({"weight": 13, "name": "Big Pump"})

        self.assertRecordValues(self.parcel, [{"weight": 13, "name": "Big Pump"}])

    def test_right_of_the_system_ends_with_the_write(self):
        """K3D-1: the record itself is as locked as before."""
        self.parcel._write_system({"weight": 13})

        with self._assert_refused("Weight"):
            self.parcel.weight = 14

    def test_same_values_are_dropped(self):
        """K3D-1: in whatever form a client sends them; the rest is written."""
        self.parcel.write(
            {"weight": "12", "weigher_id": self.user.id, "name": "Big Pump"}
        )

        self.assertEqual(self.parcel.name, "Big Pump")

    def test_same_for_all_or_refused(self):
        """K3D-1: a value that is the same for one only would change the other."""
        other = self._create_parcel()

        with self._assert_refused("Weight"):
            (self.parcel | other).write({"weight": 12})

    def test_write_that_keeps_them(self):
        """K3C-1: a merge writes the rest and leaves the system's fields as they are."""
        self.parcel._keeping_system_fields().write({"weight": 99, "name": "Merged"})

        self.assertRecordValues(self.parcel, [{"weight": 12, "name": "Merged"}])

    def test_forged_context_is_refused(self):
        """K3D-1: neither the right of the system nor that of a merge can be forged."""
        for value in (True, 1, "_SYSTEM", "_KEEP", {}, [], object()):
            parcel = self.parcel.with_context(jl_crm_base_system=value)
            with self.subTest(value=value), self._assert_refused("Weight"):
                parcel.weight = 99

    def test_defaults_are_stripped(self):
        """K3D-1: those of the system's fields and no others."""
        parcels = self.Parcel.with_context(
            default_weight=99, default_name="From context", weight=1, lang="en_US"
        )

        parcel = parcels.create({})

        self.assertRecordValues(parcel, [{"weight": 0, "name": "From context"}])
        self.assertEqual(parcels._strip_defaults().env.context.get("lang"), "en_US")
