from markupsafe import Markup

from odoo import api, models
from odoo.fields import Command, Domain
from odoo.tools import plaintext2html

ACTIVITY = "jl_crm_quote.mail_activity_type_review"


class CrmReviewMixin(models.AbstractModel):
    """Who is told what of a review, and when nobody decides."""

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    def _ask_reviewers(self, reviewers=None, note=""):
        """Put the document on the work list of those who are to decide.

        :param reviewers: those who are asked anew; all of them without
        :param str note: what they are told besides
        """
        reviewers = self.reviewer_ids if reviewers is None else reviewers
        stand_ins = self.env["crm.review.stand.in"]._find_stand_ins(reviewers)
        asked = (reviewers | stand_ins) - self._get_excluded_reviewers()
        title = self.env._("To review: %(name)s", name=self.display_name)
        text = "\n".join(filter(None, [self._describe_review(), note]))
        self._notify_review(asked, title, text)
        self._put_on_lists(asked, ACTIVITY, title, date_deadline=self.review_deadline)

    def _describe_review(self):
        """Return a sentence that tells the reviewers what it is about."""
        asking = self.env._(
            "%(user)s asks for the review on the level “%(level)s”, until %(date)s.",
            # not who approved the level before
            user=self._get_submitters()[:1].name or self.env.user.name,
            level=self.review_level_id.name,
            date=self.review_deadline,
        )
        return "\n".join(filter(None, [asking, self.sudo()._get_submit_remark()]))

    def _close_activities(self):
        self.sudo().activity_unlink([ACTIVITY])

    def _notify_review(self, users, title, text, details=False):
        """Tell colleagues in their message centre, and keep it in the history."""
        body = plaintext2html(text)
        if details:
            body += details
        told = users.filtered("active") - self.env.user
        # who decides need not be allowed to write the document
        self.sudo().message_post(
            subject=title,
            body=body,
            author_id=self.env.user.partner_id.id,
            partner_ids=told.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    def _notify_released(self, text):
        """Tell whose it is that all levels have approved."""
        title = self.env._("%(name)s: approved", name=self.sudo().display_name)
        text = text or self.env._("It can be sent to the customer.")
        self._notify_review(self._get_parties(), title, text)

    def _notify_unsent_mail(self, users):
        """Tell colleagues that a mail which waited was not sent (K3Q-4)."""
        document = self.sudo()
        title = self.env._("%(name)s: a mail was not sent", name=document.display_name)
        document._notify_review(users, title, document._get_blocked_message())

    @api.model
    def _remind_of_reviews(self):
        """Remind of what is due, and tell the superiors of what is overdue.

        Each document is looked at once for each of the two steps.
        """
        companies = self.env["res.company"]
        for name in self._get_review_models():
            documents = self.env[name]
            waiting = Domain("review_state", "=", "submitted")
            due = documents.search(
                waiting
                & Domain("review_reminder", "=", False)
                & companies._compare_with_day("review_deadline", "<=")
            )
            due._remind_reviewers()
            late = documents.search(
                waiting
                & Domain("review_reminder", "in", ("reminded", False))
                & companies._compare_with_day("review_escalation", "<=")
            )
            late._escalate_review()

    def _remind_reviewers(self):
        for users, documents in self.grouped("reviewer_ids").items():
            for user in users:
                documents.with_context(lang=user.lang)._notify_list(
                    user,
                    self.env._("Reviews that are due: %(count)s", count=len(documents)),
                )
        self._write_system({"review_reminder": "reminded"})

    def _escalate_review(self):
        """From now on the superiors of the reviewers may decide as well."""
        for document in self:
            excluded = document._get_excluded_reviewers()
            levels = self.env["crm.review.level"]
            pairs = [
                (one, levels._find_superior(one, excluded))
                for one in document.reviewer_ids
            ]
            superiors = self.env["res.users"].union(*(above for _one, above in pairs))
            new = superiors - document.reviewer_ids
            document._write_system(
                {
                    "review_reminder": "escalated",
                    "review_seats": document._seat_superiors(pairs),
                    "reviewer_ids": [Command.link(user.id) for user in new],
                }
            )
            for user in new:
                document.with_context(lang=user.lang)._notify_list(
                    user,
                    self.env._("Overdue review: %(name)s", name=document.display_name),
                )
            document._put_on_lists(new, ACTIVITY, document.display_name)

    def _notify_list(self, user, title):
        items = Markup().join(
            Markup("<li>%s</li>") % document._get_html_link() for document in self
        )
        self.env["mail.thread"].sudo().message_notify(
            partner_ids=user.partner_id.ids,
            subject=title,
            body=Markup("<p>%s</p><ul>%s</ul>") % (title, items),
        )
