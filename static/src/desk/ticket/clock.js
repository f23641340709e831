import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

const EVERY = 1000;
const clock = reactive({ now: Date.now() });
let offset = 0;
let timer = null;

/** The server's time in milliseconds, second by second, whatever this computer's clock says. */
export function serverClock() {
    if (timer === null) {
        timer = browser.setInterval(tick, EVERY);
    }
    return clock;
}

/** What the server said the time was, the moment it said so. */
export function setServerTime(milliseconds) {
    offset = milliseconds - Date.now();
    tick();
}

function tick() {
    clock.now = Date.now() + offset;
}
