"""What the customer never sees of a quotation, and what follows from what is sealed.

All other stored fields are sealed, those of add-ons that nobody knows here too. A
field stands here with the reason why its change makes no other offer.
"""

STEP = "how far it is; each step asks for the approval itself"
COUNTED = "counted by the system from what is delivered, invoiced and paid"
OURS = "how we work on it, shown to colleagues alone"
BOOKED = "where it is booked, shown to colleagues alone"
ORIGIN = "where it comes from, shown to colleagues alone"
HEADER = "of the header, which is sealed"
FOLLOWS = "follows from what is sealed"
ACTS = "shown, and changed by acts of the system: written by hand it voids the approval"
SHIPPED = "how it is shipped, shown to colleagues alone"
SHOP = "of the web shop, where the customer puts it together"

# changed when it is given to a colleague, confirmed, or signed by the customer
CHANGED_BY_ACTS = (
    "user_id",
    "team_id",
    "date_order",
    "signature",
    "signed_by",
    "signed_on",
)


def _because(reason, names):
    return dict.fromkeys(names.split(), reason)


ORDER = {
    **dict.fromkeys(CHANGED_BY_ACTS, ACTS),
    **_because(STEP, "state locked access_token pending_email_template_id"),
    **_because(
        COUNTED,
        "invoice_status billed_amount billed_share delivered_amount delivered_share "
        "execution_state last_bill_date last_delivery_date last_payment_date "
        "late_told_date late_superior_date paid_amount paid_share promised_date "
        "first_promised_date is_closed_short short_reason",
    ),
    **_because(
        OURS,
        "tag_ids opportunity_id contract_id sale_order_template_id project_id "
        "project_account_id spreadsheet_id",
    ),
    **_because(
        BOOKED,
        "journal_id preferred_payment_method_line_id transaction_ids reference "
        "margin margin_percent",
    ),
    **_because(ORIGIN, "origin campaign_id medium_id source_id"),
    "confirmed_hash": "the seal itself",
    **_because(
        FOLLOWS,
        "currency_rate offer_row_count offer_source offer_hash offer_date",
    ),
    # sale_stock, delivery
    **_because(
        SHIPPED,
        "warehouse_id picking_policy procurement_group_id stock_reference_ids "
        "delivery_status effective_date delivery_message delivery_rating_success "
        "recompute_delivery_price shipping_weight pickup_location_data carrier_id",
    ),
    # website_sale, sale_loyalty
    **_because(
        SHOP,
        "website_id cart_recovery_email_sent shop_warning applied_coupon_ids "
        "code_enabled_rule_ids",
    ),
}

LINE = {
    **_because(
        HEADER, "order_id company_id currency_id order_partner_id salesman_id state"
    ),
    **_because(
        FOLLOWS, "price_reduce_taxexcl price_reduce_taxinc technical_price_unit"
    ),
    **_because(
        COUNTED,
        "invoice_lines invoice_status qty_delivered qty_delivered_method qty_invoiced "
        "qty_to_invoice untaxed_amount_invoiced untaxed_amount_to_invoice "
        "qty_invoiced_posted amount_invoiced amount_to_invoice",
    ),
    "sequence": "the lines are sealed in their order, not the numbers behind it",
    "analytic_distribution": BOOKED,
    "customer_lead": "a number of days from which colleagues plan",
    "is_offer_row": ORIGIN,
    "is_of_invoicing": "whether the line counts at all",
    **_because("connects lines before they are saved", "virtual_id linked_virtual_id"),
    # sale_margin, sale_stock, sale_project, sale_timesheet, sale_purchase, sale_loyalty
    **_because(BOOKED, "purchase_price margin margin_percent expense_id"),
    **_because(
        SHIPPED,
        "route_ids warehouse_id is_mto is_delivery recompute_delivery_price "
        "qty_available_today",
    ),
    **_because(
        OURS,
        "project_id task_id is_service remaining_hours has_displayed_warning_upsell "
        "contract_line_id",
    ),
    **_because(
        SHOP, "shop_warning coupon_id reward_id reward_identifier_code points_cost"
    ),
}
