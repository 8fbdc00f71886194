from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.settings import forget_settings


def post_init_hook(env):
    """Index the customers that the base already has, in batches."""
    env["crm.duplicate.index"]._rebuild()


def uninstall_hook(env):
    """Drop the tables and the functions that no model stands for."""
    env.cr.execute(
        SQL(
            """
            DROP FUNCTION crm_duplicate_check, crm_duplicate_check_saved,
                          crm_duplicate_take_turn
            """
        )
    )
    env.cr.execute(
        SQL(
            """
            DROP TABLE crm_duplicate_key, crm_duplicate_norm, crm_duplicate_changed,
                       crm_duplicate_turn
            """
        )
    )
    forget_settings(env, "jl_crm_duplicate")
