import {DateTimeField, dateField} from "@web/views/fields/datetime/datetime_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

const {DateTime} = luxon;
const SATURDAY = 6;

/** The day itself, or the Monday after a weekend. */
function toWeekday(day) {
    return day.weekday < SATURDAY ? day : day.plus({days: 8 - day.weekday});
}

/** A day, with the three that people mostly mean one tap away. */
export class QuickDateField extends DateTimeField {
    static template = "jl_crm_pipeline.QuickDateField";

    get choices() {
        const today = DateTime.local().startOf("day");
        return [
            {name: "tomorrow", label: _t("Tomorrow"), day: today.plus({days: 1})},
            {
                name: "soon",
                label: _t("In 3 Days"),
                day: toWeekday(today.plus({days: 3})),
            },
            {
                name: "monday",
                label: _t("Next Monday"),
                day: today.plus({days: 8 - today.weekday}),
            },
        ];
    }

    isChosen({day}) {
        const value = this.props.record.data[this.props.name];
        return Boolean(value) && value.hasSame(day, "day");
    }

    /** A second tap takes the day away again. */
    async choose(choice) {
        const day = this.isChosen(choice) ? false : choice.day;
        await this.props.record.update({[this.props.name]: day});
    }
}

export const quickDateField = {...dateField, component: QuickDateField};

registry.category("fields").add("quick_date", quickDateField);
