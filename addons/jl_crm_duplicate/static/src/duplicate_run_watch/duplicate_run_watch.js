import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component, onMounted, onWillUnmount, xml} from "@odoo/owl";

const INTERVAL_MS = 2000;
const AT_WORK = ["waiting", "running"];

/** Reads the run again and again while it is at work, so that its progress moves. */
export class DuplicateRunWatch extends Component {
    static template = xml`<span class="d-none"/>`;
    static props = {...standardWidgetProps};

    setup() {
        onMounted(() => {
            this.timer = setInterval(() => this.refresh(), INTERVAL_MS);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    async refresh() {
        const {record} = this.props;
        if (AT_WORK.includes(record.data.state)) {
            await record.load();
        }
    }
}

registry
    .category("view_widgets")
    .add("duplicate_run_watch", {component: DuplicateRunWatch});
