import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { KanbanRecord } from "@web/views/kanban/kanban_record";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { TicketKanbanSearchModel } from "../../common/ticket_kanban";
import { keptFresh, rowClass } from "./live_tickets";

class QueueKanbanRecord extends KanbanRecord {
    getRecordClasses() {
        return super.getRecordClasses() + rowClass(this.props.record.resId);
    }
}

export class QueueKanbanRenderer extends KanbanRenderer {
    static components = { ...KanbanRenderer.components, KanbanRecord: QueueKanbanRecord };
}

export const queueKanbanView = {
    ...kanbanView,
    Controller: keptFresh(KanbanController),
    Renderer: QueueKanbanRenderer,
    SearchModel: TicketKanbanSearchModel,
};

registry.category("views").add("ecosire_desk_kanban", queueKanbanView);
