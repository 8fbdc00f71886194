"""All that an add-on can leave in a database, as sets that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.postgres import Postgres

# What other modules added to a model of a removed one keeps its external id, although
# it is gone; so it is with stock modules too, maintenance for one.
LEFT_BY_ODOO = "'ir.model.inherit', 'ir.model.fields.selection'"
# A field of a contact that takes part in phone numbers drags along, when it is removed,
# Odoo's records of these fields that a user inherits from the contact.
DRAGGED = "res.users.phone_%"
# Of a model that lies on attachments and that Odoo loads after ours, the upgrade takes
# the record of what it inherits away; the upgrade of that model brings it back.
LOADED_LATER = "quotation.document.document_kind_id"
# Likewise of what other modules add to each thread, where they are loaded after ours.
THREADED = "field_%\\_\\_(message_has_sms_error|website_message_ids)"
QUERIES = {
    "tables": """
        SELECT relname FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm')
    """,
    "columns": """
        SELECT table_name || '.' || column_name || ' ' || data_type
          FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "indexes": "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """
        SELECT conrelid::regclass || '.' || conname FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    """,
    "database functions": """
        SELECT proname FROM pg_proc
         WHERE pronamespace = 'public'::regnamespace
           AND NOT EXISTS (SELECT FROM pg_depend
                            WHERE objid = pg_proc.oid AND deptype = 'e')
    """,
    "triggers": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sequences of PostgreSQL": """
        SELECT sequencename FROM pg_sequences
         WHERE schemaname = 'public' AND sequencename NOT LIKE 'base_cache_signaling%'
           AND sequencename NOT LIKE 'base_registry_signaling%'
    """,
    "external ids": f"""
        SELECT module || '.' || name FROM ir_model_data
         WHERE (model NOT IN ({LEFT_BY_ODOO})
                OR module LIKE 'jl_%' AND (
                    model = 'ir.model.inherit'
                    AND EXISTS (SELECT FROM ir_model_inherit i WHERE i.id = res_id)
                    OR model = 'ir.model.fields.selection'
                    AND EXISTS (SELECT FROM ir_model_fields_selection i
                                 WHERE i.id = res_id)))
           AND model <> 'ir.module.module'
           AND name NOT LIKE 'field_res_users__phone_%'
           AND name <> 'field_quotation_document__document_kind_id'
           AND name NOT SIMILAR TO '{THREADED}'
    """,
    "models": "SELECT model FROM ir_model",
    "fields": f"""
        SELECT model || '.' || name FROM ir_model_fields
         WHERE model || '.' || name NOT LIKE '{DRAGGED}'
           AND model || '.' || name <> '{LOADED_LATER}'
    """,
    "selections": """
        SELECT f.model || '.' || f.name || '=' || s.value
          FROM ir_model_fields_selection s JOIN ir_model_fields f ON f.id = s.field_id
    """,
    "views": "SELECT name || ' of ' || type FROM ir_ui_view",
    "menus": "SELECT id || ' ' || (name ->> 'en_US') FROM ir_ui_menu",
    "actions": "SELECT id || ' ' || (name ->> 'en_US') FROM ir_actions",
    "groups": "SELECT name ->> 'en_US' FROM res_groups",
    "privileges": "SELECT name ->> 'en_US' FROM res_groups_privilege",
    "rules": "SELECT name FROM ir_rule",
    "access rights": "SELECT name FROM ir_model_access",
    "crons": "SELECT cron_name FROM ir_cron",
    "parameters": "SELECT key FROM ir_config_parameter",
    "defaults": "SELECT field_id || ' ' || json_value FROM ir_default",
    "sequences of Odoo": "SELECT name || coalesce(code, '') FROM ir_sequence",
    "mail templates": "SELECT name ->> 'en_US' FROM mail_template",
    "message subtypes": "SELECT name ->> 'en_US' FROM mail_message_subtype",
    "activity types": "SELECT name ->> 'en_US' FROM mail_activity_type",
    "activities": "SELECT res_model || ' ' || id FROM mail_activity",
    "messages": "SELECT model || ' ' || id FROM mail_message WHERE model <> ''",
    "followers": "SELECT res_model || ' ' || res_id FROM mail_followers",
    "attachments": """
        SELECT coalesce(res_model, '') || ' ' || name FROM ir_attachment
         WHERE coalesce(url, '') NOT LIKE '/web/assets/%'
    """,
    "tours": "SELECT name FROM web_tour_tour",
    "reports": "SELECT report_name FROM ir_act_report_xml",
    "server actions": "SELECT id || '' FROM ir_act_server",
}

Snapshot = dict[str, set[str]]


def take_snapshot(postgres: Postgres, database: str) -> Snapshot:
    return {
        kind: {row[0] for row in postgres.query(database, sql)}
        for kind, sql in QUERIES.items()
    }


def compare(before: Snapshot, after: Snapshot) -> dict[str, dict[str, list[str]]]:
    """What came and what went, kind by kind; empty when nothing did."""
    changes = {
        kind: {
            "came": sorted(after[kind] - before[kind]),
            "went": sorted(before[kind] - after[kind]),
        }
        for kind in before
    }
    return {kind: change for kind, change in changes.items() if any(change.values())}
