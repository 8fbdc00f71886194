import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_duplicate.tools.text import compact, fold

# counted one by one, whatever each is called
PIECES = (
    "个 只 件 套 支 根 条 片 块 张 副 付 把 台 樘 对 粒 颗 枚 個 "
    "pcs pc piece pieces ea each set sets unit units nos"
)
UNITS = {
    **dict.fromkeys(PIECES.split(), "uom.product_uom_unit"),
    **dict.fromkeys(["米", "公尺", "m", "meter"], "uom.product_uom_meter"),
    **dict.fromkeys(["毫米", "mm"], "uom.product_uom_millimeter"),
    **dict.fromkeys(["厘米", "cm"], "uom.product_uom_cm"),
    **dict.fromkeys(
        ["平方米", "平方", "平米", "m2", "sqm"], "uom.product_uom_square_meter"
    ),
    **dict.fromkeys(["立方米", "立方", "m3"], "uom.product_uom_cubic_meter"),
    **dict.fromkeys(["千克", "公斤", "kg"], "uom.product_uom_kgm"),
    **dict.fromkeys(["克", "g"], "uom.product_uom_gram"),
    **dict.fromkeys(["吨", "t", "ton"], "uom.product_uom_ton"),
    **dict.fromkeys(["升", "l"], "uom.product_uom_litre"),
    **dict.fromkeys(["打", "dozen", "dozens"], "uom.product_uom_dozen"),
    **dict.fromkeys(["小时", "工时", "h", "hour"], "uom.product_uom_hour"),
    **dict.fromkeys(["天", "日", "工日", "day"], "uom.product_uom_day"),
}
_BLANKS = re.compile(r"\s+")
# hyphen, dashes, minus: on a keyboard nobody tells them apart
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\ufe58\ufe63\uff0d]")


class CrmOfferMatcher(models.AbstractModel):
    """Which products, units and taxes the rows of an offer mean (K3Q-3).

    Everything is looked up for all the rows at once.
    """

    _name = "crm.offer.matcher"
    _description = "Products of an Offer"

    @api.model
    def _match_products(self, order, rows):
        """Return [(products, problem)] of the rows, by code, then by name.

        Several products are those between which people choose.

        :param rows: dicts with ``code``, ``name`` and ``specification``
        """
        by_code = self._find_by_code(order, {write_code(row) for row in rows} - {""})
        unknown = [row for row in rows if write_code(row) not in by_code]
        words = {word for row in unknown for word in write_names(row)} - {""}
        by_name = self._find_by_name(order, words)
        return [self._choose(row, by_code, by_name) for row in rows]

    @api.model
    def _choose(self, row, by_code, by_name):
        products = self.env["product.product"]
        code = write_code(row)
        if code in by_code:
            return self._judge(by_code[code], code, row["code"])
        for word in write_names(row):
            if word in by_name:
                return self._judge(by_name[word], row.get("name"))
        if not code and not row.get("name"):
            # the file has said so already
            text = ""
        elif code:
            text = self.env._("No product has the code “%(code)s”.", code=row["code"])
        else:
            text = self.env._("No product is called “%(name)s”.", name=row.get("name"))
        return products, text

    @api.model
    def _judge(self, products, word, written=None):
        if len(products) > 1 and written:
            # codes that differ in their writing alone are told apart by it
            same = products.filtered(lambda one: one.default_code == written)
            products = same if len(same) == 1 else products
        if len(products) == 1:
            return products, ""
        codes = [one.default_code or one.name for one in products[:3]]
        return products, self.env._(
            "Several products fit “%(word)s”: %(products)s. Choose one.",
            word=word,
            products=", ".join(codes),
        )

    @api.model
    def _get_product_domain(self, order):
        companies = [order.company_id.id, False]
        return Domain("sale_ok", "=", True) & Domain("company_id", "in", companies)

    @api.model
    def _find_by_code(self, order, codes):
        """Return {code as compared: products} of the codes that there are.

        Both sides are folded here: what a product's code looks like folded, the
        database cannot say.
        """
        found = {}
        if not codes:
            return found
        products = self.env["product.product"]
        products.flush_model(["default_code", "barcode"])
        query = products._search(self._get_product_domain(order))
        names = ("id", "default_code", "barcode")
        columns = [SQL.identifier("product_product", name) for name in names]
        for id_, code, barcode in self.env.execute_query(query.select(*columns)):
            for word in {clean_code(code), clean_code(barcode)} & codes:
                found[word] = found.get(word, products) | products.browse(id_)
        return found

    @api.model
    def _find_by_name(self, order, words):
        """Return {name as compared: products}, in the user's language and English."""
        found = {}
        if not words:
            return found
        self.env["product.template"].flush_model(["name"])
        products = self.env["product.product"]
        query = products._search(self._get_product_domain(order))
        template = query.left_join(
            "product_product", "product_tmpl_id", "product_template", "id", "named"
        )
        names = SQL("%s", SQL.identifier(template, "name"))
        for id_, translations in self.env.execute_query(
            query.select(SQL.identifier("product_product", "id"), names)
        ):
            for word in {compact(fold(one)) for one in translations.values()} & words:
                found[word] = found.get(word, products) | products.browse(id_)
        return found

    @api.model
    def _find_unit(self, units, text, product):
        """Return the unit that the text means for the product, and what is wrong.

        :param units: {word: unit} of :meth:`_get_units`
        """
        own = product.uom_id
        word = _BLANKS.sub("", fold(text or ""))
        if not word or not product or word == _BLANKS.sub("", fold(own.name)):
            return own, ""
        found = units.get(word)
        if found and own._has_common_reference(found):
            return found, ""
        return own, self.env._(
            "The unit “%(unit)s” does not fit %(product)s, which is counted in "
            "%(known)s.",
            unit=text,
            product=product.display_name,
            known=own.name,
        )

    @api.model
    def _get_units(self):
        """Return {word: unit} of the units' names and of what people write."""
        named = {
            _BLANKS.sub("", fold(unit.name)): unit
            for unit in self.env["uom.uom"].search([("active", "=", True)])
        }
        known = {
            word: unit
            for word, xmlid in UNITS.items()
            if (unit := self.env.ref(xmlid, raise_if_not_found=False))
        }
        return {**known, **named}

    @api.model
    def _find_taxes(self, order, rates):
        """Return {rate: tax on sales in percent}; the company's first one of each."""
        taxes = self.env["account.tax"].search(
            Domain("type_tax_use", "=", "sale")
            & Domain("amount_type", "=", "percent")
            & Domain("amount", "in", list(rates))
            & Domain("company_id", "parent_of", order.company_id.ids)
        )
        found = {0.0: taxes.browse()} if 0.0 in rates else {}
        for tax in reversed(taxes):
            found[tax.amount] = tax
        return found


def clean_code(text):
    """Return a product's code as it is compared.

    Capitals, half width, one kind of dash, no blanks.
    """
    return _BLANKS.sub("", _DASHES.sub("-", fold(text or ""))).upper()


def write_code(row):
    return clean_code(row.get("code"))


def write_names(row):
    """Return the names that the product of a row may have, the fullest first."""
    name, specification = row.get("name") or "", row.get("specification") or ""
    if not name:
        return []
    return [compact(fold(f"{name} {specification}")), compact(fold(name))]
