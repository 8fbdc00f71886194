import {_t} from "@web/core/l10n/translation";
import {Many2XAutocomplete} from "@web/views/fields/relational_utils";
import {patch} from "@web/core/utils/patch";

const REGISTRATION = {
    form_view_ref: "jl_crm_pipeline.res_partner_view_form_register",
    jl_crm_pipeline_registering: true,
    default_is_company: true,
};
/** What Odoo would begin a person with. */
const OF_PERSONS = ["default_child_ids", "default_company_name", "default_type"];

/** Whether a field asks for a customer, and not for a person of one. */
export function asksForCustomer({resModel, context}) {
    return (
        resModel === "res.partner" &&
        context?.res_partner_search_mode === "customer" &&
        !("default_parent_id" in context && context.default_is_company === false)
    );
}

/** Who is not there yet is registered like everybody else, from whatever field. */
patch(Many2XAutocomplete.prototype, {
    addCreateSuggestion() {
        return !asksForCustomer(this.props) && super.addCreateSuggestion(...arguments);
    },

    getCreationContext() {
        const context = super.getCreationContext(...arguments);
        if (!asksForCustomer(this.props)) {
            return context;
        }
        for (const name of OF_PERSONS) {
            delete context[name];
        }
        return {...context, ...REGISTRATION};
    },

    buildCreateEditSuggestion(request) {
        const suggestion = super.buildCreateEditSuggestion(...arguments);
        if (asksForCustomer(this.props)) {
            suggestion.label = request
                ? _t("Register “%s”…", request)
                : _t("Register a customer…");
        }
        return suggestion;
    },
});
