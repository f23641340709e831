"""Who may do what with this addon, stated once. The tests compare it with what each can really do.

Whatever is not named here is expected to be denied: a new model or a new public method is red
until somebody has written down, here, who it is for.

- ``MODELS``: each of our models, and for each operation the roles whose model rights allow it
- ``ROWS``: of the rows of a model, who sees those of the client (``own``) and those of another
  company of the same database (``foreign``); models without an entry are catalogues
- ``FENCE``: all that an engineer or account lead has on models that are not ours
- ``METHODS``: each public method that our code defines, and who gets past its guard on a ticket
  (contract, …) of the client's own that a clerk has filed
"""

ENGINEER = "engineer"  # of ECOSIRE, with a grant for the client's contract
LEAD = "lead"  # ECOSIRE's account lead, with such a grant
USER = "user"  # the client's clerk, who has filed the ticket
MANAGER = "manager"  # the client's support manager
ADMIN = "admin"  # the client's IT administrator, who is no support manager
STRANGER = "stranger"  # an employee of another company in the same database
CUSTOMER = "customer"  # a customer of the client: a portal user
PUBLIC = "public"  # whoever has not logged in

ROLES = (ENGINEER, LEAD, USER, MANAGER, ADMIN, STRANGER, CUSTOMER, PUBLIC)
VENDOR = frozenset({ENGINEER, LEAD})
EMPLOYEES = frozenset({USER, MANAGER, ADMIN, STRANGER})
SUPPORT = frozenset({USER, MANAGER})
READERS = EMPLOYEES | VENDOR
NOBODY = frozenset()
OUTSIDERS = frozenset({CUSTOMER, PUBLIC})

OPERATIONS = ("read", "write", "create", "unlink")
DRAFTED = {"read": EMPLOYEES, **dict.fromkeys(("write", "create", "unlink"), {MANAGER})}

MODELS = {
    "ecosire.support.append.only": {},
    "ecosire.support.change.request": dict.fromkeys(("read", "write", "create"), {MANAGER}),
    "ecosire.support.contract": {"read": READERS},
    "ecosire.support.contract.period": {"read": {MANAGER, LEAD}},
    "ecosire.support.contract.statement": {"read": {MANAGER, LEAD}},
    "ecosire.support.contract.statement.line": {"read": {MANAGER, LEAD}},
    "ecosire.support.contract.term": {"read": READERS},
    "ecosire.support.core.bug.step": {"read": READERS},
    "ecosire.support.contract.usage": {"read": {MANAGER, LEAD}},
    "ecosire.support.emergency.change": {"read": {MANAGER, LEAD}},
    "ecosire.support.engineer": {"read": READERS},
    "ecosire.support.entitlement": {"read": READERS},
    "ecosire.support.extend": dict.fromkeys(("read", "write", "create"), {ADMIN}),
    "ecosire.support.grant": {"read": VENDOR | {MANAGER}},
    "ecosire.support.guard": {},
    "ecosire.support.handbook": {"read": VENDOR | {MANAGER}, "write": {MANAGER}},
    "ecosire.support.handbook.version": {"read": {MANAGER}},
    "ecosire.support.invite": dict.fromkeys(("read", "write", "create"), {ADMIN}),
    "ecosire.support.known.error": {},
    "ecosire.support.license": {"read": READERS, "write": {MANAGER}, "create": {MANAGER}},
    "ecosire.support.license.module": {
        "read": READERS,
        "write": {MANAGER},
        "create": {MANAGER},
        "unlink": {MANAGER},
    },
    "ecosire.support.mail.accept": dict.fromkeys(("read", "write", "create"), {MANAGER}),
    "ecosire.support.mail.intake": {"read": {MANAGER}},
    "ecosire.support.mail.seen": {},
    "ecosire.support.mail.setup": dict.fromkeys(("read", "write", "create"), {MANAGER, ADMIN}),
    "ecosire.support.notice": {},
    "ecosire.support.plan": {"read": READERS},
    "ecosire.support.plan.change": {"read": {MANAGER, LEAD}},
    "ecosire.support.reason": dict.fromkeys(("read", "write", "create"), EMPLOYEES),
    "ecosire.support.scope.sheet": {
        "read": {MANAGER, LEAD},
        "write": {MANAGER},
        "create": {MANAGER},
        "unlink": {MANAGER},
    },
    "ecosire.support.scope.sheet.credit": dict.fromkeys(OPERATIONS, {MANAGER}),
    "ecosire.support.scope.sheet.place": dict.fromkeys(OPERATIONS, {MANAGER}),
    "ecosire.support.scope.sheet.system": dict.fromkeys(OPERATIONS, {MANAGER}),
    "ecosire.support.sheet.part": {},
    "ecosire.support.sla.clock": {"read": READERS},
    "ecosire.support.sla.event": {"read": READERS},
    "ecosire.support.sla.gap": {"read": {MANAGER}},
    "ecosire.support.sla.root": {"read": {MANAGER}},
    # a manager writes those of scope sheets that are drafts: rules see to it
    "ecosire.support.sla.policy": DRAFTED,
    "ecosire.support.sla.policy.day": DRAFTED,
    "ecosire.support.snapshot": {"read": READERS},
    "ecosire.support.sighting": {"read": {MANAGER}},
    "ecosire.support.solved": {},
    "ecosire.support.statement.bill": dict.fromkeys(("read", "write", "create"), {MANAGER}),
    "ecosire.support.tag": {
        "read": READERS,
        "write": {MANAGER},
        "create": {MANAGER},
        "unlink": {MANAGER},
    },
    "ecosire.support.ticket": {"read": READERS, "write": EMPLOYEES, "create": EMPLOYEES},
    "ecosire.support.time.entry": {"read": READERS},
    "ecosire.support.topic": {"read": READERS},
    "ecosire.support.window": DRAFTED,
    "ecosire.support.window.closure": DRAFTED,
    "ecosire.support.window.line": DRAFTED,
}

ROWS = {
    "ecosire.support.contract": {"own": SUPPORT | {ADMIN} | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.contract.term": {"own": SUPPORT | {ADMIN} | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.emergency.change": {"own": {MANAGER, LEAD}, "foreign": NOBODY},
    # whom the client may ever have to do with: names, not rights
    "ecosire.support.engineer": {"own": READERS, "foreign": EMPLOYEES},
    "ecosire.support.grant": {"own": VENDOR | {MANAGER}, "foreign": NOBODY},
    "ecosire.support.license": {"own": SUPPORT | {ADMIN} | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.license.module": {"own": SUPPORT | {ADMIN} | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.handbook": {"own": VENDOR | {MANAGER}, "foreign": NOBODY},
    "ecosire.support.handbook.version": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.mail.intake": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.ticket": {"own": SUPPORT | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.contract.period": {"own": {MANAGER, LEAD}, "foreign": NOBODY},
    "ecosire.support.contract.statement": {"own": {MANAGER, LEAD}, "foreign": NOBODY},
    "ecosire.support.contract.statement.line": {"own": {MANAGER, LEAD}, "foreign": NOBODY},
    "ecosire.support.contract.usage": {"own": {MANAGER, LEAD}, "foreign": NOBODY},
    "ecosire.support.plan.change": {"own": {MANAGER, LEAD}, "foreign": NOBODY},
    "ecosire.support.scope.sheet": {"own": {MANAGER, LEAD}, "foreign": NOBODY},
    # those of a scope sheet that is a draft; those of plans are everybody's to read
    "ecosire.support.scope.sheet.credit": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.scope.sheet.place": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.scope.sheet.system": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.sla.policy": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.sla.policy.day": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.window": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.window.closure": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.window.line": {"own": {MANAGER}, "foreign": NOBODY},
    "ecosire.support.sla.clock": {"own": SUPPORT | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.sla.event": {"own": SUPPORT | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.core.bug.step": {"own": SUPPORT | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.time.entry": {"own": SUPPORT | VENDOR, "foreign": {STRANGER}},
    "ecosire.support.sighting": {"own": {MANAGER}, "foreign": NOBODY},
    # public words on a ticket, and ECOSIRE's mail never shows the client's own notes
    "mail.message": {"own": SUPPORT | VENDOR, "foreign": {STRANGER}},
}

FENCE = {
    "mail.message": {"read"},
    "mail.message.subtype": {"read"},
    "res.lang": {"read"},
    "res.partner": {"read"},
    "res.users": {"read"},
    "website": {"read"},
    "website.menu": {"read"},
}

METHODS = {
    "ecosire.support.append.only.write": NOBODY,
    "ecosire.support.contract.action_open_handbook": {MANAGER},
    "ecosire.support.change.request.action_ask": {MANAGER},
    "ecosire.support.contract.action_allow_extra": {MANAGER},
    "ecosire.support.contract.action_decide_about_extra": {MANAGER},
    "ecosire.support.contract.action_open_mine": EMPLOYEES,
    "ecosire.support.contract.action_request_change": {MANAGER},
    "ecosire.support.contract.ask_for_handbook": {LEAD},
    "ecosire.support.contract.create": NOBODY,
    "ecosire.support.contract.has_entitlement": SUPPORT | {ADMIN} | VENDOR,
    "ecosire.support.contract.request_change": {MANAGER},
    "ecosire.support.contract.set_extra_policy": {MANAGER},
    "ecosire.support.contract.name_engineer": {LEAD},
    "ecosire.support.contract.set_emergency": {MANAGER, ADMIN, LEAD},
    "ecosire.support.contract.set_mailbox": {MANAGER, ADMIN},
    "ecosire.support.contract.period.write": NOBODY,
    "ecosire.support.contract.statement.action_pdf": {MANAGER, LEAD},
    "ecosire.support.contract.statement.action_xlsx": {MANAGER, LEAD},
    "ecosire.support.contract.statement.line.write": NOBODY,
    "ecosire.support.contract.statement.link_bill": {MANAGER},
    "ecosire.support.contract.statement.unlink_bill": {MANAGER},
    "ecosire.support.contract.statement.verify": {MANAGER, LEAD},
    "ecosire.support.contract.statement.write": NOBODY,
    "ecosire.support.core.bug.step.write": NOBODY,
    "ecosire.support.contract.usage.write": NOBODY,
    "ecosire.support.emergency.change.write": NOBODY,
    "ecosire.support.engineer.action_end_access": {ADMIN, LEAD},
    "ecosire.support.extend.action_extend": {ADMIN},
    "ecosire.support.handbook.confirm_reviewed": {MANAGER},
    "ecosire.support.handbook.version.write": NOBODY,
    "ecosire.support.handbook.write": {MANAGER},
    "ecosire.support.invite.action_invite": {ADMIN},
    "ecosire.support.license.action_ask_renewal": SUPPORT | {ADMIN},
    "ecosire.support.license.create": {MANAGER},
    "ecosire.support.license.write": {MANAGER},
    "ecosire.support.license.module.create": {MANAGER},
    "ecosire.support.license.module.write": {MANAGER},
    "ecosire.support.mail.accept.action_accept": {MANAGER},
    "ecosire.support.mail.intake.accept": {MANAGER},
    "ecosire.support.mail.intake.discard": {MANAGER},
    "ecosire.support.mail.setup.action_open": {MANAGER, ADMIN},
    "ecosire.support.mail.setup.action_refresh": {MANAGER, ADMIN},
    "ecosire.support.mail.setup.action_save": {MANAGER, ADMIN},
    "ecosire.support.mail.setup.action_test": {MANAGER, ADMIN},
    "ecosire.support.notice.write": NOBODY,
    "ecosire.support.plan.change.confirm": {LEAD},
    "ecosire.support.plan.change.refuse": {LEAD},
    "ecosire.support.plan.change.withdraw": {MANAGER},
    "ecosire.support.plan.change.write": NOBODY,
    "ecosire.support.plan.compare": EMPLOYEES,
    "ecosire.support.reason.action_confirm": SUPPORT,
    "ecosire.support.scope.sheet.action_request": {MANAGER},
    "ecosire.support.scope.sheet.action_request_existing": {MANAGER},
    "ecosire.support.scope.sheet.action_withdraw": {MANAGER},
    "ecosire.support.scope.sheet.create": {MANAGER},
    "ecosire.support.scope.sheet.credit.write": {MANAGER},
    "ecosire.support.scope.sheet.fill_from_plan": {MANAGER},
    "ecosire.support.scope.sheet.place.write": {MANAGER},
    "ecosire.support.scope.sheet.prepare_renewal": {MANAGER},
    "ecosire.support.scope.sheet.system.write": {MANAGER},
    "ecosire.support.scope.sheet.write": {MANAGER},
    "ecosire.support.sheet.part.write": frozenset(ROLES),  # an abstract model: no row to write
    "ecosire.support.sla.clock.explain": SUPPORT | VENDOR,
    "ecosire.support.sla.event.write": NOBODY,
    "ecosire.support.sla.gap.write": NOBODY,
    "ecosire.support.sla.policy.day.write": {MANAGER},
    "ecosire.support.sla.policy.write": {MANAGER},
    "ecosire.support.sla.root.write": NOBODY,
    "ecosire.support.snapshot.write": NOBODY,
    "ecosire.support.statement.bill.action_link": {MANAGER},
    "ecosire.support.ticket.accept_delay": {MANAGER},
    "ecosire.support.ticket.action_ask_for_plan": {MANAGER},
    "ecosire.support.ticket.action_filed": SUPPORT,
    "ecosire.support.ticket.approve_extra": {MANAGER},
    "ecosire.support.ticket.ask_client": VENDOR,
    "ecosire.support.ticket.ask_for_quote": SUPPORT,
    "ecosire.support.ticket.assign": {LEAD},
    "ecosire.support.ticket.cancel": SUPPORT,
    "ecosire.support.ticket.clear_core_bug": VENDOR,
    "ecosire.support.ticket.confirm_core_bug": VENDOR,
    "ecosire.support.ticket.confirm_call": SUPPORT,
    "ecosire.support.ticket.confirm_defect": VENDOR,
    "ecosire.support.ticket.confirm_outage": {MANAGER, LEAD},
    "ecosire.support.ticket.confirm_resolution": SUPPORT,
    "ecosire.support.ticket.copy_data": SUPPORT | VENDOR,
    "ecosire.support.ticket.create": EMPLOYEES,
    "ecosire.support.ticket.decline_extra": {MANAGER},
    "ecosire.support.ticket.end_false_reopening": VENDOR,
    "ecosire.support.ticket.engineer_reply": VENDOR,
    "ecosire.support.ticket.escalate_core_bug": VENDOR,
    "ecosire.support.ticket.file_outage": {MANAGER, LEAD},
    "ecosire.support.ticket.fix_core_bug": VENDOR,
    "ecosire.support.ticket.log_call": VENDOR,
    "ecosire.support.ticket.log_time": VENDOR,
    "ecosire.support.sighting.write": NOBODY,
    "ecosire.support.solved.write": NOBODY,
    "ecosire.support.ticket.answer_report": EMPLOYEES,
    "ecosire.support.ticket.file_here": EMPLOYEES,
    "ecosire.support.ticket.look_before": EMPLOYEES,
    "ecosire.support.ticket.mark_duplicate": VENDOR,
    "ecosire.support.ticket.message_new": EMPLOYEES,
    "ecosire.support.ticket.message_post": SUPPORT,
    "ecosire.support.ticket.message_subscribe": SUPPORT,
    "ecosire.support.ticket.message_unsubscribe": SUPPORT,
    "ecosire.support.ticket.my_support": EMPLOYEES,
    "ecosire.support.ticket.object_to_severity": SUPPORT,
    "ecosire.support.ticket.questions_here": EMPLOYEES,
    "ecosire.support.ticket.refuse_call": SUPPORT,
    "ecosire.support.ticket.refuse_outage": {MANAGER, LEAD},
    "ecosire.support.ticket.reopen": SUPPORT,
    "ecosire.support.ticket.reopen_report": EMPLOYEES,
    "ecosire.support.ticket.report_error": EMPLOYEES,
    "ecosire.support.ticket.resolve": VENDOR,
    "ecosire.support.ticket.resume": VENDOR,
    "ecosire.support.ticket.set_severity": VENDOR,
    "ecosire.support.ticket.settle_scope": VENDOR,
    "ecosire.support.ticket.suspect_core_bug": VENDOR,
    "ecosire.support.ticket.share_values": EMPLOYEES,
    "ecosire.support.ticket.solved_by": EMPLOYEES,
    "ecosire.support.ticket.submit": EMPLOYEES,
    "ecosire.support.ticket.take": VENDOR,
    "ecosire.support.ticket.treat_as_covered": VENDOR,
    "ecosire.support.ticket.void_time": VENDOR,
    "ecosire.support.ticket.wait_for_vendor": VENDOR,
    "ecosire.support.ticket.why_this_deadline": SUPPORT | VENDOR,
    "ecosire.support.ticket.work_around_core_bug": VENDOR,
    "ecosire.support.ticket.write": SUPPORT,
    "ecosire.support.time.entry.write": NOBODY,
    "ecosire.support.window.closure.write": {MANAGER},
    "ecosire.support.window.line.write": {MANAGER},
    "ecosire.support.window.write": {MANAGER},
}

# rows that refuse every change in words (a UserError), whoever asks, not by a missing right
NEVER = frozenset(name for name, roles in METHODS.items() if not roles and name.endswith(".write"))

# routes that a logged-in engineer reaches; every other one of the routing map does not exist
ROUTES = frozenset(
    {
        "/bus/websocket_worker_bundle",
        "/logo",
        "/logo.png",
        "/my",
        "/my/counters",
        "/my/home",
        "/my/security",
        "/my/support",
        "/my/support/contract/<string:code>/engineer",
        "/my/support/handbook/<string:key>",
        "/my/support/changes",
        "/my/support/changes/<int:change_id>",
        "/my/support/changes/<int:change_id>/<string:action>",
        "/my/support/outage/new",
        "/my/support/page/<int:page>",
        "/my/support/statement/<string:number>/<string:form>",
        "/my/support/statements",
        "/my/support/team",
        "/my/support/team/<int:engineer_id>/end",
        "/my/support/ticket/<string:number>",
        "/my/support/ticket/<string:number>/<string:action>",
        "/my/support/ticket/<string:number>/file/<string:key>/<string:name>",
        "/web/assets/<string:unique>/<string:filename>",
        "/web/binary/company_logo",
        "/web/bundle/<string:bundle_name>",
        "/web/login",
        "/web/login/totp",
        "/web/login_successful",
        "/web/reset_password",
        "/web/session/get_lang_list",
        "/web/session/get_session_info",
        "/web/session/logout",
        "/web/signup",
        "/web/webclient/translations",
        "/website/translations",
        "/websocket",
        "/websocket/health",
        "/websocket/on_closed",
        "/websocket/peek_notifications",
        "/websocket/update_bus_presence",
    }
)


def allowed(model, operation, role):
    """Whether the model rights of ``role`` are expected to allow ``operation`` on ``model``."""
    if model.startswith("ecosire.support."):
        return role in MODELS.get(model, {}).get(operation, NOBODY)
    return role in VENDOR and operation in FENCE.get(model, ())
