"""Plausible arguments for any public method, chosen by the names of its parameters."""

import inspect
from dataclasses import dataclass, field

# what is written to rows that have no name
BY_MODEL = {
    "ecosire.support.handbook": {"risks": "x"},
    "ecosire.support.notice.preference": {"choice": "now"},
    "ecosire.support.scope.sheet.credit": {"amount": 5},
    "ecosire.support.sla.policy": {"amount": 5},
    "ecosire.support.sla.policy.day": {"amount": 5},
    "ecosire.support.window.line": {"hour_to": 20.5},
}


@dataclass
class Call:
    """What RPC would send: ids first unless the method belongs to the model."""

    positional: list = field(default_factory=list)
    named: dict = field(default_factory=dict)


class Arguments:
    """Arguments of calls on ``row`` by the person of a role."""

    def __init__(self, case, row, role):
        self.case, self.row, self.role = case, row, role

    def of(self, records, name):
        method = getattr(type(records), name)
        call = Call()
        if not getattr(method, "_api_model", False):
            call.positional.append(self.row.ids)
        for parameter in list(inspect.signature(method).parameters.values())[1:]:
            self._add(call, parameter, f"{records._name}.{name}")
        if name == "message_post":
            call.named.update(body="x", message_type="comment")
        return call

    def _add(self, call, parameter, method):
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            return
        values = self._values(method)
        if parameter.name in values:
            value = values[parameter.name]
        elif parameter.default is not parameter.empty:
            return
        else:
            value = None  # some other addon's: Odoo's own are all below
        if parameter.default is parameter.empty:
            call.positional.append(value)
        else:
            call.named[parameter.name] = value

    def _values(self, method):
        case, row = self.case, self.row
        partner = case.users[self.role].partner_id
        vals = self._vals(row._name)
        mail = {"subject": "x", "body": "x", "from": "x@example.com", "email_from": "x@example.com"}
        fields = ["display_name", "create_uid"]
        specification = {name: {} for name in fields if name in row._fields}
        return {
            "answers": {"impact": "stopped"},
            "address": "desk@ecosire.example",
            "attachments": [],
            "bill_id": 1,
            "backup_id": False,
            "body": "<p>x</p>",
            "contract_id": case.own["ecosire.support.contract"].id,
            "code": "named_engineer" if method.endswith("has_entitlement") else "high",
            "custom_values": {"name": "x"},
            "data": [["x"]],
            "date_from": "2099-01-01 08:00:00",
            "date_to": "2099-01-02 08:00:00",
            "day": "2099-01-01",
            "domain": [],
            "engineer_id": case.engineer.id,
            "entry_id": case.own["ecosire.support.time.entry"].id,
            "field": "display_name",
            "field_name": "display_name",
            "field_names": fields,
            "fields": fields,
            "fields_spec": specification,
            "fields_to_export": ["display_name", "create_uid/login"],
            "full_name": "display_name",
            "fullname": "display_name",
            "group_by": "create_uid",
            "groupby": ["create_uid"],
            "grouping_sets": [["create_uid"]],
            "help_message": "x",
            "key": "0f8fad5b-d9cb-469f-a165-70867728950e",
            "least_loaded": True,
            "kind": "screen_share",
            "load": None,
            "message": "From: x@example.com\nTo: y@example.com\nSubject: x\n\nx",
            "message_dict": mail,
            "minutes": 5,
            "model": row._name,
            "msg_dict": mail,
            "name": "a",
            "new": case.own["ecosire.support.ticket"].ids,
            "new_thread": case.own["ecosire.support.ticket"].id,
            "note": "x",
            "number": case.own["ecosire.support.ticket"].number,
            "notification_type": "email",
            "operation": "read",
            "other": case.own["ecosire.support.ticket"].number,
            "parent_field": "create_uid",
            "partner_ids": partner.ids,
            "policy": "ask",
            "progress_bar": {"field": "create_uid", "colors": {}},
            "rate": 5,
            "reason": "because",
            "reference": "https://github.com/odoo/odoo/issues/1",
            "report": {
                "key": "0f8fad5b-d9cb-469f-a165-70867728950e",
                "traceback": 'File "/x/addons/sale/models/a.py", line 1, in x\nKeyError: 1',
            },
            "resolution": "It works.",
            "resource_ids": row.ids,
            "root_cause": "x",
            "shifts": {"0": ["09:00", "18:00"]},
            "source_ref": "mail.message_user_assigned",
            "specification": specification,
            "summary": "x",
            "text": "x",
            "thread_id": row.id,
            "topic": "",
            "topic_ids": [],
            "translations": {"en_US": "x"},
            "typing": True,
            "tz": "Asia/Karachi",
            "until": "2098-01-01 00:00:00",
            "update_vals": {},
            "values": vals,
            "verdict": "in_plan",
            "version": "19.0",
            "vals": vals,
            "vals_list": [vals],
            "view_id": False,
            "view_type": "form",
            "views": [[False, "list"], [False, "form"]],
        }

    def _vals(self, model):
        """Values to create or write: of a ticket what its filer may give and change."""
        case = self.case
        vals = {"name": "x"}
        if model == "ecosire.support.ticket" and not self.row:
            vals["topic_id"] = case.env.ref("ecosire_support.topic_unknown").id
        if model == "ecosire.support.license":
            vals |= {"key": "ECO-NEW1-NEW2-NEW3-NEW4", "updates_until": "2099-01-01"}
        if model == "ecosire.support.license.module":
            licence = case.own["ecosire.support.license"]
            vals |= {"license_id": licence.id, "technical_name": "sale_labels"}
        if model == "ecosire.support.slack.person":
            own = case.own[model]
            return {"slack_id": "U0OTHER", "target_id": own.target_id.id, "user_id": own.user_id.id}
        return BY_MODEL.get(model, vals)
