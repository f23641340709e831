import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { KanbanRecord } from "@web/views/kanban/kanban_record";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { TicketKanbanSearchModel } from "../../common/ticket_kanban";
import { fresh, useFreshTickets } from "./live_tickets";

export class QueueKanbanController extends KanbanController {
    setup() {
        super.setup();
        useFreshTickets(() => this.model.load());
    }
}

export class QueueKanbanRecord extends KanbanRecord {
    getRecordClasses() {
        const mark = fresh.has(this.props.record.resId) ? " o_es_row o_es_fresh" : " o_es_row";
        return super.getRecordClasses() + mark;
    }
}

export class QueueKanbanRenderer extends KanbanRenderer {
    static components = { ...KanbanRenderer.components, KanbanRecord: QueueKanbanRecord };
}

export const queueKanbanView = {
    ...kanbanView,
    Controller: QueueKanbanController,
    Renderer: QueueKanbanRenderer,
    SearchModel: TicketKanbanSearchModel,
};

registry.category("views").add("ecosire_desk_kanban", queueKanbanView);
