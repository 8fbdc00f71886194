"""The groups of users on which it depends who may do what, by their external ids."""

DUPLICATE_MANAGER = "jl_crm_duplicate.group_duplicate_manager"
DUPLICATE_OVERRIDE = "jl_crm_duplicate.group_duplicate_override"
