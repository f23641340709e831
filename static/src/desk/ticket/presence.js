import { onMounted, onWillUnmount, useExternalListener, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

const EVERY_MS = 20_000;

/**
 * Colleagues who have the same ticket open see each other, as long as they look at it: at once
 * where the live service hears of it, else every 20 seconds.
 *
 * @returns {{others: Object[], typing: Function}}
 */
export function usePresence(model, id) {
    const orm = useService("orm");
    const live = useService("ecosire_support_live");
    const presence = useState({ others: [] });
    let timer = null;
    let end = () => {};
    let typed = false;

    async function stay() {
        if (document.hidden) {
            return;
        }
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

    useExternalListener(document, "visibilitychange", stay);
    onMounted(() => {
        stay();
        end = live.onHere(id, stay);
        timer = browser.setInterval(stay, EVERY_MS);
    });
    onWillUnmount(() => {
        browser.clearInterval(timer);
        end();
        orm.silent.call(model, "leave", [[id]]).catch(() => {});
    });

    return Object.assign(presence, {
        typing() {
            const first = !typed;
            typed = true;
            return first && stay();
        },
    });
}
