import { onWillUnmount, useEffect, useExternalListener } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

/** Several things that happen to a ticket in one moment are one look. */
const TOGETHER_MS = 250;
/** Whoever drags a card or ticks rows is not disturbed: the look comes when they are done. */
const AGAIN_MS = 2000;

/**
 * Looks again soon after a ticket changed, and only on a screen that somebody sees.
 *
 * @param {(ids: Set<number>) => Promise} look reads what is shown anew; given which tickets it heard
 *      of since the last look
 * @param {Object} [options]
 * @param {() => number | false} [options.ticketId] one ticket, or false as long as there is none;
 *      without it all tickets the user hears of
 * @param {() => boolean} [options.busy] whether looking would disturb just now
 */
export function useLiveTickets(look, { ticketId, busy = () => false } = {}) {
    const live = useService("ecosire_support_live");
    const heard = new Set();
    let timer = null;
    let gone = false;
    let looking = false;
    let stale = false;

    function soon(delay = TOGETHER_MS) {
        browser.clearTimeout(timer);
        timer = browser.setTimeout(run, delay);
    }

    async function run() {
        stale = document.hidden || looking;
        if (stale) {
            return;
        }
        if (busy()) {
            soon(AGAIN_MS);
            return;
        }
        looking = true;
        const ids = new Set(heard);
        heard.clear();
        try {
            await look(ids);
        } finally {
            looking = false;
            if (stale && !gone) {
                soon();
            }
        }
    }

    function hear(ids) {
        ids?.forEach((id) => heard.add(id));
        soon();
    }

    useExternalListener(document, "visibilitychange", () => stale && soon());
    useEffect(
        (id) => {
            if (id === false) {
                return;
            }
            return id ? live.onTicket(id, hear) : live.onTickets(hear);
        },
        () => [ticketId ? ticketId() : null]
    );
    onWillUnmount(() => {
        gone = true;
        browser.clearTimeout(timer);
    });
}
