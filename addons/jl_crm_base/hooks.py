from odoo.tools import SQL

from .models.mixins.kept_row_mixin import LET_GO
from .tools.settings import forget_settings


def uninstall_hook(env):
    """Remove what stands in PostgreSQL alone, and the settings."""
    env.cr.execute(SQL(LET_GO))
    forget_settings(env, "jl_crm_base")
