import { Component, xml } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { DeskTicket } from "./ticket";

/** Odoo's form view lends its breadcrumbs, pager and address; what is below them is ours. */
class DeskTicketRenderer extends Component {
    static template = "ecosire_support.DeskTicketRenderer";
    static components = { DeskTicket };
    static props = ["record", "*"];
}

class Nothing extends Component {
    static template = xml``;
    static props = ["*"];
}

class DeskTicketController extends FormController {
    /** Engineers have no menu of actions here: what they do stands on the ticket itself. */
    static components = { ...FormController.components, CogMenu: Nothing };

    /** The title stands on the ticket itself: above it there is room for the number. */
    displayName() {
        return this.model.root.data.number;
    }
}

registry.category("views").add("ecosire_desk_ticket", {
    ...formView,
    Controller: DeskTicketController,
    Renderer: DeskTicketRenderer,
});
