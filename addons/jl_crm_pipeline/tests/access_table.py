from .common import ROLES

OPERATIONS = ("read", "write", "create", "unlink")
EVERYTHING = "read write create unlink"


class AccessTable:
    """Tests of who may do what with the models of the add-on that the class is in.

    The class has the users of PipelineCommon.
    """

    # Odoo leaves out what a class inherits otherwise
    allow_inherited_tests_method = True
    # model → role → operations; whoever is not named may do nothing
    access = {}

    def test_roles_and_models(self):
        """K3C-2, K3C-4, K3Q-4, HUA-4, HUA-5: each role, each model, each operation."""
        for model, allowed in self.access.items():
            for role in ROLES:
                records = self.env[model].with_user(getattr(self, role))
                for operation in OPERATIONS:
                    with self.subTest(model=model, role=role, operation=operation):
                        self.assertEqual(
                            records.has_access(operation),
                            operation in allowed.get(role, "").split(),
                        )

    def test_no_model_is_forgotten(self):
        """K3C-4, K3Q-4, HUA-4: the table names every model that has records."""
        models = {
            name
            for name, model in self.registry.items()
            if model._original_module == self.test_module and not model._abstract
        }

        self.assertEqual(models, set(self.access))
