import { onMounted, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

const EVERY = 20_000;

/**
 * Colleagues who have the same ticket open see each other.
 *
 * @param {Object} live the service that hears of it at once; without it, every 20 seconds
 * @returns {{others: Object[], typing: Function, look: Function}}
 */
export function usePresence(orm, model, id, live) {
    const presence = useState({ others: [] });
    let timer = null;
    let end = () => {};
    let typed = false;

    async function stay() {
        const typing = typed;
        typed = false;
        try {
            const { others } = await orm.silent.call(model, "stay", [[id], typing]);
            presence.others = others;
        } catch {
            // offline or logged out: what one does next says so
            presence.others = [];
        }
    }

    onMounted(() => {
        stay();
        end = live.onHere(id, stay);
        timer = browser.setInterval(() => document.hidden || stay(), EVERY);
    });
    onWillUnmount(() => {
        browser.clearInterval(timer);
        end();
        orm.silent.call(model, "leave", [[id]]).catch(() => {});
    });

    return Object.assign(presence, {
        look: stay,
        typing() {
            const first = !typed;
            typed = true;
            return first && stay();
        },
    });
}
