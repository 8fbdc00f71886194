import {
    animationFrame,
    before,
    describe,
    expect,
    queryAllTexts,
    setInputFiles,
    test,
} from "@odoo/hoot";
import {
    contains,
    defineActions,
    defineModels,
    fields,
    getService,
    mockService,
    models,
    mountWebClient,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {browser} from "@web/core/browser/browser";
import {redirect} from "@web/core/utils/urls";
import {defineDuplicateModels} from "./duplicate_test_helpers";

class Customer extends models.Model {
    name = fields.Char();

    _views = {
        form: `<form><field name="name"/></form>`,
        kanban: `<kanban><templates><t t-name="card"><field name="name"/></t></templates></kanban>`,
        list: `<list><field name="name"/></list>`,
        search: `<search/>`,
    };
}

describe.current.tags("desktop");

defineDuplicateModels();
defineModels([Customer]);
defineActions([
    {id: 1, path: "import", tag: "import", type: "ir.actions.client"},
    {
        id: 2,
        name: "Customers",
        res_model: "customer",
        views: [
            [false, "list"],
            [false, "form"],
        ],
    },
]);

onRpc("has_group", () => true);
onRpc("customer", "get_import_templates", () => []);
onRpc("base_import.import", "create", () => 11);
onRpc("base_import.import", "get_fields", () => ({}));
onRpc("base_import.import", "parse_preview", ({args}) => ({
    advanced_mode: false,
    batch: true,
    fields: [{id: "name", name: "name", string: "Name", type: "char", fields: []}],
    num_rows: 30,
    header_types: false,
    headers: ["name"],
    matches: {0: ["name"]},
    options: {...args[1], sheet: "", sheets: []},
    preview: [["Harbour"]],
}));

before(() => {
    mockService("http", {
        post: async () =>
            JSON.stringify([{id: 10, name: "list.csv", mimetype: "text/csv"}]),
    });
});

const BAND = ".o_import_left_out";

function leaveOut(number) {
    return {
        duplicate: true,
        type: "warning",
        message: `Row ${number} is there already`,
        rows: {from: number, to: number},
    };
}

/** What the server says to each batch; a test asks for less than an import. */
function answer(...results) {
    onRpc("base_import.import", "execute_import", ({kwargs}) => {
        expect.step(kwargs.dryrun ? "test" : "import");
        return {ids: [], nextrow: 0, ...results.shift()};
    });
}

async function openImport() {
    redirect("/odoo/action-2");
    await mountWebClient();
    await getService("action").doAction(1);
    await contains(".o_control_panel_main_buttons .o_import_file").click();
    await loadFile();
}

async function loadFile() {
    await setInputFiles([new File(["name"], "list.csv", {type: "text/csv"})]);
    await animationFrame();
}

async function click(text) {
    await contains(`.o_control_panel button:contains(${text})`).click();
    await animationFrame();
}

test("a test tells which rows will be left out, and that the rest is fine", async () => {
    answer({messages: [leaveOut(2), leaveOut(4)]});
    await openImport();
    expect(BAND).toHaveCount(0);

    await click("Test");

    expect(`${BAND} .fw-bold`).toHaveText(
        "2 rows will be left out: they are already in the system."
    );
    expect(queryAllTexts(`${BAND} li`)).toEqual([
        "Row 2 is there already",
        "Row 4 is there already",
    ]);
    expect(".o_import_left_out_open").toHaveCount(0);
    expect(
        ".o_import_data_content .alert-danger, .o_import_report .alert-danger"
    ).toHaveCount(0);
    expect.verifySteps(["test"]);
});

test("after the import the user stays, and goes to the customers when ready", async () => {
    answer({ids: [41, 42], messages: [leaveOut(2)]});
    await openImport();

    await click("Import");
    expect(`${BAND} .fw-bold`).toHaveText(
        "One row was left out: the customer is already in the system."
    );
    await contains(".o_import_left_out_open").click();
    await animationFrame();

    expect(".o_breadcrumb").toHaveText(/Imported records/);
    expect.verifySteps(["import"]);
});

test("without duplicates an import goes on to its records", async () => {
    answer({ids: [41]});
    await openImport();

    await click("Import");

    expect(".o_breadcrumb").toHaveText(/Imported records/);
    expect.verifySteps(["import"]);
});

test("a real error is shown as ever, beside the duplicates", async () => {
    const error = {type: "error", message: "No such country", rows: {from: 5, to: 5}};
    answer({messages: [leaveOut(2), error]});
    await openImport();

    await click("Test");

    expect(`${BAND} li`).toHaveCount(1);
    expect(".o_import_action").toHaveText(/No such country/);
    expect.verifySteps(["test"]);
});

test("a long list says how many more there are", async () => {
    const numbers = [...Array(12).keys()];
    answer({messages: numbers.map(leaveOut)});
    await openImport();

    await click("Test");

    expect(`${BAND} li`).toHaveCount(11);
    expect(`${BAND} li:last`).toHaveText("… and 2 more, in the file.");
    expect.verifySteps(["test"]);
});

test("an import begins a list of its own after a test", async () => {
    answer({messages: [leaveOut(2), leaveOut(4)]}, {messages: [leaveOut(4)]});
    await openImport();

    await click("Test");
    await click("Import");

    expect(queryAllTexts(`${BAND} li`)).toEqual(["Row 4 is there already"]);
    expect.verifySteps(["test", "import"]);
});

test("a batch that failed is listed once when it is imported again", async () => {
    const error = {type: "error", message: "No such country", rows: {from: 5, to: 5}};
    answer(
        {ids: [41], nextrow: 10, messages: [leaveOut(2)]},
        {messages: [leaveOut(3), error]},
        {ids: [42], messages: [leaveOut(3)]}
    );
    await openImport();

    await click("Import");
    await click("Resume");
    await click("Resume");

    expect(queryAllTexts(`${BAND} li`)).toEqual([
        "Row 2 is there already",
        "Row 3 is there already",
    ]);
    expect.verifySteps(["import", "import", "import"]);
});

test("another file has a list of its own", async () => {
    answer({messages: [leaveOut(2)]});
    await openImport();
    await click("Test");

    await click("Load Data File");
    await loadFile();

    expect(BAND).toHaveCount(0);
    expect.verifySteps(["test"]);
});

test("what was left out can be taken home", async () => {
    answer({messages: [leaveOut(2)]});
    onRpc("base_import.import", "export_left_out", ({args}) => {
        expect.step(args[1]);
        expect.step(args[3]);
        return {name: "left out.xlsx", content: btoa("PK")};
    });
    patchWithCleanup(browser.URL || URL, {
        createObjectURL: (blob) => {
            expect.step(blob.size);
            return "blob:left-out";
        },
    });
    await openImport();
    await click("Test");

    await contains(".o_import_left_out_download").click();
    await animationFrame();

    expect.verifySteps(["test", ["name"], [[2, "Row 2 is there already"]], 2]);
});
