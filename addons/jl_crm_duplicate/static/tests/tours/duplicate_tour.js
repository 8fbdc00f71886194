import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const NAME = ".o_field_widget[name=name] :is(input, textarea)";

registry.category("web_tour.tours").add("jl_crm_duplicate_band", {
    steps: () => [
        {
            content: "Type the name of a customer that is there",
            trigger: `.o_form_view ${NAME}`,
            run: "edit 中山松大电子有限公司",
        },
        {
            content: "Leave the field",
            trigger: ".o_form_view .o_field_widget[name=phone] input",
            run: "click",
        },
        {
            content: "The band names the customer, why, and whose it is",
            trigger:
                ".o_duplicate_hit:contains(中山市松大电子科技有限公司):contains(dup_tour_holder)",
        },
        {
            content: "Change the name to one that nobody has",
            trigger: `.o_form_view ${NAME}`,
            run: "edit 查无此名贸易公司",
        },
        {
            content: "Leave the field again",
            trigger: ".o_form_view .o_field_widget[name=phone] input",
            run: "click",
        },
        {
            content: "The band goes",
            trigger: ".o_form_view:not(:has(.o_duplicate_band))",
        },
        ...stepUtils.discardForm(),
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_register", {
    steps: () => [
        {
            content: "The window opens from the list of customers",
            trigger:
                ".o_list_view .o_control_panel button:contains(Duplicate Analysis)",
            run: "click",
        },
        {
            content: "A part of the address, nothing else",
            trigger: ".o_field_widget[name=street] input",
            run: "edit 查无此路99号",
        },
        {content: "Analyse", trigger: "button[name=action_search]", run: "click"},
        {
            content: "Nobody is there; the window has a name",
            trigger:
                ".o_form_view:has(.alert-success:contains(No such customer)):has(.o_breadcrumb:contains(Duplicate Analysis))",
        },
        {
            content: "Register with what was typed",
            trigger: "button[name=action_register]",
            run: "click",
        },
        {
            content: "The form of a new customer has it",
            trigger:
                ".o_form_view .o_field_widget[name=street] input:value(查无此路99号)",
        },
        {
            content: "Leave it",
            trigger:
                ".o_form_button_cancel:visible, .o_register_buttons [name=discard]",
            run: "click",
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_duplicate_search", {
    steps: () => [
        {
            content: "A part of the name",
            trigger: ".o_field_widget[name=name] input",
            run: "edit 松大",
        },
        {
            content: "The phone in another writing",
            trigger: ".o_field_widget[name=phone] input",
            run: "edit +86 760 88123456",
        },
        {content: "Analyse", trigger: "button[name=action_search]", run: "click"},
        {
            content: "The customer is found, with the reason",
            trigger:
                ".o_data_row:contains(中山市松大电子科技有限公司):contains(0760-8812****)",
        },
        {
            content: "Open it",
            trigger: ".o_data_row button[name=action_open]",
            run: "click",
        },
        {
            content: "Its form is shown",
            trigger: ".o_breadcrumb:contains(中山市松大电子科技有限公司)",
        },
        {
            content: "Go back to the window once it has loaded",
            trigger: ".o-mail-Chatter",
        },
        {
            content: "The way back",
            trigger: ".o_back_button, .breadcrumb-item a",
            run: "click",
        },
        {content: "The window is there", trigger: "button[name=action_search]"},
    ],
});
