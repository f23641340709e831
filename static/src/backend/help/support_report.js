import { Component, useState } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { _t } from "@web/core/l10n/translation";
import { support } from "./call";
import { LikeTickets } from "./like_tickets";
import { SupportTold } from "./support_told";

/** What became of an error that was sent, and the two questions that set its severity. */
export class SupportReport extends Component {
    static template = "ecosire_support.SupportReport";
    static components = { CopyButton, LikeTickets, SupportTold };
    static props = { report: Object };

    setup() {
        this.report = useState(this.props.report);
        this.answers = useState({ impact: "", workaround: "", data_loss: false });
        this.state = useState({ busy: false });
        this.ways = support.ways;
        this.copied = _t("Copied");
    }

    get told() {
        return this.report.told;
    }

    get asks() {
        return this.told?.can_answer;
    }

    get mayShare() {
        return this.told?.status === "filed" && this.told.can_share && !this.report.shared;
    }

    async answer() {
        const { impact, workaround, data_loss } = this.answers;
        const answers = { impact, data_loss: data_loss ? "risk" : "none" };
        if (workaround) {
            answers.workaround = workaround;
        }
        await this.busy(() => this.report.answer(answers));
    }

    async busy(work) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            await work();
        } finally {
            this.state.busy = false;
        }
    }
}
