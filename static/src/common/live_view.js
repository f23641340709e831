import { onWillUnmount, toRaw, useEffect } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { lookSoon } from "./look_soon";

/**
 * Keeps a screen true: see `lookSoon`.
 *
 * @param {(ids: Set<number>) => Promise} look
 * @param {Object} [options]
 * @param {() => number | false} [options.ticketId] one ticket, or false as long as there is none;
 *      without it all tickets the user hears of
 * @param {() => boolean} [options.busy]
 */
export function useLiveTickets(look, { ticketId, busy } = {}) {
    const live = useService("ecosire_support_live");
    const { hear, end } = lookSoon(look, busy);
    useEffect(
        (id) => {
            if (id === false) {
                return;
            }
            return id ? live.onTicket(id, hear) : live.onTickets(hear);
        },
        () => [ticketId ? ticketId() : null]
    );
    onWillUnmount(end);
}

/**
 * Whether a view is just fetching what somebody has searched for: to look again by what it shows
 * now would take that search back.
 */
export function isSearching({ model, props }) {
    return Boolean(model.config) && toRaw(model.config.domain) !== toRaw(props.domain);
}
