import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const NAME = ".o_field_widget[name=name] :is(input, textarea)";
// a list of selectors and :value() do not go together
const TYPED = ".o_field_widget[name=name] input";
const PHONE = ".o_field_widget[name=phone] input";
const CUSTOMER = "中山市松大电子科技有限公司";
const REASON = "集团内另一家公司";

const typeCustomer = (name, phone, form = ".o_form_view") => [
    {
        content: "It is a company",
        trigger: `${form} .o_field_widget[name=company_type] input[data-value=company]`,
        run: "click",
    },
    {content: "Its name", trigger: `${form} ${NAME}`, run: `edit ${name}`},
    {content: "Its phone", trigger: `${form} ${PHONE}`, run: `edit ${phone}`},
];

const saveForm = () => ({
    content: "Save",
    trigger: ".o_form_button_save:enabled",
    run: "click",
});

const giveReason = () => [
    {
        content: "Without a reason there is no way on",
        trigger: ".o_duplicate_dialog .o_duplicate_save:disabled",
    },
    {
        content: "Give one",
        trigger: ".o_duplicate_dialog textarea",
        run: `edit ${REASON}`,
    },
    {
        content: "Save in spite of it",
        trigger: ".o_duplicate_dialog .o_duplicate_save:enabled",
        run: "click",
    },
];

registry.category("web_tour.tours").add("jl_crm_duplicate_refused", {
    steps: () => [
        ...typeCustomer("中山松大电子科技公司", "0760-88123456"),
        saveForm(),
        {
            content: "The dialog names the customer, why, and whose it is",
            trigger: `.o_duplicate_dialog .o_duplicate_hit:contains(${CUSTOMER}):contains(dup_tour_holder)`,
        },
        {
            content: "There is no way on, only back",
            trigger:
                ".o_duplicate_dialog:not(:has(.o_duplicate_save)) .o_duplicate_back",
            run: "click",
        },
        {
            content: "What was typed is there",
            trigger: `body:not(:has(.o_duplicate_dialog)) .o_form_view ${TYPED}:value(中山松大电子科技公司)`,
        },
        ...stepUtils.discardForm(),
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_reason", {
    steps: () => [
        ...typeCustomer("恒达贸易行", "+86 760 8812 3456"),
        saveForm(),
        {
            content: "The reason is the phone",
            trigger: ".o_duplicate_dialog .o_duplicate_hit:contains(0760-8812****)",
        },
        ...giveReason(),
        {
            content: "It is saved, and the reason is in the chatter",
            trigger: `.o-mail-Message:contains(${REASON}):contains(${CUSTOMER})`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_override", {
    steps: () => [
        ...typeCustomer(CUSTOMER, "0760-88123456"),
        saveForm(),
        {
            content: "The dialog comes again for whoever goes back",
            trigger: ".o_duplicate_dialog .o_duplicate_back",
            run: "click",
        },
        {
            content: "Save once more",
            trigger: "body:not(:has(.o_duplicate_dialog)) .o_form_button_save:enabled",
            run: "click",
        },
        ...giveReason(),
        {
            content: "It is saved",
            trigger: `.o-mail-Message:contains(${REASON})`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_ask", {
    steps: () => [
        {content: "Its name", trigger: `.o_form_view ${NAME}`, run: `edit ${CUSTOMER}`},
        {
            content: "Leave the field",
            trigger: `.o_form_view ${PHONE}`,
            run: "click",
        },
        {
            content: "The customer may not be opened",
            trigger: ".o_duplicate_hit:not(:has(a)):contains(dup_tour_holder)",
        },
        {
            content: "Ask for it",
            trigger: ".o_duplicate_ask",
            run: "click",
        },
        {
            content: "The holder has a to-do",
            trigger: ".o_notification:contains(dup_tour_holder)",
        },
        {content: "Once is enough", trigger: ".o_duplicate_asked"},
        ...stepUtils.discardForm(),
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_quick_create", {
    steps: () => [
        {
            content: "A customer that is there under a longer name",
            trigger: ".o_field_widget[name=partner_id] input",
            run: "edit 中山松大电子科技公司",
        },
        {
            // an add-on that registers customers offers its own form instead
            content: "Create it by its name",
            trigger:
                ".o_m2o_dropdown_option_create a, .o_m2o_dropdown_option_create_edit a:contains(Register)",
            run: "click",
        },
        {
            content: "It is not made: the form opens with what was typed",
            trigger: `.o_dialog .o_form_view ${TYPED}:value(中山松大电子科技公司)`,
        },
        {
            content: "The band says why",
            trigger: `.o_dialog .o_duplicate_hit:contains(${CUSTOMER})`,
        },
        {
            content: "Fill in the contact, where it is asked for",
            trigger: ".o_dialog .o_form_view",
            async run({edit}) {
                const values = {name: "李梅", mobile: "13711162253"};
                for (const [name, value] of Object.entries(values)) {
                    const input = `.o_dialog [name=entry_contact_${name}] input`;
                    if (document.querySelector(input)) {
                        await edit(value, input);
                    }
                }
            },
        },
        {
            content: "Save it there",
            trigger: ".o_dialog .o_form_button_save:enabled",
            run: "click",
        },
        {
            content: "The dialog says it too",
            trigger: ".o_duplicate_dialog .o_duplicate_back",
            run: "click",
        },
        {
            content: "Give it up",
            trigger: ".o_dialog:not(:has(.o_duplicate_dialog)) .o_form_button_cancel",
            run: "click",
        },
        {
            content: "The lead is as before",
            trigger: "body:not(:has(.o_dialog)) .o_form_button_cancel",
            run: "click",
        },
        {content: "Leave it", trigger: ".o_kanban_view"},
    ],
});

const IMPORT = [
    "Name,Phone",
    `${CUSTOMER},0760-88123456`,
    "珠海远航渔具有限公司,0756-3322110",
    "恒达贸易行,0760 88123456",
].join("\n");

registry.category("web_tour.tours").add("jl_crm_duplicate_import", {
    steps: () => [
        {
            content: "Open the menu of actions",
            trigger: ".o_list_view .o_cp_action_menus button.dropdown-toggle",
            run: "click",
        },
        {
            content: "Import",
            trigger: ".o_import_menu",
            run: "click",
        },
        {
            content: "Load a list",
            trigger: ".o_control_panel .o_import_file",
            async run() {
                const file = new File([IMPORT], "list.csv", {type: "text/csv"});
                await inputFiles(".o_control_panel input[type=file]", [file]);
            },
        },
        {
            content: "Test it",
            trigger: ".o_control_panel button.btn-primary:not(.o_import_file)",
            run: "click",
        },
        {
            content: "Two rows will be left out, and why",
            trigger: `.o_import_left_out:has(li:nth-child(2):last-child) li:contains(${CUSTOMER})`,
        },
        {
            content: "The rest is fine: import it",
            trigger: ".o_control_panel button.btn-primary:not(.o_import_file)",
            run: "click",
        },
        {
            content: "Two rows were left out; the user stays to see it",
            trigger: ".o_import_left_out:has(.o_import_left_out_open)",
        },
        {
            content: "Take them home",
            trigger: ".o_import_left_out_download",
            run: "click",
        },
        {
            content: "Look at what came in",
            trigger: ".o_import_left_out_open",
            run: "click",
        },
        {
            content: "It is the third company",
            trigger: ".o_data_row:contains(珠海远航渔具有限公司)",
        },
    ],
});
