from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerRegistrationMixin(models.AbstractModel):
    """Who is a customer, since when, and under which code.

    A part of res.partner: it decides by itself which partners are customers, gives
    them code, date and registrar (K3D-1), and makes them potential (K3C-1).
    """

    _name = "customer.registration.mixin"
    _description = "Registration of Customers"

    @api.model
    def _add_registration(self, vals_list):
        """Return the values with the registration of those that surely are customers.

        Most new customers are seen at once, so that they cost no second write.
        """
        sure = [self._is_surely_customer(vals) for vals in vals_list]
        codes = iter(self.env["ir.sequence"]._next_customer_codes(sum(sure)))
        return [
            {
                **vals,
                # a blank cell of an import is no answer
                "maturity": vals.get("maturity") or "d",
                **self._prepare_registration(next(codes)),
            }
            if is_sure
            else vals
            for vals, is_sure in zip(vals_list, sure, strict=True)
        ]

    @api.model
    def _is_surely_customer(self, vals):
        context = self.env.context
        is_company = vals.get("is_company", context.get("default_is_company"))
        company_type = vals.get("company_type", context.get("default_company_type"))
        is_vendor = (
            context.get("res_partner_search_mode") == "supplier"
            or vals.get("supplier_rank")
            or context.get("default_supplier_rank")
        )
        return bool(is_company or company_type == "company") and not is_vendor

    def _prepare_registration(self, code):
        """Return the values that make a potential customer (K3C-1, K3D-1)."""
        return {
            "customer_status": "potential",
            "customer_code": code,
            "registration_date": fields.Date.context_today(self),
            "registrar_id": self.env.uid,
        }

    def _register_customers(self):
        """Register those among the partners that are customers and were not yet."""
        fresh = self.filtered(lambda partner: not partner.customer_status)
        fresh.filtered(lambda partner: partner._is_customer())._make_customers()

    def _make_customers(self):
        """Make the partners customers; those that are stay what they are."""
        fresh = self.filtered(lambda partner: not partner.customer_status)
        coded = fresh.filtered("customer_code")
        coded._write_system({"customer_status": "potential"})
        coded.filtered(lambda partner: not partner.maturity).maturity = "d"
        codes = self.env["ir.sequence"]._next_customer_codes(len(fresh - coded))
        for partner, code in zip(fresh - coded, codes, strict=True):
            partner._write_system(
                {
                    "maturity": partner.maturity or "d",
                    **partner._prepare_registration(code),
                }
            )

    def _unmake_customers(self):
        """Take partners out that turned out to be no customers, own companies say."""
        self.filtered("customer_status")._write_system(
            {
                "customer_status": False,
                "customer_code": False,
                "registration_date": False,
                "registrar_id": False,
                "maturity": False,
            }
        )

    def _is_customer(self):
        """Whether we sell to this partner: it is a company, or a person who buys."""
        self.ensure_one()
        buys = self.customer_rank > 0
        return (
            self == self.commercial_partner_id
            and (buys or (self.is_company and not self.supplier_rank))
            and not self._is_own()
        )

    def _is_own(self):
        """Whether this is one of the own companies or one of their people."""
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        users = self.sudo().with_context(active_test=False).user_ids
        return bool(
            users.filtered(lambda user: not user.share)
            or companies.search_count([("partner_id", "=", self.id)], limit=1)
        )

    def _ensure_still_customers(self):
        """A contact of somebody else is no customer; a transacting one stays itself."""
        lost = self.filtered(
            lambda partner: (
                partner.customer_status and partner != partner.commercial_partner_id
            )
        )
        if transacting := lost.filtered("is_transacting"):
            raise UserError(
                self.env._(
                    "%(customer)s is a transacting customer and cannot become a "
                    "contact of another one. Withdraw its conversion first.",
                    customer=transacting[0].display_name,
                )
            )
        lost._write_system({"customer_status": False})
