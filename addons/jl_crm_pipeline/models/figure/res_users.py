from odoo import models
from odoo.tools import SQL, ormcache


class ResUsers(models.Model):
    """Whom somebody leads: who works for their office alone leads nobody (RES-1)."""

    _name = "res.users"
    _inherit = "res.users"

    @ormcache("self.id", "self._has_department()")
    def _get_led_ids(self):
        """Return the ids of those below the user, and of those in offices they lead.

        At any depth, and of those only whose customers the user sees.

        :rtype: frozenset
        """
        self._flush_hierarchy()
        led = [office for office, _company, is_led in self._list_offices() if is_led]
        query = SQL(
            """
            WITH RECURSIVE led AS (
                SELECT %(user)s AS id
                 UNION
                SELECT m.user_id
                  FROM crm_team_member m
                 WHERE m.active AND m.crm_team_id = ANY(%(offices)s)
                 UNION
                SELECT u.id FROM led JOIN res_users u ON u.sales_manager_id = led.id
            )
            SELECT id FROM led
            """,
            user=self.id,
            offices=led,
        )
        found = {id_ for (id_,) in self.env.execute_query(query)}
        return frozenset(found & self._get_subordinate_ids())
