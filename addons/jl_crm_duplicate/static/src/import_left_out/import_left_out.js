import {Component} from "@odoo/owl";
import {ImportAction} from "@base_import/import_action/import_action";
import {BaseImportModel} from "@base_import/import_model";
import {downloadFile} from "@web/core/network/download";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";

const SHOWN = 10;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The rows that an import leaves out because they are in the base already. */
export class ImportLeftOut extends Component {
    static template = "jl_crm_duplicate.ImportLeftOut";
    static props = {model: Object, openRecords: Function};

    setup() {
        this.orm = useService("orm");
    }

    get rows() {
        return this.props.model.leftOut.rows;
    }

    get shown() {
        return this.rows.slice(0, SHOWN);
    }

    get hidden() {
        return this.rows.length - this.shown.length;
    }

    get more() {
        return _t("… and %s more, in the file.", this.hidden);
    }

    get isTest() {
        return this.props.model.leftOut.isTest;
    }

    get ids() {
        return this.props.model.leftOut.ids;
    }

    get title() {
        const count = this.rows.length;
        if (count === 1) {
            return this.isTest
                ? _t("One row will be left out: the customer is already in the system.")
                : _t("One row was left out: the customer is already in the system.");
        }
        return this.isTest
            ? _t("%s rows will be left out: they are already in the system.", count)
            : _t("%s rows were left out: they are already in the system.", count);
    }

    async download() {
        const model = this.props.model;
        const file = await this.orm.call("base_import.import", "export_left_out", [
            model.id,
            model.columns.map((column) => column.fieldInfo?.fieldPath || false),
            model.formattedImportOptions,
            this.rows.map((row) => [row.number, row.message]),
        ]);
        const bytes = Uint8Array.from(atob(file.content), (one) => one.charCodeAt(0));
        downloadFile(new Blob([bytes], {type: XLSX}), file.name, XLSX);
    }
}

ImportAction.components = {...ImportAction.components, ImportLeftOut};

patch(BaseImportModel.prototype, {
    leftOut: {rows: [], ids: [], isTest: false},

    async executeImport(isTest = false) {
        // an import that is resumed goes on with its list
        const goesOn = !isTest && !this.leftOut.isTest && this.importOptions.skip;
        const {rows, ids} = goesOn ? this.leftOut : {rows: [], ids: []};
        this.leftOut = {rows, ids, isTest};
        const result = await super.executeImport(...arguments);
        this.leftOut.ids = this.leftOut.ids.concat(result.res.ids);
        return result;
    },

    /** Duplicates are no errors: the batch has gone in without them. */
    async _callImport() {
        const batch = parseInt(this.importOptions.skip) || 0;
        const result = await super._callImport(...arguments);
        const messages = result.messages || [];
        const duplicates = messages.filter((one) => one.duplicate);
        this.leftOut.rows = [
            // a batch that failed is imported again, and its rows come again
            ...this.leftOut.rows.filter((row) => row.batch !== batch),
            ...duplicates.map(({rows, message}) => ({
                batch,
                number: batch + rows.from,
                message,
            })),
        ];
        if (!duplicates.length) {
            return result;
        }
        return {...result, messages: messages.filter((one) => !one.duplicate)};
    },
});

patch(ImportAction.prototype, {
    async handleFilesUpload() {
        this.model.leftOut = {rows: [], ids: [], isTest: false};
        return super.handleFilesUpload(...arguments);
    },

    /** Whoever is taken to the records at once never learns what is missing there. */
    openRecords(resIds) {
        if (this.model.leftOut.rows.length) {
            return;
        }
        return super.openRecords(resIds);
    },

    openImported() {
        return super.openRecords(this.model.leftOut.ids);
    },
});
