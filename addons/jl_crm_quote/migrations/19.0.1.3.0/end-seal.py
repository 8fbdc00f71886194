"""Seal what was approved by the fields that were looked at before with all of them.

What was changed behind its approval is left as it is: it does not verify.
"""

import hashlib
import json

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from odoo.addons.jl_crm_quote.hooks import seal_orders_from_before

DIGITS = 6
BATCH = 500
ORDER = [
    "partner_id",
    "partner_invoice_id",
    "partner_shipping_id",
    "pricelist_id",
    "currency_id",
    "payment_term_id",
    "fiscal_position_id",
    "validity_date",
    "note",
    "is_quote_item_offer",
    "company_id",
]
LINE = [
    "name",
    "display_type",
    "product_id",
    "product_uom_qty",
    "product_uom_id",
    "price_unit",
    "discount",
    "tax_ids",
    "price_total",
]
PRINTED = ["quotation_document_ids", "customizable_pdf_form_fields"]
CONTRACT = [
    "partner_id",
    "title",
    "currency_id",
    "company_id",
    "date_start",
    "date_end",
    "terms",
    "special_level_id",
    "special_reason",
]
SERVICE = ["kind_id", "name", "opportunity_id", "amount"]
PAYMENT = ["name", "date", "share", "amount"]
CHANGE = ["contract_id", "reason", "date_start", "date_end", "terms"]
CHANGED = ["line_id", "kind_id", "name", "opportunity_id", "amount"]


def migrate(cr, version):
    """Reseal quotations, orders, contracts and change orders."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    seal_orders_from_before(env)
    for name, describe in DESCRIBE.items():
        model = env[name]
        model._keep_sealing()
        ids = _find_sealed(env, model)
        for start in range(0, len(ids), BATCH):
            _reseal(model.browse(ids[start : start + BATCH]), describe)
            env.invalidate_all()


def _find_sealed(env, model):
    query = SQL(
        "SELECT id FROM %s WHERE review_hash !~ ':' ORDER BY id",
        SQL.identifier(model._table),
    )
    return [row[0] for row in env.execute_query(query)]


def _reseal(records, describe):
    valid = records.filtered(lambda one: one.review_hash == _hash(describe(one)))
    seals = valid._read_seals()
    if records._name == "sale.order":
        # what was confirmed and changed since stays changed
        confirmed = records.filtered(lambda order: order.state == "sale")
        changed = {order.id: "changed" for order in confirmed - valid}
        records._adopt_seals("confirmed_hash", changed)
    records._adopt_seals("review_hash", seals)


def _describe_order(order):
    lines = order.order_line.filtered(lambda line: not line.is_of_invoicing)
    head = _row(order, ORDER) | _row(order, _there(order, PRINTED))
    if order.require_payment:
        head["prepayment_percent"] = order.prepayment_percent
    return {
        "sale.order": [head],
        "sale.order.line": [
            _row(line, LINE) | _row(line, _there(line, ["product_document_ids"]))
            for line in lines
        ],
        "ir.attachment": [
            {"name": file.name, "sha256": hashlib.sha256(file.raw or b"").hexdigest()}
            for file in order.offer_file_ids
        ],
        "crm.offer.import.line": [
            _describe_offer(row) for row in order.offer_rows or []
        ],
    }


def _describe_offer(row):
    return {
        "name": row["name"],
        "product_id": row["product_id"],
        "unit": str(row["product_uom_id"]),
        "quantity": row["product_uom_qty"],
        "price": row["price_unit"],
        "discount": row["discount"],
        "tax_ids": str(row.get("tax_ids")),
    }


def _describe_contract(contract):
    return {
        "crm.contract": [_row(contract, CONTRACT)],
        "crm.contract.line": [_row(line, SERVICE) for line in contract.line_ids],
        "crm.contract.payment": [_row(one, PAYMENT) for one in contract.payment_ids],
    }


def _describe_change(change):
    return {
        "crm.contract.change": [_row(change, CHANGE)],
        "crm.contract.change.line": [_row(line, CHANGED) for line in change.line_ids],
    }


DESCRIBE = {
    "sale.order": _describe_order,
    "crm.contract": _describe_contract,
    "crm.contract.change": _describe_change,
}


def _there(record, names):
    return [name for name in names if name in record._fields and record[name]]


def _row(record, names):
    return {name: _plain(record._fields[name], record[name]) for name in names}


def _plain(field, value):
    if field.type == "many2one":
        return value.id
    if field.relational:
        return sorted(value.ids)
    if field.type in ("float", "monetary"):
        return round(value, DIGITS)
    if field.type in ("date", "datetime"):
        return str(value) if value else False
    return value or False


def _hash(content):
    bare = {
        name: sorted(_write_down(row) for row in rows)
        for name, rows in content.items()
        if rows
    }
    return hashlib.sha256(_write_down(bare).encode()).hexdigest()


def _write_down(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
