"""The distributor, its people and its contract: made once, found again at later starts."""

import base64
from pathlib import Path

from odoo import fields, models

CLIENT_TZ = "Europe/Amsterdam"
STAFF = {
    # key and login: name, address, groups
    "clerk": ("Sanne de Vries", "sanne.devries", ()),
    "finance": ("Joost Bakker", "joost.bakker", ()),
    "sales": ("Fatima El Amrani", "fatima.elamrani", ()),
    "manager": ("Pieter van Dijk", "pieter.vandijk", ("ecosire_support.group_manager",)),
}
ENGINEERS = {
    # key and login: name, address, role
    "engineer": ("Amina Khan", "amina.khan", "engineer"),
    "lead": ("Bilal Raza", "bilal.raza", "lead"),
    "colleague": ("Hamza Sheikh", "hamza.sheikh", "engineer"),
}
ADMIN = "Daan Visser"
CODE = "DELTA"
# the department that stands on a colleague's tickets, with its colour
TAGS = {
    "clerk": ("Warehouse", 4),
    "finance": ("Finance", 10),
    "sales": ("Sales", 2),
    "manager": ("IT", 8),
    "admin": ("IT", 8),
    "night": ("Cold store", 6),
}
COMPANY = {
    "name": "Delta Distribution",
    "street": "Waalhaven Oostzijde 85",
    "zip": "3087 BM",
    "city": "Rotterdam",
    "phone": "+31 10 555 01 85",
    "email": "info@delta-distribution.example",
    "website": "https://delta-distribution.example",
}


def have_company(env):
    """The database's first company becomes the distributor."""
    company = env.ref("base.main_company")
    if company.name != COMPANY["name"]:
        company.logo = base64.b64encode(Path(__file__).with_name("logo.png").read_bytes())
    set_differing(company, {**COMPANY, "country_id": env.ref("base.nl").id})
    return company


def have_staff(env, company):
    """The client's people by their keys, the administrator among them."""
    people = {
        login: have_employee(env, company, login, person, CLIENT_TZ)
        for login, person in STAFF.items()
    }
    people["admin"] = env.ref("base.user_admin")
    _introduce(people["admin"], "admin", ADMIN, "daan.visser@delta-distribution.example", CLIENT_TZ)
    _quieten(people["admin"])
    return people


def have_employee(env, company, login, person, tz):
    """A user of ``company``.

    :param person: name, address before the @, groups besides that of every employee
    """
    name, address, groups = person
    users = env["res.users"].with_context(active_test=False, no_reset_password=True)
    user = users.search([("login", "=", login)]) or users.create(
        {
            "name": name,
            "login": login,
            "company_id": company.id,
            "company_ids": [fields.Command.set(company.ids)],
            "group_ids": [
                fields.Command.set([env.ref(one).id for one in ("base.group_user", *groups)])
            ],
        }
    )
    _introduce(user, login, name, f"{address}@delta-distribution.example", tz)
    _quieten(user)
    return user


def _quieten(user):
    """In Odoo's inbox, so that nobody is notified by mail."""
    set_differing(user, {"notification_type": "inbox"})
    if "odoobot_state" in user._fields:
        # its greeting at the first login covers the whole of a phone
        set_differing(user, {"odoobot_state": "disabled"})


def have_tags(env):
    """The tag of each of the client's people, by their keys."""
    tags = env["ecosire.support.tag"]
    return {
        key: tags.search([("name", "=", name)]) or tags.create({"name": name, "color": color})
        for key, (name, color) in TAGS.items()
    }


def have_engineers(env, contracts, begin, end):
    """ECOSIRE's people by their keys, each with access to all from ``begin`` to ``end``.

    Whoever else was invited while the demo was played with is removed, and can be invited again.
    """
    engineers = env["ecosire.support.engineer"].with_context(active_test=False)
    env["ecosire.support.grant"].search([]).unlink()
    _remove(engineers.search([("user_id.login", "not in", list(ENGINEERS))]))
    people = {}
    for login, (name, address, role) in ENGINEERS.items():
        email = f"{address}@ecosire.example"
        engineer = engineers.search([("user_id.login", "=", login)])
        if not engineer:
            engineer = engineers._invite(name, email, role, contracts.browse(), begin, end)
        user = engineer.user_id.with_context(active_test=False)
        # the access may have been ended while the demo was played with
        set_differing(user, {"active": True})
        set_differing(user.partner_id, {"active": True})
        set_differing(engineer, {"active": True})
        _introduce(user, login, name, email, "Asia/Karachi")
        env["ecosire.support.grant"].create(
            [
                {
                    "engineer_id": engineer.id,
                    "contract_id": contract.id,
                    "date_from": begin,
                    "date_to": end,
                    "granted_by": ADMIN,
                }
                for contract in contracts
            ]
        )
        people[login] = user
    return people


def _remove(engineers):
    users = engineers.user_id.with_context(active_test=False)
    partners = users.partner_id
    engineers.unlink()
    users.unlink()
    partners.unlink()


def set_differing(record, values):
    """Write only what is not so already: the product logs, mails and clears caches otherwise."""
    changed = {}
    for name, value in values.items():
        present = record[name]
        if (present.id if isinstance(present, models.BaseModel) else present) != value:
            changed[name] = value
    if changed:
        record.write(changed)


def _introduce(user, login, name, email, tz):
    """Name, address and login. The login not by ``write``: that mails a security notice."""
    set_differing(user, {"tz": tz, "lang": "en_US"})
    set_differing(user.partner_id, {"name": name, "email": email})
    if user.login != login:
        user.env.flush_all()
        user.env.cr.execute("UPDATE res_users SET login = %s WHERE id = %s", (login, user.id))
        user.invalidate_recordset(["login"])
    if not user.login_date:
        # at a first login Odoo takes the browser's zone in place of the user's own
        # sudo: res.users.log - written by Odoo itself, in the name of whoever logs in
        user.env["res.users.log"].with_user(user).sudo().create({})
        user.invalidate_recordset(["login_date"])
