import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";
import { fresh, useFreshTickets } from "./live_tickets";

/** The queue as a list: nothing is written in it, so there is nothing to select. */
export class QueueListController extends ListController {
    setup() {
        super.setup();
        useFreshTickets(() => this.model.load());
    }
}

export class QueueListRenderer extends ListRenderer {
    getRowClass(record) {
        const mark = fresh.has(record.resId) ? " o_es_row o_es_fresh" : " o_es_row";
        return super.getRowClass(record) + mark;
    }
}

registry.category("views").add("ecosire_desk_list", {
    ...listView,
    Controller: QueueListController,
    Renderer: QueueListRenderer,
    props(genericProps, view) {
        return { ...listView.props(genericProps, view), allowSelectors: false };
    },
});
