import { rpc } from "@web/core/network/rpc";
import { user } from "@web/core/user";
import { session } from "@web/session";

const MODEL = "ecosire.support.ticket";

/** Whether the person may file tickets, and how ECOSIRE is reached without this Odoo. */
export const support = session.ecosire_support || { may_file: false, ways: [] };

/**
 * Call a public method of the ticket. Without services: an error dialog must work where some of
 * them have failed.
 */
export function callTicket(method, ...args) {
    const params = { model: MODEL, method, args, kwargs: { context: user.context } };
    return rpc(`/web/dataset/call_kw/${MODEL}/${method}`, params, { silent: true });
}
