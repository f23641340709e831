import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { FetchRecordError } from "@web/model/relational_model/errors";

/** One that is absent and one that is not open to him are told in the same words. */
function tellAbsent(env, error, originalError) {
    if (originalError instanceof FetchRecordError) {
        env.services.notification.add(
            _t("This ticket is not there, or not open to you. Go on with another one of the queue; if you need it, ask the ECOSIRE account lead."),
            { type: "warning", sticky: true }
        );
        return true;
    }
}

registry.category("error_handlers").add("fetchRecordErrorHandler", tellAbsent, { force: true });
