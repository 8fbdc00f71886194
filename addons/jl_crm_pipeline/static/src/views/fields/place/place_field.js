import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const OPTIONS = {enableHighAccuracy: true, timeout: 15000, maximumAge: 60000};
const MAP = "https://uri.amap.com/marker";

/** Where somebody is: one tap on the phone notes it, another opens it on a map. */
export class PlaceField extends Component {
    static template = "jl_crm_pipeline.PlaceField";
    static props = {...standardFieldProps};

    setup() {
        this.notification = useService("notification");
        this.state = useState({isBusy: false});
    }

    get place() {
        return this.props.record.data[this.props.name];
    }

    get words() {
        return `${this.place.latitude.toFixed(5)}, ${this.place.longitude.toFixed(5)}`;
    }

    get url() {
        const {latitude, longitude} = this.place;
        return `${MAP}?position=${longitude},${latitude}&coordinate=wgs84`;
    }

    get accuracy() {
        return _t("to %(meters)s m", {meters: Math.round(this.place.accuracy)});
    }

    async locate() {
        this.state.isBusy = true;
        try {
            const {coords} = await new Promise((resolve, reject) => {
                navigator.geolocation.getCurrentPosition(resolve, reject, OPTIONS);
            });
            const {latitude, longitude, accuracy} = coords;
            await this.set({latitude, longitude, accuracy});
        } catch {
            this.notification.add(
                _t(
                    "The place could not be found. Allow this page to know where you " +
                        "are, in the settings of the browser, and try again."
                ),
                {type: "warning"}
            );
        } finally {
            this.state.isBusy = false;
        }
    }

    set(place) {
        return this.props.record.update({[this.props.name]: place});
    }
}

registry.category("fields").add("place", {
    component: PlaceField,
    displayName: _t("Place"),
    supportedTypes: ["json"],
    isEmpty: () => false,
});
