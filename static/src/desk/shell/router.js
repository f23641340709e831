import { browser } from "@web/core/browser/browser";
import { router, startUrl } from "@web/core/browser/router";
import { patch } from "@web/core/utils/patch";
import { session } from "@web/session";

export const DESK = `${session.ecosire_support.home}/desk`;
/** Paths of actions are unique in a database: ours carry this before them, addresses do not. */
const PREFIX = "ecosire-desk-";

/** `/my/support/desk/queue/7` is to the web client what `/odoo/ecosire-desk-queue/7` is. */
patch(router, {
    stateToUrl(state) {
        const url = super.stateToUrl(state);
        return url.replace(`/${startUrl()}`, DESK).replaceAll(`/${PREFIX}`, "/");
    },
    urlToState(url) {
        if (url.pathname === DESK || url.pathname.startsWith(`${DESK}/`)) {
            const parts = url.pathname.slice(DESK.length).split("/").filter(Boolean);
            url.pathname = ["/odoo", ...parts.map(toPart)].join("/");
        }
        return super.urlToState(url);
    },
});

function toPart(part) {
    return /^[a-z][a-z-]*$/.test(part) && part !== "new" ? PREFIX + part : part;
}

// the address was read before this patch was there
router.replaceState(router.urlToState(new URL(browser.location)), { sync: true });
