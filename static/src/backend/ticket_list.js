import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { isSearching, useLiveTickets } from "../common/live_view";

/** A list of tickets that is always as it is now; ticked rows stay ticked until one is done. */
export class TicketListController extends ListController {
    setup() {
        super.setup();
        useLiveTickets(() => this.model.load(), {
            busy: () => this.model.root.selection.length > 0 || isSearching(this),
        });
    }
}

registry.category("views").add("ecosire_ticket_list", {
    ...listView,
    Controller: TicketListController,
});
