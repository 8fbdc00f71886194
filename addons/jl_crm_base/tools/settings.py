"""The settings that an add-on leaves behind."""


def forget_settings(env, addon):
    """Delete the settings of an add-on, and the numbers drawn for periods.

    Each period of a sequence has a sequence of its own in PostgreSQL.

    :param str addon: name of the add-on, with which their keys and codes begin
    """
    mine = addon.replace("_", "\\_") + ".%"
    sequences = env["ir.sequence"].search([("code", "=like", mine)])
    sequences.date_range_ids.unlink()
    env["ir.config_parameter"].search([("key", "=like", mine)]).unlink()
