"""What an add-on leaves behind when it goes."""

from odoo.tools import SQL

from .planned import drop_functions

# keys of tables that keep others from being deleted
HOLDING = """
    SELECT conrelid::regclass::text, conname
      FROM pg_constraint
     WHERE contype = 'f'
       AND confdeltype IN ('a', 'r')
       AND conrelid::regclass::text = ANY(%s)
"""


def let_records_go(env, addon):
    """Let rows of an add-on that goes keep no record from being deleted.

    Odoo deletes the records that the add-on brought along, demo users and customers
    among them, while its tables are still there, and they go after that.

    :param str addon: name of the add-on
    """
    tables = [
        model._table
        for model in env.registry.values()
        if model._original_module == addon and model._auto and not model._abstract
    ]
    for table, name in env.execute_query(SQL(HOLDING, tables)):
        env.cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(name),
            )
        )


def forget_settings(env, addon):
    """Delete the settings of an add-on, and the numbers drawn for periods.

    Each period of a sequence has a sequence of its own in PostgreSQL.

    :param str addon: name of the add-on, with which their keys and codes begin
    """
    mine = addon.replace("_", "\\_") + ".%"
    sequences = env["ir.sequence"].search([("code", "=like", mine)])
    sequences.date_range_ids.unlink()
    env["ir.config_parameter"].search([("key", "=like", mine)]).unlink()


def forget_sealing(env, *names):
    """Delete what was sealed of papers that nobody seals any more.

    :param names: of their models
    """
    keys = [f"jl_crm_base.sealing.{name}" for name in names]
    env["ir.config_parameter"].search([("key", "in", keys)]).unlink()
    for name in names:
        drop_functions(env.cr, env[name]._table)
