/**
 * Filters and groups of one's own go by the fields that the server offers for it, and by nothing
 * that is behind one of them: calls that ask for that are refused.
 */
import { DomainSelector } from "@web/core/domain_selector/domain_selector";
import { DomainSelectorDialog } from "@web/core/domain_selector_dialog/domain_selector_dialog";
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

/** Odoo asks a route that is closed here whether the rules are valid; an editor makes no others. */
patch(DomainSelectorDialog.prototype, {
    onConfirm() {
        this.props.onConfirm(this.state.domain);
        this.props.close();
    },
});
