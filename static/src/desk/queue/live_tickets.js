import { onMounted, onWillUnmount } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { debounce } from "@web/core/utils/timing";

const DRAGGED = ".o_dragged";
const TOGETHER_MS = 300; // what comes within this is fetched at once

/** Ids of the tickets that changed last: what shows them marks them for a moment. */
export const fresh = new Set();

/**
 * Call `reload` when tickets changed, in which what is on the screen is fetched anew.
 *
 * @param {() => Promise} reload
 */
export function useLiveTickets(reload) {
    const live = useService("ecosire_support_live");
    const heard = new Set();
    let isGone = false;
    let end;

    const fetchAnew = debounce(async () => {
        if (isGone) {
            return;
        }
        if (document.querySelector(DRAGGED)) {
            fetchAnew(); // what is held in the hand is not pulled away
            return;
        }
        fresh.clear();
        heard.forEach((id) => fresh.add(id));
        heard.clear();
        await reload();
    }, TOGETHER_MS);

    onMounted(() => {
        end = live.onTickets((ids) => {
            ids?.forEach((id) => heard.add(id));
            fetchAnew();
        });
    });
    onWillUnmount(() => {
        isGone = true;
        fetchAnew.cancel();
        end();
    });
}
