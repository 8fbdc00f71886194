from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_lead_grant import LeadGrantCommon

MODELS = ("mail.followers", "mail.notification")


@tagged("post_install", "-at_install")
class TestDocumentRows(LeadGrantCommon):
    """Who follows a document, or was told of it, is told to its readers (CAR-7)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls._create_person(parent_id=cls.customer.id)
        cls.order = cls._create_order(cls.customer, user_id=cls.seller.id)
        cls.documents = (cls.customer, cls.lead, cls.order)
        for document in cls.documents:
            document.message_subscribe(cls.contact.ids + cls.seller.partner_id.ids)
            document.message_post(
                body="Canary",
                author_id=cls.seller.partner_id.id,
                partner_ids=cls.contact.ids,
                subtype_xmlid="mail.mt_comment",
            )
        cls.env.flush_all()

    def _find_rows(self, document):
        """Yield all followers of a document, and all notifications of its messages."""
        theirs = [("res_model", "=", document._name), ("res_id", "=", document.id)]
        yield self.env["mail.followers"].search(theirs)
        messages = document.message_ids
        yield self.env["mail.notification"].search(
            [("mail_message_id", "in", messages.ids)]
        )

    def _may_see(self, user, rows):
        """Whether a user reads rows: by searching, counting, grouping, reading."""
        theirs = rows.with_user(user)
        theirs.invalidate_model()
        domain = [("id", "in", rows.ids)]
        answers = {
            len(theirs.search(domain)),
            theirs.search_count(domain),
            theirs.formatted_read_group(domain, [], ["__count"])[0]["__count"],
            len(theirs._filtered_access("read")),
        }
        self.assertIn(answers, ({0}, {len(rows)}))
        if answers == {0}:
            with self.assertRaises(AccessError):
                theirs.read(["display_name"])
        return answers != {0}

    def test_hidden_documents(self):
        """security.md 17, 26: nobody is named of a document that one may not read."""
        for document in self.documents:
            self.assertFalse(self._may(self.other_seller, "read", document))
            for rows in self._find_rows(document):
                with self.subTest(document=document._name, rows=rows._name):
                    self.assertTrue(rows)
                    self.assertFalse(self._may_see(self.other_seller, rows))
                    self.assertTrue(self._may_see(self.seller, rows))
                    self.assertTrue(self._may_see(self.manager, rows))

    def test_everything_at_once(self):
        """security.md 17, 26: nor by asking for all rows of all documents."""
        for name in MODELS:
            model = self.env[name].with_user(self.other_seller)
            field = model._own_fields[0]
            with self.subTest(model=name):
                found = model.search([(field, "=", self.contact.id)])
                self.assertFalse(found)

    def test_own_rows(self):
        """security.md 17, 26: what is about oneself is one's own."""
        message = self.lead.message_post(
            body="Canary",
            author_id=self.seller.partner_id.id,
            partner_ids=self.other_seller.partner_id.ids,
        )
        mine = message.notification_ids.with_user(self.other_seller)
        me = self.other_seller.partner_id
        for domain in (
            [("res_partner_id", "=", me.id)],
            [("res_partner_id", "in", me.ids), ("is_read", "=", False)],
            [("mail_message_id", "=", message.id)],
        ):
            with self.subTest(domain=domain):
                self.assertIn(mine, mine.search(domain))
        self.assertTrue(mine.read(["res_partner_id"]))

    def test_documents_that_are_gone(self):
        """security.md 17: rows of what is no document any more break nothing."""
        follower = self.env["mail.followers"].create(
            {
                "res_model": "crm.lead",
                "res_id": 2**30,
                "partner_id": self.seller.partner_id.id,
            }
        )
        for model in ("crm.lead", "no.such.model"):
            follower.res_model = model
            self.assertFalse(self._may_see(self.other_seller, follower))

    def test_cost(self):
        """security.md 17: the followers of a document cost no more for many of them."""
        leads = []
        for count in (2, 20):
            lead = self._create_lead(f"Followed by {count}")
            people = [{"name": f"Follower {count} {one}"} for one in range(count)]
            lead.message_subscribe(self.Partner.create(people).ids)
            leads.append(lead.with_user(self.seller))
        few, many = leads
        self._assert_same_cost(few.message_get_followers, many.message_get_followers)
