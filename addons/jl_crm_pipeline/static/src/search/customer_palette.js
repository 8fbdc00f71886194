import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

const NAMESPACE = "=";
const SHORTEST = 2;
const MOST = 10;

registry.category("command_setup").add(NAMESPACE, {
    debounceDelay: 200,
    emptyMessage: _t("No customer found"),
    name: _t("customers by name, contact or number"),
    placeholder: _t("Name, contact, phone or code of a customer..."),
});

/** Customers by whatever is known of them, as the search box of the list finds them. */
registry.category("command_provider").add("jl_crm_pipeline.customers", {
    namespace: NAMESPACE,
    async provide(env, {searchValue = ""}) {
        const text = searchValue.trim();
        if (text.length < SHORTEST) {
            return [];
        }
        const {records} = await env.services.orm.webSearchRead(
            "res.partner",
            [
                ["customer_status", "!=", false],
                ["found_by", "ilike", text],
            ],
            {
                specification: {name: {}, found_by: {}},
                limit: MOST,
                count_limit: MOST + 1,
                context: {customer_search: [text]},
            }
        );
        return records.map(({id, name, found_by: foundBy}) => ({
            name: foundBy ? `${name} · ${foundBy}` : name,
            href: `/odoo/res.partner/${id}`,
            action() {
                return env.services.action
                    .doAction({
                        type: "ir.actions.act_window",
                        res_model: "res.partner",
                        res_id: id,
                        views: [[false, "form"]],
                        target: "current",
                    })
                    .then(() => undefined);
            },
        }));
    },
});
