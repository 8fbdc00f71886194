from typing import NamedTuple

from odoo import models

FINAL_STATES = ("won", "lost", "closed")


class StageStep(NamedTuple):
    """An opportunity that was moved, with what it was before."""

    lead: models.Model
    start: models.Model  # the stage before; empty for a new one
    stage: models.Model
    old_state: str  # open, won, lost, closed; empty for a new one
    state: str

    @property
    def is_entry(self):
        return self.start != self.stage

    @property
    def is_return(self):
        return (
            self.is_entry
            and bool(self.start)
            and (self.stage.sequence < self.start.sequence)
        )

    @property
    def is_reopening(self):
        return self.old_state in FINAL_STATES and self.state == "open"

    @property
    def is_stay(self):
        """Whether a stay in a stage begins; to lose only ends one."""
        return self.is_entry or not self.old_state or self.is_reopening

    @property
    def is_loss(self):
        return self.state == "lost" and self.old_state != "lost"


class DeferredSteps:
    """What opportunities were before some work, which passes the gate at its end."""

    def __init__(self):
        self.before = {}
        self._touched = {}

    def remember(self, leads):
        """Keep what they were, unless they were touched before."""
        fresh = leads.filtered(lambda lead: lead.id not in self._touched)
        self.before |= fresh._remember_stages()

    def touch(self, leads, has_probability):
        for lead in leads:
            chosen = self._touched.get(lead.id, False)
            self._touched[lead.id] = chosen or has_probability

    def list_ids(self, has_probability):
        """Return those that were touched with, or without, a probability."""
        return [id_ for id_, had in self._touched.items() if had == has_probability]
