import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {SampleServer} from "@web/model/sample_server";

/** What an empty list shows as an example speaks the language of the user. */
patch(SampleServer.prototype, {
    _populateModels() {
        SampleServer.SAMPLE_PEOPLE = [_t("Li Ming"), _t("Wang Fang"), _t("Zhang Wei")];
        SampleServer.SAMPLE_TEXTS = [_t("First example"), _t("Second example")];
        SampleServer.SAMPLE_COUNTRIES = [_t("China"), _t("Germany"), _t("Japan")];
        return super._populateModels(...arguments);
    },
});
