"""What a confirmed change does to the chain of terms; when each begins is core's to say."""

from datetime import UTC, datetime
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import billing_period, term_chain
from ..common.row_meeting import meet_at_rows

NEWLY_SET = frozenset({"start", "plan_id", "recorded_at", "change_id", "short"})


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _meet(self):
        """Let changes of one contract be decided one after the other."""
        meet_at_rows(self.contract_id)

    def _set_in_motion(self):
        """Enter what was confirmed; what is due already is in force at once."""
        if self.kind in ("join", "leave"):
            self._set_company_in_motion()
        elif self.kind == "existing":
            self._correct_first_term()
        else:
            self._enter_terms(*self._planned(fields.Datetime.now()))
        self._begin_if_due(fields.Datetime.now())
        self.fingerprint = self._fingerprint()

    def _planned(self, now):
        """What core plans as of ``now`` (naive UTC): links to add and links to remove.

        :raises UserError: when the contract has changed so that the change fits no more
        """
        contract = self.contract_id
        chain, at = contract._chain(), now.replace(tzinfo=UTC)
        place = {"anchor_day": contract._anchor_day_from(now), "zone": contract.tz}
        try:
            if self.kind == "downgrade":
                requested = contract._local_day(self.requested_at or now)
                return term_chain.downgrade(chain, self._link(at), requested, at, **place)
            if self.kind == "short_term":
                return term_chain.short_term(chain, self._link(at), self.months, at, **place)
            return term_chain.upgrade(chain, self._link(at), at)
        except ValueError as error:
            raise UserError(self._fits_no_more(error)) from error

    def _fits_no_more(self, error):
        return self.env._(
            "The contract has changed meanwhile, and this fits no more. Ask for a change anew. (%s)",
            error,
        )

    def _link(self, start):
        """The term that is asked for, as core's link."""
        values = {**self.contract_id._prices_of(self.plan_id), **self._term_values()}
        return term_chain.Link(
            start=start,
            plan=self.plan_id.id,
            rank=self.plan_id.sequence,
            price=Decimal(str(values["price"])),
            quota=values["quota"],
            extra_price=Decimal(str(values["extra_price"])),
        )

    def _enter_terms(self, added, removed):
        contract = self.contract_id
        entered = [(link, self._values_of(link)) for link in added]
        gone = contract.term_ids.filtered(
            lambda term: term.start.replace(tzinfo=UTC) in {link.start for link in removed}
        )
        self.replaced_terms = [term._as_kept() for term in gone]
        gone.change_id.state = "superseded"  # also one in force, whose end is taken away
        gone.unlink()
        for link, values in entered:
            plan = self.env["ecosire.support.plan"].browse(link.plan)
            contract._open_term(plan, link.start.replace(tzinfo=None), **values)
        self.effective_at = added[0].start.replace(tzinfo=None)
        self.ends_at = added[1].start.replace(tzinfo=None) if added[1:] else False
        contract._set_anchor_day()

    def _values_of(self, link):
        """What a term keeps beside its plan: the change's own, or what would have come back."""
        own = {"change_id": self.id, "short": link.short}
        if link.plan == self.plan_id.id:
            return {**self._term_values(), **own}
        origin = self.contract_id._term_at(link.start.replace(tzinfo=None))
        kept = origin._as_kept()
        return {**{name: kept[name] for name in kept if name not in NEWLY_SET}, **own}

    def _term_values(self):
        """What the change itself says about its term, beyond what the plan says."""
        return {}

    def _correct_first_term(self):
        """The plan that was there all along: the record was wrong, and is put right."""
        contract = self.contract_id
        first = contract.term_ids.sorted("start")[:1]
        self.replaced_terms = [first._as_kept()]
        start = self._true_start_instant().replace(tzinfo=None)
        plan = self.plan_id
        first.write(
            {
                "plan_id": plan.id,
                "start": start,
                "recorded_at": fields.Datetime.now(),
                "change_id": self.id,
                **contract._prices_of(plan),
                **self._term_values(),
            }
        )
        self.effective_at = start
        contract._set_anchor_day()
        self.env["ecosire.support.ticket"]._on_plan_upgrade(contract, first)

    def _true_start_instant(self):
        """Midnight of the true start in the contract's zone, as core's instant."""
        return billing_period.day_start(self.true_start, self.contract_id.tz)

    def _undo(self):
        """Take away the terms of a change that has not begun, and put back what it replaced."""
        contract, now = self.contract_id, fields.Datetime.now()
        self.term_ids.filtered(lambda term: term.start > now).unlink()
        today = contract._local_day(now)
        soonest = billing_period.day_start(
            billing_period.next_start(today, contract.anchor_day), contract.tz
        ).replace(tzinfo=None)
        for kept in self.replaced_terms or []:
            start = datetime.fromisoformat(kept["start"])
            plan = self.env["ecosire.support.plan"].browse(kept["plan_id"])
            values = {key: kept[key] for key in kept if key not in ("start", "plan_id")}
            # a start that passed meanwhile is made up for at the next period
            term = contract._open_term(plan, start if start > now else soonest, **values)
            if term.change_id.state == "superseded":
                begun = term.change_id.effective_at <= now
                term.change_id.state = "in_force" if begun else "confirmed"
