"""What `duplicate_engine` runs in Odoo's Python."""
