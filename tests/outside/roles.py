"""Who may do what: the table that `test_roles.py` checks and `docs/roles.md` shows."""

from __future__ import annotations

# role → logins of the demo data; the columns of the tables
ROLES = {
    "Salesperson": ["sales", "east"],
    "Office Clerk": ["clerk"],
    "Office Director": ["director"],
    "General Affairs": ["general"],
    "Information Dept": ["information"],
    "Administrator": ["admin"],
    "Portal": ["portal"],
}
OPERATIONS = {"c": "create", "r": "read", "w": "write", "d": "unlink"}

# (model, which record) → rights in the order of ROLES
RECORDS = {
    ("res.partner", "one's own customer"): ["crw"] * 5 + ["crwd", ""],
    ("res.partner", "a colleague's customer"): [
        *("c", "c", "c", "crw", "c", "crwd", "")
    ],
    ("res.partner", "a customer of nobody"): ["crw"] * 5 + ["crwd", ""],
    ("res.partner", "a customer of nobody, of another office"): [
        *("c", "c", "c", "crw", "c", "crwd", "")
    ],
    ("crm.customer.grant", "of one's own customer"): ["crwd"] * 6 + [""],
    ("crm.customer.grant", "of a colleague's customer"): [
        *("c", "c", "c", "crwd", "c", "crwd", "")
    ],
    ("crm.customer.share", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.customer.viewer", "the list"): ["r"] * 6 + [""],
    ("crm.customer.assign", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.customer.assign.line", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.customer.bin", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.customer.access.log", "the list"): [*("", "", "", "r", "", "r", "")],
    ("crm.customer.conversion", "one's own draft"): ["crwd"] * 6 + [""],
    ("crm.customer.conversion", "a colleague's draft"): [
        *("c", "c", "c", "crwd", "c", "crwd", "")
    ],
    ("crm.customer.conversion", "one's own request, sent"): ["cr"] * 6 + [""],
    ("crm.customer.conversion", "a colleague's request, sent"): [
        *("c", "c", "c", "cr", "c", "cr", "")
    ],
    ("crm.customer.conversion", "a colleague's request on one's own customer"): [
        *(["cr"] * 6),
        "",
    ],
    ("crm.customer.conversion", "one's own request, decided"): ["cr"] * 6 + [""],
    ("crm.customer.conversion.reason", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.customer.conversion.batch", "the dialogue"): [
        *("", "", "", "crwd", "", "crwd", "")
    ],
    ("crm.customer.conversion.batch.line", "the dialogue"): [
        *("", "", "", "crwd", "", "crwd", "")
    ],
    ("crm.customer.trial", "one's own draft of a trial"): ["crwd"] * 6 + [""],
    ("crm.customer.trial", "a colleague's draft of a trial"): [
        *("c", "c", "c", "cr", "c", "cr", "")
    ],
    ("crm.customer.trial", "one's own trial, applied for"): ["cr"] * 6 + [""],
    ("crm.customer.trial.step", "the dialogue"): ["crwd"] * 6 + [""],
    ("customer.maturity.change", "the history of one's own customer"): [
        *(["r"] * 6),
        "",
    ],
    ("customer.maturity.change", "the history of a colleague's customer"): [
        *("", "", "", "r", "", "r", "")
    ],
    ("customer.maturity.set", "the dialogue"): ["crwd"] * 6 + [""],
    ("customer.requirement", "what is required of a customer"): [
        *("r", "r", "r", "crwd", "r", "crwd", "")
    ],
    ("customer.completeness.report", "the board"): ["r"] * 6 + [""],
    ("customer.grade", "a grade"): ["r", "r", "r", "crwd", "r", "crwd", ""],
    ("customer.region", "a region"): ["r", "r", "r", "crwd", "r", "crwd", ""],
    ("customer.source", "a source"): ["r", "r", "r", "crwd", "r", "crwd", ""],
    ("customer.need", "a need"): ["crw", "crw", "crw", "crwd", "crw", "crwd", ""],
    ("customer.relation", "a relation between customers"): ["crwd"] * 6 + [""],
    ("res.partner.alias", "an alias of a colleague's customer"): [
        *("c", "c", "c", "crwd", "c", "crwd", "")
    ],
    ("crm.duplicate.override", "one's own override"): ["r"] * 6 + [""],
    ("crm.duplicate.override", "a colleague's override"): [
        *("", "", "", "r", "", "r", "")
    ],
    ("crm.figure", "a figure for people in sales"): ["r"] * 5 + ["crwd", ""],
    ("crm.special.day", "a special day"): ["r", "r", "r", "r", "r", "crwd", ""],
    ("crm.country.choice", "the dialogue"): [*("", "", "", "", "", "crwd", "")],
    ("crm.special.year", "a year"): ["r", "r", "r", "r", "r", "crwd", ""],
    ("crm.duplicate.search", "the window"): ["crwd"] * 6 + [""],
    ("crm.duplicate.search.line", "the window"): ["r"] * 6 + [""],
    ("crm.duplicate.matching", "the window"): [*("", "", "", "", "", "rw", "")],
    ("crm.duplicate.matching.line", "a field"): [*("", "", "", "", "", "rw", "")],
    ("crm.duplicate.matching.count", "a count"): [*("", "", "", "", "", "r", "")],
    ("crm.duplicate.matching.change", "a pair"): [*("", "", "", "", "", "r", "")],
    ("crm.duplicate.run", "an analysis"): ["", "", "", "r", "", "r", ""],
    ("crm.duplicate.pair", "a pair of customers"): ["", "", "", "r", "", "r", ""],
    ("crm.duplicate.group", "a group of customers"): [
        *("", "", "", "rw", "", "rw", "")
    ],
    ("crm.duplicate.decision", "the dialogue"): ["", "", "", "crwd", "", "crwd", ""],
    ("crm.duplicate.pool", "a customer in the pool"): ["r"] * 6 + [""],
    ("crm.duplicate.pooling", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.partner.merge", "a draft"): [*("", "", "", "crw", "", "crw", "")],
    ("crm.partner.merge.plan", "a line"): [*("", "", "", "r", "", "r", "")],
    ("crm.partner.merge.journal", "what an undo needs"): [""] * 7,
    ("privacy.lookup.wizard", "the look-up"): [*("", "", "", "crw", "", "crwd", "")],
    ("privacy.lookup.wizard.line", "what it found"): [
        *("", "", "", "r", "", "crw", "")
    ],
    ("privacy.lookup.text", "a text that erasing changes"): [
        *("", "", "", "rw", "", "rw", "")
    ],
    ("privacy.log", "the log"): [*("", "", "", "r", "", "crwd", "")],
    ("crm.stage", "a stage"): ["r", "r", "r", "r", "crwd", "crwd", ""],
    ("crm.stage.requirement", "a condition"): [
        *("r", "r", "r", "r", "crwd", "crwd", "")
    ],
    ("crm.document.kind", "a kind"): ["r", "r", "r", "r", "crwd", "crwd", ""],
    ("crm.stage.answer", "the answers"): ["r"] * 6 + [""],
    ("crm.stage.decision", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.stage.waiver", "the list"): ["r"] * 6 + [""],
    ("crm.stage.history", "the stays of one's own opportunity"): ["r"] * 6 + [""],
    ("crm.stage.history", "the stays of a colleague's opportunity"): [
        *("", "", "", "r", "", "r", "")
    ],
    ("crm.competitor", "a competitor"): [
        *("crw", "crw", "crw", "crwd", "crw", "crwd", "")
    ],
    ("crm.lead.competitor", "the list"): ["crwd"] * 6 + [""],
    ("crm.selling.expense", "one's own expense"): ["crwd"] * 6 + [""],
    ("crm.selling.expense", "a colleague's expense"): [
        *("c", "c", "c", "cr", "c", "crwd", "")
    ],
    ("crm.selling.expense.kind", "a kind"): ["r", "r", "r", "crwd", "r", "crwd", ""],
    ("crm.lead.close", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.lead.reopen", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.contact.record", "one's own record"): [
        *("crw", "crw", "crw", "crwd", "crw", "crwd", "")
    ],
    ("crm.contact.record", "a colleague's record"): [
        *("c", "c", "c", "crwd", "c", "crwd", "")
    ],
    ("crm.lead.grant", "of one's own opportunity"): ["crwd"] * 6 + [""],
    ("crm.lead.grant", "of a colleague's opportunity"): [
        *("c", "c", "c", "cr", "c", "crwd", "")
    ],
    ("crm.lead.split", "a part of one's own opportunity"): ["crwd"] * 6 + [""],
    ("crm.lead.split", "a part of a colleague's opportunity"): [
        *("c", "c", "c", "cr", "c", "crwd", "")
    ],
    ("crm.lead.share", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.review.level", "a level"): ["r"] * 5 + ["crwd", ""],
    ("crm.review.stand.in", "the list"): ["crwd"] * 6 + [""],
    ("crm.review.decision", "the rows"): ["r"] * 6 + [""],
    ("crm.review.reason", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.review.act", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.review.compare", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.handover", "of a colleague's customers"): [
        *("", "", "c", "", "", "crwd", "")
    ],
    ("crm.handover", "in which one receives"): ["r", "r", "cr", "r", "r", "crwd", ""],
    ("crm.handover.customer", "of a handover in which one receives"): [
        *("r", "r", "cr", "r", "r", "crwd", "")
    ],
    ("crm.handover.scope", "the list"): ["r"] * 6 + [""],
    ("crm.handover.line", "the list"): ["crwd"] * 6 + [""],
    ("crm.handover.signature", "the list"): ["r"] * 6 + [""],
    ("crm.handover.move", "the list"): ["r"] * 6 + [""],
    ("crm.handover.template", "the list"): ["r"] * 5 + ["crwd", ""],
    ("crm.handover.objection", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.service.kind", "a kind of service"): ["r", "r", "r", "r", "r", "crwd", ""],
    ("crm.contract", "one's own application"): ["crwd"] * 6 + [""],
    ("crm.contract", "a colleague's application"): [
        *("c", "c", "c", "cr", "c", "crwd", "")
    ],
    ("crm.contract.line", "a service of one's own application"): ["crwd"] * 6 + [""],
    ("crm.contract.payment", "a payment of one's own application"): [
        *(["crwd"] * 6),
        "",
    ],
    ("crm.contract.change", "the list"): ["crwd"] * 6 + [""],
    ("crm.contract.change.line", "the list"): ["crwd"] * 6 + [""],
    ("crm.contract.change.payment", "the list"): ["crwd"] * 6 + [""],
    ("crm.contract.order", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.contract.order.line", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.order.closing", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.order.promise", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.offer.import", "the dialogue"): ["crwd"] * 6 + [""],
    ("crm.offer.import.line", "the dialogue"): ["crwd"] * 6 + [""],
    ("res.config.settings", "the page"): ["", "", "", "", "", "crw", ""],
}

# what is done with a button → whether it is allowed, in the order of ROLES
STEPS = {
    "Ask for a conversion": [True] * 6 + [False],
    "Withdraw one's own open request": [True] * 6 + [False],
    "Withdraw a colleague's open request": [False] * 7,
    "Convert a requested customer": [False] * 3 + [True, False, True, False],
    "Refuse a request": [False] * 3 + [True, False, True, False],
    "Convert without a request": [False] * 3 + [True, False, True, False],
    "Convert many at once": [False] * 3 + [True, False, True, False],
    "Enter a customer that is there, with a reason": [
        *([False] * 3),
        *(True, False, True, False),
    ],
    "Set the maturity of one's own customer": [True] * 6 + [False],
    "Withdraw a conversion": [False] * 3 + [True, False, True, False],
    "Analyse all customers": [False] * 3 + [True, False, True, False],
    "Put a customer into the duplicate pool": [True] * 6 + [False],
    "Restore a customer from the pool": [False] * 3 + [True, False, True, False],
    "Say that a group is no duplicate": [False] * 3 + [True, False, True, False],
    "Merge customers": [False] * 3 + [True, False, True, False],
    "Undo a merge": [False] * 3 + [True, False, True, False],
    "Record a contact with one's own customer": [True] * 6 + [False],
    "Record a contact with a colleague's customer": [
        *([False] * 3),
        *(True, False, True, False),
    ],
    "Share one's own opportunity": [True] * 6 + [False],
    "Share a colleague's opportunity": [False] * 5 + [True, False],
    "Share one's own customer": [True] * 6 + [False],
    "Share a colleague's customer": [False] * 3 + [True, False, True, False],
    "Assign a new customer": [False] + [True] * 5 + [False],
    "Assign a colleague's customer": [False] * 3 + [True, False, True, False],
    "Apply for a trial of one's own customer": [True] * 6 + [False],
    "Approve a trial": [False] * 3 + [True, False, True, False],
    "Extend one's own trial": [False] * 3 + [True, False, True, False],
    "Give a customer on trial to a colleague": [
        *([False] * 3),
        *(True, False, True, False),
    ],
    "Put one's own customer into the recycle bin": [True] * 6 + [False],
    "Erase a person": [False] * 3 + [True, False, True, False],
    "Define a stage": [False] * 4 + [True, True, False],
    "Waive what a stage asks for": [False] * 2 + [True, False, False, True, False],
    "Close one's own opportunity": [True] * 6 + [False],
    "Draft a handover of a colleague's customers": [
        *([False] * 5),
        *(True, False),
    ],
    "Reopen an opportunity": [False] * 2 + [True, False, False, True, False],
}
