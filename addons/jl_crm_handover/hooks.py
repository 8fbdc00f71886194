from odoo.addons.jl_crm_base.tools.settings import forget_settings


def uninstall_hook(env):
    """Remove what Odoo does not: the settings, and the numbers of the years."""
    forget_settings(env, "jl_crm_handover")
