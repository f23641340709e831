import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { lookSoon } from "../../common/look_soon";
import { serverClock } from "../../common/server_clock";

const AT_LEAST_EVERY_MS = 300_000; // somebody comes back, and nothing of a ticket changed

/** What `desk_today()` says, fetched anew when tickets change: `facts` is null until it is known. */
export const todayService = {
    dependencies: ["orm", "ecosire_support_live"],
    start(env, { orm, ecosire_support_live: live }) {
        const today = reactive({ facts: null });

        async function fetch() {
            const facts = await orm.silent.call("ecosire.support.ticket", "desk_today", []);
            serverClock.set(facts.now_ms);
            today.facts = facts;
        }

        const { hear } = lookSoon(fetch);
        live.onTickets(hear);
        browser.setInterval(() => document.hidden || fetch(), AT_LEAST_EVERY_MS);
        fetch();
        return today;
    },
};

registry.category("services").add("ecosire_support_today", todayService);
