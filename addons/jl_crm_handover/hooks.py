from odoo.addons.jl_crm_base.tools.settings import (
    forget_sealing,
    forget_settings,
    let_records_go,
)


def uninstall_hook(env):
    """Remove what Odoo does not: the settings, and the numbers of the years."""
    let_records_go(env, "jl_crm_handover")
    forget_settings(env, "jl_crm_handover")
    forget_sealing(env, "crm.handover")
