"""The distributor's contract: Included at first, Standard since four months."""

from .people import CODE

FIRST_NUMBER = 1001


def have_contract(env, company, calendar):
    """The contract, its terms set around the calendar's present billing period.

    :return: (contract, the naive start of its first term)
    """
    contract = as_new(env["ecosire.support.contract"]._in_force(company), CODE, calendar)
    begin = calendar.months_before(14).replace(tzinfo=None)
    standard = calendar.months_before(4).replace(tzinfo=None)
    for plan, start in (("plan_included", begin), ("plan_standard", standard)):
        contract._open_term(env.ref(f"ecosire_support.{plan}"), start, recorded_at=start)
    return contract, begin


def as_new(contract, code, calendar):
    """``contract`` under its number, with nobody named and no ticket numbered yet."""
    contract.write(
        {
            "name": f"Support contract of {contract.company_ids[:1].name}",
            "code": code,
            "anchor_day": calendar.anchor_day,
            "engineer_id": False,
            "backup_engineer_id": False,
        }
    )
    contract.sequence_id.write(
        {"prefix": f"{code}-", "number_next": FIRST_NUMBER, "name": f"ECOSIRE Support {code}"}
    )
    return contract
