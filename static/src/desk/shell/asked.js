/**
 * Filters and groups of one's own go by the fields that the server offers for it, and by nothing
 * that is behind one of them: calls that ask for that are refused.
 */
import { DomainSelector } from "@web/core/domain_selector/domain_selector";
import { patch } from "@web/core/utils/patch";
import { SearchModel } from "@web/search/search_model";

function offered(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, field]) => field.searchable));
}

patch(SearchModel.prototype, {
    async load() {
        await super.load(...arguments);
        this.searchViewFields = offered(this.searchViewFields);
    },
});

patch(DomainSelector.prototype, {
    getDefaultCondition(fields) {
        return super.getDefaultCondition(offered(fields));
    },
    getPathEditorInfo() {
        const info = super.getPathEditorInfo(...arguments);
        return {
            ...info,
            extractProps: (given) => ({ ...info.extractProps(given), followRelations: false }),
        };
    },
});
