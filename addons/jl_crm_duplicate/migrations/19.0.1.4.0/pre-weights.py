def migrate(cr, version):
    """Let the checks go: those that are made anew tell what each reason weighs.

    PostgreSQL replaces no function by one that returns something else.
    """
    cr.execute(
        """
        DROP FUNCTION IF EXISTS
            crm_duplicate_check(jsonb, int8[], int4[], float8, int4),
            crm_duplicate_check_saved(int4[], float8)
        """
    )
