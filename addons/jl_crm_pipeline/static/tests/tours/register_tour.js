import {NO_DIALOG, fillCard, openCustomerMenu} from "./tour_steps";
import {registry} from "@web/core/registry";

const FORM = ".o_register_customer";

function press(name) {
    return {
        content: `Press ${name}`,
        trigger: `.o_register_buttons button[name=${name}]:not(:disabled)`,
        run: "click",
    };
}

function choosePlace(name, part, place) {
    return [
        fillCard(name, part),
        {
            content: `Choose ${place}`,
            trigger: `.o-autocomplete--dropdown-item:contains(${place})`,
            run: "click",
        },
        {
            content: "It is chosen",
            trigger: `${FORM} .o_field_widget[name=${name}] input:value(${place})`,
        },
    ];
}

function fillNames(company, person, mobile) {
    return [
        fillCard("name", company),
        fillCard("entry_contact_name", person),
        fillCard("entry_contact_mobile", mobile),
    ];
}

registry.category("web_tour.tours").add("jl_crm_pipeline_register_card", {
    steps: () => [
        ...openCustomerMenu("res_partner_menu_potential"),
        {
            content: "A new customer",
            trigger: ".o_list_button_add",
            run: "click",
        },
        ...fillNames("湛江市霞光幕墙配件有限公司", "欧阳岚", "1371116225"),
        ...choosePlace("city", "湛江", "湛江市"),
        {
            content: "Its province is filled in",
            trigger: `${FORM} .o_field_widget[name=state_id] input:value(广东省)`,
        },
        ...choosePlace("entry_district", "赤坎", "赤坎区"),
        fillCard("street", "康华路 8 号"),
        press("register"),
        {
            content: "Ten digits are refused",
            trigger: ".modal:contains(11 digits) .modal-footer button:first",
            run: "click",
        },
        {
            content: "What was typed is there still",
            trigger: `${NO_DIALOG} ${FORM} .o_field_widget[name=street] input:value(康华路 8 号)`,
        },
        fillCard("entry_contact_mobile", "13711162253"),
        press("register"),
        {
            content: "The customer is shown, and no dialogue asks for more",
            trigger: `${NO_DIALOG} .o_form_view:not(${FORM}) .o_arrow_button_current`,
        },
    ],
});

registry.category("web_tour.tours").add("jl_crm_pipeline_register_many", {
    steps: () => [
        {
            content: "The form is there",
            trigger: `${FORM} .o_field_widget[name=name]`,
        },
        ...fillNames("湛江市石基铝窗厂", "欧阳岚", "13711162253"),
        press("register_new"),
        {
            content: "The next one begins",
            trigger: `${FORM} .o_field_widget[name=name] input:value(/^$/)`,
        },
        ...fillNames("梅州市顺亿五金厂", "黎子晴", "13711162254"),
        press("register_record"),
        {
            content: "What was said is recorded at once",
            trigger: ".modal .o_field_widget[name=summary]",
            timeout: 30000,
        },
        {
            content: "It is closed",
            trigger: ".modal .btn-close",
            run: "click",
        },
        {
            content: "The customer is behind it",
            trigger: `${NO_DIALOG} .o_form_view:not(${FORM})`,
        },
    ],
});

const CUSTOMER = ".o_field_widget[name=partner_id]";

registry.category("web_tour.tours").add("jl_crm_pipeline_register_from_field", {
    steps: () => [
        {
            content: "Type a customer that is not there",
            trigger: `${CUSTOMER}:visible input`,
            run: "edit 梅州市顺亿五金厂",
        },
        {
            content: "It is registered, and not made of its name alone",
            trigger:
                ".o-autocomplete--dropdown-menu:not(:has(.o_m2o_dropdown_option_create)) .o_m2o_dropdown_option_create_edit:contains(Register “梅州市顺亿五金厂”)",
            run: "click",
        },
        {
            content: "The form of a new customer has the name",
            trigger: `.modal ${FORM} .o_field_widget[name=name] input:value(梅州市顺亿五金厂)`,
        },
        fillCard("entry_contact_name", "黎子晴"),
        fillCard("entry_contact_mobile", "13711162254"),
        {
            content: "Save",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "The field has it",
            trigger: `${NO_DIALOG} ${CUSTOMER} input:value(梅州市顺亿五金厂)`,
        },
        {
            content: "Leave the opportunity",
            trigger: ".o_form_button_cancel",
            run: "click",
        },
    ],
});
