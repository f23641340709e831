import { registry } from "@web/core/registry";
import { utils } from "@web/core/ui/ui_service";
import { SearchModel } from "@web/search/search_model";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { isSearching, useLiveTickets } from "./live_view";

/** A phone shows one column of a board at a time: there the cards stand in one list instead. */
export class TicketKanbanSearchModel extends SearchModel {
    async load(config) {
        const { defaultGroupBy, ...rest } = config;
        return super.load(utils.isSmall() ? rest : { ...rest, defaultGroupBy });
    }
}

/** A board that is always as it is now; a card in somebody's hand is let down first. */
export class TicketKanbanController extends KanbanController {
    setup() {
        super.setup();
        useLiveTickets(() => this.model.load(), {
            busy: () => Boolean(this.rootRef.el?.querySelector(".o_dragged")) || isSearching(this),
        });
    }
}

registry.category("views").add("ecosire_ticket_kanban", {
    ...kanbanView,
    Controller: TicketKanbanController,
    SearchModel: TicketKanbanSearchModel,
});
