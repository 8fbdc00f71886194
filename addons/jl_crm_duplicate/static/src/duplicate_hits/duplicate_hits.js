import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

const BADGES = {certain: "text-bg-danger", likely: "text-bg-warning"};

/**
 * Whether somebody is in the system already beyond doubt.
 *
 * @param {Object[]} hits what the server says of similar customers
 * @returns {boolean}
 */
export function hasCertain(hits) {
    return hits.some((hit) => hit.verdict === "certain");
}

/** Customers that look like another: why, whose they are, and the way to them. */
export class DuplicateHits extends Component {
    static template = "jl_crm_duplicate.DuplicateHits";
    static props = {hits: Array};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.state = useState({asked: {}});
    }

    badge(hit) {
        return BADGES[hit.verdict] || "text-bg-secondary";
    }

    /** What agrees, with what it weighs; what speaks against it is in the tooltip. */
    weights(hit) {
        return hit.weights.slice(0, hit.reasons.length);
    }

    tooltip(hit) {
        return JSON.stringify({hit});
    }

    open(hit) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: hit.partner_id ? "res.partner" : "crm.lead",
            res_id: hit.partner_id || hit.lead_id,
            views: [[false, "form"]],
            target: "new",
        });
    }

    async ask(hit) {
        await this.orm.call("res.partner", "ask_duplicate_access", [hit.access_token]);
        this.state.asked[hit.access_token] = true;
        const whom = hit.holder || _t("Those who decide on duplicates");
        this.notification.add(_t("%s has a to-do with your request.", whom), {
            type: "success",
        });
    }
}
