from odoo.tools import SQL


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


def forget_settings(env, addon):
    """Delete the settings of an add-on, and the numbers drawn for periods.

    Each period of a sequence has a sequence of its own in PostgreSQL.

    :param str addon: name of the add-on, with which their keys and codes begin
    """
    mine = addon.replace("_", "\\_") + ".%"
    sequences = env["ir.sequence"].search([("code", "=like", mine)])
    sequences.date_range_ids.unlink()
    env["ir.config_parameter"].search([("key", "=like", mine)]).unlink()
