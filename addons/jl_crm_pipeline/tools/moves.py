"""What changes hands: rows of (record, who had it, who gets it)."""

# One row of each record: who had it and who gets it. A table that PostgreSQL knows the
# size of: it plans several statements by it, each sent once.
MOVES = (
    "DROP TABLE IF EXISTS work_transfer_move",
    """
    CREATE TEMPORARY TABLE work_transfer_move ON COMMIT DROP AS
    SELECT *
      FROM unnest(%(ids)s::int4[], %(givers)s::int4[], %(receivers)s::int4[])
           AS moved (id, giver, receiver)
    """,
    "CREATE INDEX ON work_transfer_move (id)",
    "ANALYZE work_transfer_move",
)
MOVED = "work_transfer_move AS moved"
# Whoever answers for a record follows it; who did before does so no more.
FOLLOW = (
    """
    WITH moved AS (
        SELECT m.id, g.partner_id AS giver, r.partner_id AS receiver
          FROM (SELECT * FROM %(moves)s) m
          JOIN res_users g ON g.id = m.giver
          JOIN res_users r ON r.id = m.receiver
    )
    UPDATE mail_followers f
       SET partner_id = m.receiver
      FROM moved m
     WHERE f.res_model = %(model)s
       AND f.res_id = m.id
       AND f.partner_id = m.giver
       AND NOT EXISTS (SELECT FROM mail_followers o
                        WHERE o.res_model = %(model)s
                          AND o.res_id = m.id
                          AND o.partner_id = m.receiver)
    """,
    """
    DELETE FROM mail_followers f
     USING %(moves)s, res_users g
     WHERE g.id = moved.giver
       AND f.res_model = %(model)s
       AND f.res_id = moved.id
       AND f.partner_id = g.partner_id
    """,
    """
    WITH added AS (
        INSERT INTO mail_followers (res_model, res_id, partner_id)
        SELECT %(model)s, moved.id, r.partner_id
          FROM %(moves)s
          JOIN res_users r ON r.id = moved.receiver
            ON CONFLICT DO NOTHING
        RETURNING id
    )
    INSERT INTO mail_followers_mail_message_subtype_rel
    SELECT added.id, s.id
      FROM added, mail_message_subtype s
     WHERE s."default" AND (s.res_model IS NULL OR s.res_model = %(model)s)
    """,
)


def turn_moves(moves, holders):
    """Return moves the other way, of what is the receiver's still.

    :param moves: [(id, id of who had it, id of who got it)]
    :param holders: {id: id of who has it now}
    """
    return [
        (id_, receiver, giver)
        for id_, giver, receiver in moves
        if holders.get(id_) == receiver
    ]
