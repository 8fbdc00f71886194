CREATE SCHEMA IF NOT EXISTS adversary;
CREATE UNLOGGED TABLE IF NOT EXISTS adversary.change (
    n bigserial PRIMARY KEY, tab text, op text, old jsonb, new jsonb
);

CREATE OR REPLACE FUNCTION adversary.note() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO adversary.change (tab, op, new)
        VALUES (TG_TABLE_NAME, 'insert', to_jsonb(NEW));
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO adversary.change (tab, op, old)
        VALUES (TG_TABLE_NAME, 'delete', to_jsonb(OLD));
    ELSIF OLD IS DISTINCT FROM NEW THEN
        INSERT INTO adversary.change (tab, op, old, new)
        VALUES (TG_TABLE_NAME, 'update', to_jsonb(OLD), to_jsonb(NEW));
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION adversary.take_out(tab text, was jsonb) RETURNS void AS $$
BEGIN
    IF was ? 'id' THEN
        EXECUTE format('DELETE FROM public.%I WHERE id = $1', tab)
        USING (was ->> 'id')::bigint;
    ELSE
        EXECUTE format(
            'DELETE FROM public.%1$I t WHERE t = jsonb_populate_record(NULL::public.%1$I, $1)',
            tab
        ) USING was;
    END IF;
END
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION adversary.put_in(tab text, was jsonb) RETURNS void AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO public.%1$I SELECT * FROM jsonb_populate_record(NULL::public.%1$I, $1)',
        tab
    ) USING was;
END
$$ LANGUAGE plpgsql;

-- backwards; nothing that watches the tables sees it
CREATE OR REPLACE FUNCTION adversary.undo() RETURNS void AS $$
DECLARE
    entry record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR entry IN SELECT * FROM adversary.change ORDER BY n DESC LOOP
        IF starts_with(entry.tab, 'orm_signaling') THEN
            -- what Odoo keeps in memory is as wrong as the rows were
            EXECUTE format('INSERT INTO public.%I DEFAULT VALUES', entry.tab);
            CONTINUE;
        END IF;
        IF entry.new IS NOT NULL THEN
            PERFORM adversary.take_out(entry.tab, entry.new);
        END IF;
        IF entry.old IS NOT NULL THEN
            PERFORM adversary.put_in(entry.tab, entry.old);
        END IF;
    END LOOP;
    DELETE FROM adversary.change;
    SET LOCAL session_replication_role = origin;
END
$$ LANGUAGE plpgsql;

DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT tablename FROM pg_tables
         WHERE schemaname = 'public'
           AND tablename NOT IN (
               'bus_bus', 'mail_presence', 'res_users_log', 'res_device_log',
               'ir_cron_progress', 'ir_cron', 'ir_logging', 'ir_profile'
           )
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER adversary_note
             AFTER INSERT OR UPDATE OR DELETE ON public.%I
             FOR EACH ROW EXECUTE FUNCTION adversary.note()', name
        );
    END LOOP;
END
$$;
