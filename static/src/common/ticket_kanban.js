import { registry } from "@web/core/registry";
import { utils } from "@web/core/ui/ui_service";
import { SearchModel } from "@web/search/search_model";
import { kanbanView } from "@web/views/kanban/kanban_view";

/** A phone shows one column of a board at a time: there the cards stand in one list instead. */
export class TicketKanbanSearchModel extends SearchModel {
    async load(config) {
        const { defaultGroupBy, ...rest } = config;
        return super.load(utils.isSmall() ? rest : { ...rest, defaultGroupBy });
    }
}

registry.category("views").add("ecosire_ticket_kanban", {
    ...kanbanView,
    SearchModel: TicketKanbanSearchModel,
});
