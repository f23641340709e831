import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { QueueKanbanRenderer, queueKanbanView } from "../queue/queue_kanban";
import { desk } from "../shell/places";

/** The queue, with nobody, stands open from the start: from there most cards are taken. */
class AssignmentModel extends queueKanbanView.Model {
    async load(...args) {
        await super.load(...args);
        const queue = this.root.groups?.find((group) => !group.value);
        if (queue?.isFolded && !this.hasOpenedQueue) {
            this.hasOpenedQueue = true;
            await queue.toggle();
        }
    }
}

/**
 * Who has what. A card that is dropped on somebody is handed over by the same action as anywhere;
 * what that refuses is said in words, and the card goes back.
 */
class AssignmentRenderer extends QueueKanbanRenderer {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.notification = useService("notification");
    }

    /** The field is nobody's to write: moving a card is an action, for leads alone. */
    get canMoveRecords() {
        return desk.is_lead && this.props.list.groupByField?.name === "engineer_id";
    }

    async sortRecordDrop(recordId, groupId, { parent }) {
        const { groups, model } = this.props.list;
        const from = groups.find((group) => group.id === groupId);
        const to = groups.find((group) => group.id === parent?.dataset.id);
        const record = from?.list.records.find((one) => one.id === recordId);
        if (!record || !to) {
            // it was fetched anew between grip and drop: what was meant is not guessed
            this.notification.add(_t("The board changed just then. Please move the card again."), {
                type: "warning",
            });
            return;
        }
        if (to === from) {
            return;
        }
        try {
            await this.orm.call("ecosire.support.ticket", "assign", [[record.resId], to.value]);
            const who = to.value ? to.displayName : _t("nobody");
            this.notification.add(
                _t("%(number)s is with %(who)s now.", { number: record.data.number, who }),
                { type: "success" }
            );
        } finally {
            await model.load();
        }
    }
}

registry.category("views").add("ecosire_desk_assignment", {
    ...queueKanbanView,
    Model: AssignmentModel,
    Renderer: AssignmentRenderer,
});
