from odoo.tests import new_test_user, tagged

from .fake_models import FakeModelsCommon

KEPT = {"seal": "broken", "size": "l", "weight": 7}
BLANK = {"seal": False, "size": "s", "weight": 0}


@tagged("post_install", "-at_install")
class TestProtectedFields(FakeModelsCommon):
    """What is readonly takes no value from a person (security.md 2, 6, 14, N10)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        access = {f"perm_{one}": True for one in ("read", "write", "create", "unlink")}
        cls.env["ir.model.access"].create(
            {
                "name": "Parcels",
                "model_id": cls.env["ir.model"]._get("jl.fake.parcel").id,
                "group_id": cls.env.ref("base.group_user").id,
                **access,
            }
        )
        cls.person = new_test_user(cls.env, "parcel_person")
        cls.Parcel = cls.Parcel.with_user(cls.person)
        cls.parcel = cls.Parcel.create({"name": "Pump"})

    def test_no_route_sets_them(self):
        """K3D-1: create, write, form, copy."""
        routes = {
            "create": self.Parcel.create,
            "write": self.parcel.write,
            "form": lambda vals: self.parcel.web_save(vals, {}),
            "form of a new one": lambda vals: self.Parcel.web_save(vals, {}),
            "copy": self.parcel.copy,
        }
        for route, act in routes.items():
            for name, value in KEPT.items():
                with (
                    self.subTest(route=route, field=name),
                    self._assert_refused("cannot be set"),
                ):
                    act({name: value})

        self.assertRecordValues(self.parcel, [BLANK])

    def test_defaults_are_left_out(self):
        """K3D-1: those of the context, whatever a client sends along."""
        parcels = self.Parcel.with_context(
            **{f"default_{name}": value for name, value in KEPT.items()},
            default_name="From Context",
        )

        parcel = parcels.create({})
        twin = self.parcel.with_env(parcels.env).copy()

        self.assertRecordValues(parcel, [{**BLANK, "name": "From Context"}])
        self.assertRecordValues(twin, [BLANK])

    def test_what_says_nothing_new_is_no_offence(self):
        """K3D-1: clients send whole records, blanks and defaults included."""
        self.parcel._as_system().seal = "whole"

        self.parcel.write({"seal": "whole", "size": "s", "name": "Renamed"})
        parcel = self.Parcel.create({**BLANK, "name": "New"})

        self.assertEqual((self.parcel.name, parcel.size), ("Renamed", "s"))

    def test_what_people_set(self):
        """K3D-1: a computed field that may be edited."""
        self.parcel.write({"label": "Mine"})

        self.assertEqual(self.parcel.label, "Mine")

    def test_code_passes(self):
        """K3D-1: a step keeps facts by a permit that no client can hold."""
        self.parcel._as_system().write({"seal": "whole"})
        self.parcel.sudo().write({"size": "l"})

        self.assertRecordValues(self.parcel, [{"seal": "whole", "size": "l"}])
        for forged in (True, 1, "SYSTEM", {}, object()):
            parcel = self.parcel.with_context(jl_crm_base_system=forged)
            with self.subTest(forged=forged), self._assert_refused("cannot be set"):
                parcel.write({"seal": "broken"})

    def test_the_guard_is_asked_first(self):
        """K3D-1: in front of every extension, whichever add-on comes last."""
        model_cls = self.env.registry["jl.fake.parcel"]
        for name in ("create", "write", "copy", "unlink"):
            with self.subTest(method=name):
                self.assertIn(name, vars(model_cls))
