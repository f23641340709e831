import { isSearching, useLiveTickets } from "../../common/live_view";

const DRAGGED = ".o_dragged";

/** Ids of the tickets that changed last: what shows them marks them for a moment. */
const fresh = new Set();

/** The classes of a row or a card. */
export function rowClass(resId) {
    return fresh.has(resId) ? " o_es_row o_es_fresh" : " o_es_row";
}

/** The controller of a view of tickets, one that reads them anew when some changed. */
export function keptFresh(Controller) {
    return class extends Controller {
        setup() {
            super.setup();
            useLiveTickets(
                (ids) => {
                    fresh.clear();
                    ids.forEach((id) => fresh.add(id));
                    return this.model.load();
                },
                { busy: () => Boolean(document.querySelector(DRAGGED)) || isSearching(this) }
            );
        }
    };
}
