def uninstall_hook(env):
    """Remove what Odoo does not: the settings."""
    env["ir.config_parameter"].search(
        [("key", "=like", "jl\\_crm\\_quote.%")]
    ).unlink()
