import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";
import { keptFresh, rowClass } from "./live_tickets";

class QueueListRenderer extends ListRenderer {
    getRowClass(record) {
        return super.getRowClass(record) + rowClass(record.resId);
    }
}

/** The queue as a list: nothing is written in it, so there is nothing to select. */
registry.category("views").add("ecosire_desk_list", {
    ...listView,
    Controller: keptFresh(ListController),
    Renderer: QueueListRenderer,
    props(genericProps, view) {
        return { ...listView.props(genericProps, view), allowSelectors: false };
    },
});
