import { makeEnv, startServices } from "@web/env";
import { translatedTerms, translationIsReady, translationLoaded } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** The server has written every word of these pages: nothing is fetched to translate them. */
const localizationService = {
    start() {
        translatedTerms[translationLoaded] = true;
        translationIsReady.resolve(true);
        return {};
    },
};

/** For what comes with the tours alone: a service of Odoo's waits for this one before it starts. */
const notificationService = {
    start: () => ({ add: () => () => {} }),
};

registry.category("services").add("localization", localizationService);
registry.category("services").add("notification", notificationService);
startServices(makeEnv());
