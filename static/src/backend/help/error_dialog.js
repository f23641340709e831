import { useState } from "@odoo/owl";
import { ErrorDialog, WarningDialog } from "@web/core/errors/error_dialogs";
import { patch } from "@web/core/utils/patch";
import { support } from "./call";
import { ErrorReport } from "./error_report";
import { SupportDialog } from "./support_dialog";
import { SupportReport } from "./support_report";

ErrorDialog.components = { ...ErrorDialog.components, SupportReport };

/** Every dialog about an error offers to send it: of the server, of the browser, of the network. */
patch(ErrorDialog.prototype, {
    setup() {
        super.setup(...arguments);
        // gathered now: until somebody clicks, the screen behind may be another one
        const environment = circumstances(this.env);
        this.supportReport = useState(
            new ErrorReport(() => {
                const { message, name, data } = this.props;
                const said = data?.message || message || name || "";
                // the dialogs of server errors put the server's own lines here
                const traceback = this.traceback || this.props.traceback || said || "Error";
                return { message: said, traceback, environment };
            })
        );
    },
});

/** A refusal in words is no error: only a quiet way to ask about it. */
patch(WarningDialog.prototype, {
    get mayAskSupport() {
        return support.may_file && Boolean(this.env.services?.dialog);
    },
    askSupport() {
        const environment = circumstances(this.env);
        this.props.close();
        this.env.services.dialog.add(SupportDialog, {
            text: this.message || "",
            environment,
        });
    },
});

function circumstances(env) {
    return env.services?.["ecosire_support.steps"]?.circumstances() || {};
}
