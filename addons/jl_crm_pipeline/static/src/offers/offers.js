import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {session} from "@web/session";

const HANDBOOK = "/jl_crm_pipeline/handbook";

/** Help leads to the handbook of this system. */
function handbookItem() {
    const url = session.support_url || HANDBOOK;
    return {
        type: "item",
        id: "support",
        description: _t("Handbook"),
        href: url,
        callback: () => browser.open(url, "_blank"),
        sequence: 20,
    };
}

const userMenu = registry.category("user_menuitems");
userMenu.add("support", handbookItem, {force: true});

if (!session.jl_shows_offers) {
    userMenu.remove("odoo_account");
    document.documentElement.classList.add("o_jl_no_offers");
}
