import {_t} from "@web/core/l10n/translation";
import {deserializeDate} from "@web/core/l10n/dates";

/**
 * Say a day as people do: today, tomorrow, Thu 12-03.
 *
 * @param {String} day as the server writes it
 * @param {String} today where the company works, as the server writes it
 * @returns {String}
 */
export function sayDay(day, today) {
    const date = deserializeDate(day);
    const days = Math.round(date.diff(deserializeDate(today), "days").days);
    const near = {"-1": _t("Yesterday"), 0: _t("Today"), 1: _t("Tomorrow")}[days];
    if (near) {
        return near.toString();
    }
    const isThisYear = day.slice(0, 4) === today.slice(0, 4);
    return date.toFormat(isThisYear ? "ccc MM-dd" : "yyyy-MM-dd");
}
