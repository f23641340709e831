import { onWillUnmount } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { FormRenderer } from "@web/views/form/form_renderer";
import { formView } from "@web/views/form/form_view";
import { useLiveTickets } from "../common/live_view";

/**
 * A form that files nothing by itself: Odoo saves a form when one leaves it or looks at another
 * browser tab, and saving a new ticket starts a clock. What happens to a ticket meanwhile shows at
 * once, and what somebody is writing is never taken away for it.
 */
export class TicketFormController extends FormController {
    setup() {
        super.setup();
        this.notification = useService("notification");
        this.closeNotice = null; // of a change that waits to be shown
        useLiveTickets(() => this.look(), { ticketId: () => this.model.root.resId });
        onWillUnmount(() => this.closeNotice?.());
    }

    /** Shows the ticket and its thread as they are now. */
    async look() {
        const { root } = this.model;
        if (root.isNew) {
            return;
        }
        this.lookAtThread(root);
        if (await root.isDirty()) {
            return this.tellOfChange(root);
        }
        // one step of the form's own order: nothing that is typed comes in between
        await this.model.mutex.exec(() => (root.dirty ? null : root._load()));
    }

    lookAtThread({ resModel, resId }) {
        this.env.chatter.fetchThreadData = true;
        this.env.bus.trigger("MAIL:RELOAD-THREAD", { model: resModel, id: resId });
    }

    async tellOfChange(root) {
        const [now] = await this.orm.silent.read(root.resModel, [root.resId], ["write_date"]);
        if (now.write_date === serializeDateTime(root.data.write_date)) {
            return; // a message: the thread shows it
        }
        this.closeNotice?.();
        this.closeNotice = this.notification.add(
            _t("What you have written is kept. Save it or discard it, and you see what is new."),
            { title: _t("This ticket changed meanwhile"), type: "warning", sticky: true }
        );
    }

    /** Saving has read the ticket anew. */
    async onRecordSaved() {
        this.closeNotice?.();
        this.closeNotice = null;
        return super.onRecordSaved(...arguments);
    }

    async discard() {
        await super.discard(...arguments);
        if (this.closeNotice) {
            this.closeNotice();
            this.closeNotice = null;
            await this.look();
        }
    }

    get className() {
        return {
            ...super.className,
            o_ecosire_ticket_form: true,
            o_ecosire_draft: this.model.root.isNew,
        };
    }

    /** A new ticket says from which screen it is filed; the server reads only what it knows. */
    async onWillSaveRecord(record, changes) {
        const steps = this.env.services["ecosire_support.steps"];
        if (record.isNew && steps) {
            changes.environment = steps.circumstances();
        }
        return super.onWillSaveRecord(record, changes);
    }

    displayName() {
        return this.model.root.isNew ? _t("New ticket") : super.displayName();
    }

    beforeVisibilityChange() {
        if (!this.model.root.isNew) {
            return super.beforeVisibilityChange();
        }
    }

    async beforeLeave(options = {}) {
        if (!this.model.root.isNew || options.forceLeave) {
            return super.beforeLeave(options);
        }
        return this.mayLeaveDraft();
    }

    async beforeUnload(ev) {
        if (!this.model.root.isNew) {
            return super.beforeUnload(ev);
        }
        if (this.model.root.dirty) {
            ev.preventDefault();
            ev.returnValue = _t("This ticket is not filed yet.");
        }
    }

    async create() {
        if (!this.model.root.isNew) {
            return super.create();
        }
        if (await this.mayLeaveDraft()) {
            await this.model.load({ resId: false });
        }
    }

    async mayLeaveDraft() {
        if (!(await this.model.root.isDirty())) {
            return true;
        }
        return new Promise((resolve) => {
            this.dialogService.add(ConfirmationDialog, {
                title: _t("This ticket is not filed yet"),
                body: _t("ECOSIRE has not seen it. Go on writing and file it, or throw it away."),
                confirmLabel: _t("Go on writing"),
                confirm: () => resolve(false),
                cancelLabel: _t("Throw it away"),
                cancel: () => resolve(true),
                dismiss: () => resolve(false),
            });
        });
    }
}

/** Nobody can write a message on a ticket that does not exist yet. */
export class TicketFormRenderer extends FormRenderer {
    mailLayout(...args) {
        return this.props.record.isNew ? "NONE" : super.mailLayout(...args);
    }
}

registry.category("views").add("ecosire_ticket_form", {
    ...formView,
    Controller: TicketFormController,
    Renderer: TicketFormRenderer,
});
