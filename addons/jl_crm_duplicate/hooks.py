from functools import partial

from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.settings import forget_settings, let_records_go


def post_init_hook(env):
    """Index the customers that the base already has, in batches."""
    env["crm.duplicate.index"]._rebuild()


def uninstall_hook(env):
    """Drop the tables and the functions that no model stands for, in the end.

    Odoo deletes records after this hook, demo customers among them, and whoever is
    deleted is still taken out of the index.
    """
    let_records_go(env, "jl_crm_duplicate")
    forget_settings(env, "jl_crm_duplicate")
    env.cr.postcommit.add(partial(_drop_tables, env.registry))


def _drop_tables(registry):
    with registry.cursor() as cr:
        cr.execute(
            SQL(
                """
                DROP FUNCTION crm_duplicate_check, crm_duplicate_check_saved,
                              crm_duplicate_take_turn
                """
            )
        )
        cr.execute(
            SQL(
                """
                DROP TABLE crm_duplicate_key, crm_duplicate_norm, crm_duplicate_changed,
                           crm_duplicate_turn
                """
            )
        )
