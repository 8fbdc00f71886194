def uninstall_hook(env):
    """Remove what Odoo does not: what stands in PostgreSQL alone, and the settings."""
    sequences = env["ir.sequence"].search([("code", "=like", "jl\\_crm\\_handover.%")])
    sequences.date_range_ids.unlink()
    env["ir.config_parameter"].search(
        [("key", "=like", "jl\\_crm\\_handover.%")]
    ).unlink()
