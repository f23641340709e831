import { registry } from "@web/core/registry";
import { pivotView } from "@web/views/pivot/pivot_view";

/** The queue in numbers; without the download, whose route is not open to engineers. */
registry.category("views").add("ecosire_desk_pivot", {
    ...pivotView,
    buttonTemplate: "ecosire_support.QueuePivot.Buttons",
});
