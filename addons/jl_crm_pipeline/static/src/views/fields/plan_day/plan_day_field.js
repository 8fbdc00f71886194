import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {DateTimeField, dateField} from "@web/views/fields/datetime/datetime_field";

const {DateTime} = luxon;

/**
 * How people name the day of a plan: today, tomorrow, or the weekday with the date.
 *
 * @param {DateTime} day
 * @param {DateTime} today
 * @returns {string}
 */
export function namePlanDay(day, today) {
    const days = Math.round(day.startOf("day").diff(today.startOf("day"), "days").days);
    if (days === 0) {
        return _t("Today");
    }
    if (days === 1) {
        return _t("Tomorrow");
    }
    if (days === -1) {
        return _t("Yesterday");
    }
    return day.toFormat(day.year === today.year ? "ccc MM-dd" : "yyyy-MM-dd");
}

/** The day of a plan as people say it, red when it is over. */
export class PlanDayField extends DateTimeField {
    static template = "jl_crm_pipeline.PlanDayField";

    get day() {
        return this.props.record.data[this.props.name];
    }

    get label() {
        return this.day ? namePlanDay(this.day, DateTime.local()) : "";
    }

    get color() {
        const {active = true} = this.props.record.data;
        const today = DateTime.local().startOf("day");
        if (!this.day || !active || this.day.startOf("day") > today) {
            return "";
        }
        return this.day.startOf("day") < today
            ? "text-danger fw-bold"
            : "text-warning fw-bold";
    }
}

export const planDayField = {
    ...dateField,
    component: PlanDayField,
    displayName: _t("Day of a Plan"),
    supportedTypes: ["date", "datetime"],
    listViewWidth: 110,
};

registry.category("fields").add("plan_day", planDayField);
