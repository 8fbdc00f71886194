"""What `./jl bench merge` runs inside Odoo's own process."""
