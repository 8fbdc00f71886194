import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {KeepLast} from "@web/core/utils/concurrency";
import {formatInteger, formatMonetary} from "@web/views/fields/formatters";
import {useService} from "@web/core/utils/hooks";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {
    Component,
    onMounted,
    onWillStart,
    useExternalListener,
    useState,
} from "@odoo/owl";
import {WorkplacePeople} from "./workplace_people";

const {DateTime} = luxon;
// who comes back to the window later than that sees new numbers
const FRESH_SECONDS = 30;
const blocks = registry.category("jl_crm_workplace_blocks");

/** The page that begins the day: what is due, and numbers that open their lists. */
export class Workplace extends Component {
    static template = "jl_crm_base.Workplace";
    static components = {ControlPanel, WorkplacePeople};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.keepLastPeople = new KeepLast();
        this.state = useState({page: null});
        useExternalListener(document, "visibilitychange", () => this.comeBack());
        onWillStart(() => this.loadPage());
        onMounted(() => this.loadPeople());
    }

    async load() {
        await this.loadPage();
        return this.loadPeople();
    }

    async loadPage() {
        const answer = this.orm.call("crm.workplace", "get_workplace", []);
        const page = await this.keepLast.add(answer);
        const people = this.state.page?.people;
        // the numbers that are there stay until there are new ones
        if (page.people.columns && people?.rows) {
            page.people = people;
        }
        this.state.page = page;
        this.loaded = DateTime.now();
    }

    /** The table of people is counted when the rest of the page is there. */
    async loadPeople() {
        if (this.state.page.people.columns) {
            const answer = this.orm.call("crm.workplace", "get_people", []);
            this.state.page.people = await this.keepLastPeople.add(answer);
        }
    }

    comeBack() {
        const seconds = DateTime.now().diff(this.loaded, "seconds").seconds;
        if (!document.hidden && seconds > FRESH_SECONDS) {
            return this.load();
        }
    }

    /** The blocks of add-ons, each with what the server says of it. */
    get blocks() {
        return blocks
            .getEntries()
            .filter(([name]) => this.state.page.blocks[name])
            .map(([name, Block]) => ({
                name,
                Block,
                content: this.state.page.blocks[name],
            }));
    }

    get hasBlocks() {
        return Boolean(this.blocks.length || this.state.page.people.columns);
    }

    get isEmpty() {
        return !this.state.page.sections.length && !this.hasBlocks;
    }

    /**
     * @param {Object} figure
     * @returns {String} the number, as it is read
     */
    say(figure) {
        if (figure.is_money) {
            return this.sayMoney(figure.value);
        }
        return formatInteger(figure.value) + (figure.is_more ? "+" : "");
    }

    sayMoney(value) {
        const currencyId = this.state.page.currency_id;
        return formatMonetary(value, {currencyId, digits: [16, 0]});
    }

    sayTarget(figure) {
        const percent = Math.round((100 * figure.value) / figure.target);
        return _t("%(percent)s of %(target)s", {
            percent: `${percent} %`,
            target: this.sayMoney(figure.target),
        });
    }

    isRed(figure) {
        return figure.tone === "danger" && figure.value > 0;
    }

    async open(figureId, personId = false) {
        const action = await this.orm.call("crm.figure", "action_open", [
            [figureId],
            personId,
        ]);
        return this.action.doAction(action);
    }

    /** A dialogue comes back to this page, which is counted again then. */
    press(action) {
        return this.action.doAction(action, {onClose: () => this.load()});
    }
}

registry.category("actions").add("jl_crm_base.workplace", Workplace);
