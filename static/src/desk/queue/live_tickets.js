import { useLiveTickets } from "../../common/live_view";

const DRAGGED = ".o_dragged";

/** Ids of the tickets that changed last: what shows them marks them for a moment. */
export const fresh = new Set();

/**
 * Call `reload` when tickets changed, and mark those that did.
 *
 * @param {() => Promise} reload
 */
export function useFreshTickets(reload) {
    useLiveTickets(
        (ids) => {
            fresh.clear();
            ids.forEach((id) => fresh.add(id));
            return reload();
        },
        { busy: () => Boolean(document.querySelector(DRAGGED)) }
    );
}
