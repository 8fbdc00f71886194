"""odoo-test-helper as Odoo 19 needs it: what it asks for has other names there."""

from types import MappingProxyType
from unittest.mock import patch

from odoo.models import MetaModel
from odoo.modules.registry import Registry

# the helper looks for it when it is imported
MetaModel.module_to_models = MetaModel._module_to_models__

from odoo_test_helper import FakeModelLoader as Loader  # noqa: E402

FAKE_MODULE = "jl_fake"


class FakeModelLoader(Loader):
    """Puts fake models into the registry, and takes them out of it again."""

    def __init__(self, env, module):
        super().__init__(env, module)
        # loaded once more, the models of a real one would lose what inherits them
        self._module_name = FAKE_MODULE

    def update_registry(self, odoo_models):
        load = Registry.load

        def load_module(registry, _cr, package):
            # a fake model that extends another is named twice
            return list(dict.fromkeys(load(registry, package)))

        with (
            patch.object(Registry, "load", load_module),
            patch.object(
                Registry, "setup_models", Registry._setup_models__, create=True
            ),
        ):
            return super().update_registry(odoo_models)

    def restore_registry(self):
        result = super().restore_registry()
        for model in self.env.registry.models.values():
            # the helper leaves a copy, which the next setup would not change
            model._fields = MappingProxyType(model._fields__)
        return result
