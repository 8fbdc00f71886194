"""What stock says of confirmed orders: the last day, and what is given up (TUR-6)."""

from odoo.tools import SQL

# the day on which something went to the customer, which no return moves; the rest is
# given up where somebody has cancelled it and nothing is on its way
SHIPPED = SQL(
    """
    SELECT l.order_id,
           (max(m.date) FILTER (WHERE m.state = 'done')
               AT TIME ZONE 'UTC' AT TIME ZONE picked.zone)::date AS day,
           bool_or(m.state = 'done') AND bool_or(m.state = 'cancel')
               AND bool_and(m.state IN ('done', 'cancel')) AS is_given_up
      FROM stock_move m
      JOIN stock_location place ON place.id = m.location_dest_id
      JOIN sale_order_line l ON l.id = m.sale_line_id
      JOIN picked ON picked.id = l.order_id
     WHERE place.usage = 'customer'
     GROUP BY l.order_id, picked.zone
    """
)
NOT_SHIPPED = SQL(
    """
    SELECT NULL::int AS order_id, NULL::date AS day, NULL::boolean AS is_given_up
     WHERE FALSE
    """
)
