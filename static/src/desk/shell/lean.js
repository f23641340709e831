/**
 * What Odoo's web client would ask the server for, and an engineer has no use for or no right to.
 */
import { assets } from "@web/core/assets";
import "@web/core/errors/error_handlers";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { SearchModel } from "@web/search/search_model";
import { viewService } from "@web/views/view_service";

const LAZY = "ecosire_support.assets_desk_lazy";
const REPLACED = new Set(["web.assets_backend_lazy", "web.assets_backend_lazy_dark"]);

/** Other addons add to Odoo's lazy bundle what cannot run here; ours has the pivot alone. */
patch(assets, {
    loadBundle(name, options) {
        return super.loadBundle(REPLACED.has(name) ? LAZY : name, options);
    },
});

/** Nobody saves a filter here, and there is no action menu: neither is asked for. */
patch(viewService, {
    start() {
        const service = super.start(...arguments);
        const loadViews = service.loadViews;
        service.loadViews = async (params, options) => {
            const lean = { ...options, loadIrFilters: false, loadActionMenus: false };
            const found = await loadViews(params, lean);
            if (found.views.search) {
                found.views.search.irFilters = [];
            }
            return found;
        };
        return service;
    },
});

/** Odoo hides every error from whoever is no internal user; here he must be told what was refused. */
registry.category("error_handlers").remove("swallowAllVisitorErrors");

/** Favourites are kept in a table that engineers do not write. */
patch(SearchModel.prototype, {
    load(config) {
        const types = config.searchMenuTypes || ["filter", "groupBy"];
        const kept = types.filter((type) => type !== "favorite");
        return super.load({ ...config, searchMenuTypes: kept });
    },
});
