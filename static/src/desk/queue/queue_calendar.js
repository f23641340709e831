import { registry } from "@web/core/registry";
import { CalendarController } from "@web/views/calendar/calendar_controller";
import { calendarView } from "@web/views/calendar/calendar_view";
import { useFreshTickets } from "./live_tickets";

/** When answers are due; a deadline is moved by nobody's hand. */
export class QueueCalendarController extends CalendarController {
    setup() {
        super.setup();
        useFreshTickets(() => this.model.load());
    }
}

registry.category("views").add("ecosire_desk_calendar", {
    ...calendarView,
    Controller: QueueCalendarController,
});
