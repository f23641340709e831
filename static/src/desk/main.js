import { user } from "@web/core/user";
import { startWebClient } from "@web/start";
import { Desk } from "./shell/desk";

const { IANAZone, Settings } = luxon;

// "your time" on a ticket is that of the engineer's login: the calendar and all else agree with it,
// whatever zone the computer is set to
if (user.tz && IANAZone.isValidZone(user.tz)) {
    Settings.defaultZone = user.tz;
}
startWebClient(Desk);
