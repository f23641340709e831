import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { uuid } from "@web/core/utils/strings";
import { callTicket, support } from "./call";
import { forget, remember } from "./unsent";

const HAND_TEXT = 6000; // characters; more does not fit into a mail that a person sends

/**
 * An error on its way to ECOSIRE. `phase` is offer, sending, sent or failed; what was told by the
 * server stands in `told`. The key names this report, so that it is kept once however often sent.
 */
export class ErrorReport {
    /** @param {Function} read gives message, traceback and environment, once it is asked for */
    constructor(read) {
        this.read = read;
        this.key = uuid();
        this.phase = "offer";
        this.told = null;
        this.problem = "";
        this.offline = false;
        this.shared = false;
    }

    get error() {
        return this.read();
    }

    get offered() {
        return support.may_file;
    }

    async send(more = {}) {
        if (this.phase === "sending") {
            return;
        }
        this.phase = "sending";
        const report = { key: this.key, ...this.error, ...more };
        remember(report);
        await this.attempt(() => callTicket("report_error", report));
        if (this.phase === "sent") {
            forget(this.key);
        }
    }

    /** A ticket of its own, although one about the same error is resolved. */
    async sendAnew() {
        this.key = uuid();
        await this.send({ anew: true });
    }

    answer(answers) {
        return this.attempt(() => callTicket("answer_report", this.key, answers));
    }

    reopen() {
        return this.attempt(() => callTicket("reopen_report", this.key));
    }

    async share() {
        await this.attempt(async () => {
            this.shared = await callTicket("share_values", this.key);
            return this.told;
        });
    }

    /** Do it, and say in words what came of it; our own failure must not raise a second dialog. */
    async attempt(work) {
        this.problem = "";
        try {
            this.told = await work();
            this.phase = "sent";
            this.offline = false;
        } catch (error) {
            this.offline = error instanceof ConnectionLostError;
            this.problem = this.offline
                ? _t("Odoo cannot be reached now, so nothing was sent yet.")
                : error.data?.message || _t("It could not be sent: %s", error.message);
            this.phase = this.told ? "sent" : "failed";
        }
    }

    /** What a person can send by hand. */
    get handText() {
        const { message, traceback, environment } = this.error;
        const head = [message, environment?.page, new Date().toISOString()].filter(Boolean);
        return [...head, "", traceback.slice(-HAND_TEXT)].join("\n");
    }

    get mailLink() {
        const way = support.ways.find((one) => one.link.startsWith("mailto:"));
        return way ? way.link : "";
    }
}
