import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { serverClock } from "../common/server_clock";
import { fill, words } from "./words";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const SHOW_SECONDS_BELOW = 10 * MINUTE;
const SHOW_DAYS_FROM = 48 * HOUR;

/** Keeps one deadline badge true: time left, then at risk, then missed. */
export class Countdown extends Interaction {
    static selector = ".o_es_due[data-deadline]";

    setup() {
        this.words = words(this.el);
        this.deadline = Number(this.el.dataset.deadline);
        this.risk = Number(this.el.dataset.risk);
        this.isAim = Boolean(this.el.dataset.aim);
        serverClock.start(Number(this.el.dataset.now));
    }

    start() {
        this.show();
        const timer = setInterval(() => this.show(), 1000);
        this.registerCleanup(() => clearInterval(timer));
    }

    show() {
        const now = serverClock.now();
        const left = Math.floor((this.deadline - now) / 1000);
        const level = left < 0 ? "missed" : now >= this.risk ? "risk" : "running";
        const pattern = left >= 0 ? "left" : this.isAim ? "aim" : "late";
        const text = this.words[pattern].replace("{}", this.span(Math.abs(left), left >= 0));
        this.say(".o_es_due_word", this.word(level));
        this.say(".o_es_due_text", text);
        for (const other of ["running", "risk", "missed"]) {
            this.el.classList.toggle(`o_es_due_${other}`, other === level);
        }
    }

    word(level) {
        if (level === "risk") {
            return this.words.risk;
        }
        return level === "missed" && !this.isAim ? this.words.missed : "";
    }

    /** Only what changed is written, so that a screen reader is not made to look each second. */
    say(selector, text) {
        const target = this.el.querySelector(selector);
        if (target.textContent !== text) {
            target.textContent = text;
        }
    }

    span(seconds, withSeconds) {
        const two = (number) => String(number).padStart(2, "0");
        const minutes = Math.floor(seconds / MINUTE);
        if (withSeconds && seconds < SHOW_SECONDS_BELOW) {
            return fill(this.words.seconds, minutes, two(seconds % MINUTE));
        }
        if (seconds < HOUR) {
            return fill(this.words.minutes, minutes);
        }
        const hours = Math.floor(seconds / HOUR);
        if (seconds < SHOW_DAYS_FROM) {
            return fill(this.words.hours, hours, two(minutes % 60));
        }
        return fill(this.words.days, Math.floor(hours / 24), hours % 24);
    }
}

registry.category("public.interactions").add("ecosire_support.countdown", Countdown);
