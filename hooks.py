"""What Odoo leaves behind at uninstall by itself."""


def uninstall_hook(env):
    """End the engineers' access, and delete the number sequences made for contracts.

    Without their group the engineers would become ordinary portal users of the client.
    """
    for engineer in env["ecosire.support.engineer"].search([]):
        engineer._end_access(env.user.name)
    contracts = env["ecosire.support.contract"].search([])
    sequences = contracts.sequence_id
    contracts.write({"sequence_id": False})
    sequences.unlink()
    env.flush_all()
    # what refers to plans goes first, else Odoo logs each plan it cannot delete as an error
    env.cr.execute("TRUNCATE ecosire_support_contract_term CASCADE")
    env.invalidate_all()
