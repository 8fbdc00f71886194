import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {MultiRecordSelector} from "@web/core/record_selectors/multi_record_selector";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {formatInteger, formatMonetary} from "@web/views/fields/formatters";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {Component, onWillStart, useState} from "@odoo/owl";

const {DateTime} = luxon;
const WIDTH = 600;
const HEIGHT = 62;
// a stage that nobody reached is still seen
const LEAST = 0.06;

function getPeriods() {
    const now = DateTime.local();
    const span = (start, unit) => [start.startOf(unit), start.endOf(unit)];
    return {
        month: [_t("This month"), ...span(now, "month")],
        last_month: [_t("Last month"), ...span(now.minus({months: 1}), "month")],
        quarter: [_t("This quarter"), ...span(now, "quarter")],
        year: [_t("This year"), ...span(now, "year")],
        last_year: [_t("Last year"), ...span(now.minus({years: 1}), "year")],
        all: [_t("All the time"), false, false],
        custom: [_t("From … to …"), false, false],
    };
}

/** The sales funnel as a picture; each number opens its opportunities. */
export class Funnel extends Component {
    static template = "jl_crm_pipeline.Funnel";
    static components = {ControlPanel, DateTimeInput, MultiRecordSelector};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        // an answer that comes late is not what the filters say any more
        this.keepLast = new KeepLast();
        this.periods = getPeriods();
        const kept = this.props.state?.filters;
        this.state = useState({
            filters: kept || {
                period: "year",
                date_field: "create_date",
                date_from: serializeDate(this.periods.year[1]),
                date_to: serializeDate(this.periods.year[2]),
                user_ids: [],
                team_ids: [],
                region_ids: [],
                industry_ids: [],
                product_ids: [],
                group: "person",
            },
            funnel: null,
        });
        useSetupAction({getLocalState: () => ({filters: {...this.state.filters}})});
        onWillStart(() => this.load());
    }

    get dateFields() {
        return [
            ["create_date", _t("Created")],
            ["date_deadline", _t("Expected to close")],
            ["date_closed", _t("Closed")],
        ];
    }

    get selectors() {
        return [
            ["user_ids", "res.users", _t("Persons"), [["share", "=", false]]],
            ["team_ids", "crm.team", _t("Departments"), []],
            ["region_ids", "customer.region", _t("Regions"), []],
            ["industry_ids", "res.partner.industry", _t("Industries"), []],
            ["product_ids", "product.template", _t("Products"), []],
        ];
    }

    get groups() {
        return [
            ["person", _t("Person")],
            ["team", _t("Department")],
            ["region", _t("Region")],
            ["industry", _t("Industry")],
            ["product", _t("Product")],
        ];
    }

    get outcomes() {
        return {
            open: _t("Open"),
            won: _t("Won"),
            lost: _t("Lost"),
            closed: _t("Closed"),
        };
    }

    async load() {
        const filters = {...this.state.filters};
        const answer = this.orm.call("crm.funnel", "get_funnel", [filters]);
        this.state.funnel = await this.keepLast.add(answer);
    }

    async set(values) {
        Object.assign(this.state.filters, values);
        await this.load();
    }

    async setPeriod(period) {
        const [, start, end] = this.periods[period];
        const dates =
            period === "custom"
                ? {}
                : {
                      date_from: start && serializeDate(start),
                      date_to: end && serializeDate(end),
                  };
        await this.set({period, ...dates});
    }

    getDay(name) {
        const day = this.state.filters[name];
        return day ? deserializeDate(day) : false;
    }

    setDay(name, day) {
        return this.set({[name]: day && serializeDate(day)});
    }

    get shapes() {
        const {stages} = this.state.funnel;
        const most = Math.max(1, ...stages.map((stage) => stage.reached));
        const share = (stage) => Math.max(LEAST, stage.reached / most);
        return stages.map((stage, index) => {
            const top = (share(stage) * WIDTH) / 2;
            const next = stages[index + 1] || stage;
            const bottom = (Math.min(share(next), share(stage)) * WIDTH) / 2;
            const middle = WIDTH / 2;
            const corners = [
                [middle - top, 0],
                [middle + top, 0],
                [middle + bottom, HEIGHT],
                [middle - bottom, HEIGHT],
            ];
            return {
                stage,
                points: corners.map((corner) => corner.join(",")).join(" "),
                opacity: 1 - (0.55 * index) / Math.max(1, stages.length - 1),
            };
        });
    }

    get viewBox() {
        return `0 0 ${WIDTH} ${HEIGHT}`;
    }

    number(value) {
        return formatInteger(value);
    }

    money(value) {
        const currencyId = this.state.funnel.currency_id;
        return formatMonetary(value, {
            currencyId,
            digits: [16, 0],
            humanReadable: false,
        });
    }

    open(name, domain, views = ["list", "kanban", "form"], context = {}) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: "crm.lead",
            views: views.map((view) => [false, view]),
            domain,
            context: {active_test: false, create: false, ...context},
        });
    }

    openAnalysis(view) {
        const group = {
            person: "user_id",
            team: "team_id",
            product: "main_product_id",
        };
        const by = group[this.state.filters.group] || "user_id";
        return this.open(
            _t("Sales Funnel"),
            this.state.funnel.domain,
            [view, view === "pivot" ? "graph" : "pivot", "list", "form"],
            {
                group_by: ["reached_stage_id", by],
                pivot_row_groupby: [by],
                pivot_column_groupby: ["reached_stage_id"],
                graph_groupbys: ["reached_stage_id", by],
                graph_measure: "__count",
            }
        );
    }
}

registry.category("actions").add("jl_crm_pipeline.funnel", Funnel);
