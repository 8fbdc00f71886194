"""What stock says of confirmed orders: the last day, and what is ended (TUR-6)."""

from odoo.tools import SQL

# the day on which something went to the customer, which no return moves; no more is
# delivered where the rest was cancelled or some came back, and nothing is on its way
SHIPPED = SQL(
    """
    SELECT w.order_id, w.day,
           w.day IS NOT NULL AND NOT w.is_open AND w.is_less AS is_ended
      FROM (
          SELECT l.order_id,
                 (max(m.date) FILTER (WHERE k.is_out AND m.state = 'done')
                     AT TIME ZONE 'UTC' AT TIME ZONE picked.zone)::date AS day,
                 COALESCE(bool_or(m.state NOT IN ('done', 'cancel'))
                     FILTER (WHERE k.is_out), FALSE) AS is_open,
                 bool_or(m.state = CASE WHEN k.is_out THEN 'cancel' ELSE 'done' END)
                     AS is_less
            FROM stock_move m
            JOIN stock_location origin ON origin.id = m.location_id
            JOIN stock_location place ON place.id = m.location_dest_id
            JOIN sale_order_line l ON l.id = m.sale_line_id
            JOIN picked ON picked.id = l.order_id,
                 LATERAL (SELECT place.usage = 'customer' AS is_out) k
           WHERE k.is_out OR origin.usage = 'customer'
           GROUP BY l.order_id, picked.zone
      ) w
    """
)
NOT_SHIPPED = SQL(
    """
    SELECT NULL::int AS order_id, NULL::date AS day, NULL::boolean AS is_ended
     WHERE FALSE
    """
)
