import {openMenu} from "@jl_crm_pipeline/../tests/tours/tour_steps";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("jl_crm_quote_my_orders", {
    steps: () => [
        ...openMenu(
            "jl_crm_quote.quotation_menu",
            "jl_crm_quote.sale_order_menu_my_execution"
        ),
        {
            content: "Only one's own, with bars",
            trigger: ".o_order_execution .o_data_row:only-child .o_progressbar",
        },
        {
            content: "As cards by how far they are",
            trigger: ".o_switch_view.o_kanban",
            run: "click",
        },
        {
            content: "Partly delivered",
            trigger:
                ".o_kanban_group:contains(Partly Delivered) .o_kanban_record:contains(Harbour Pumps)",
            run: "click",
        },
        {
            content: "The bars are on the order",
            trigger: ".o_form_view .o_execution .o_progressbar",
        },
        {
            content: "Open the customer",
            trigger: ".o_field_widget[name=partner_id] a.o_form_uri",
            run: "click",
        },
        {
            content: "Its orders in execution",
            trigger: ".o_notebook .nav-link[name=execution]",
            run: "click",
        },
        {
            content: "Open them",
            trigger: ".tab-pane.active button[name=action_view_execution]",
            run: "click",
        },
        {
            content: "The order is behind it",
            trigger: ".o_order_execution .o_data_row",
        },
    ],
});
