import {KanbanController} from "@web/views/kanban/kanban_controller";
import {onMounted} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";

/** Where a phone lets people choose a customer, they can type at once. */
patch(KanbanController.prototype, {
    setup() {
        super.setup(...arguments);
        if (this.env.inDialog && this.env.isSmall && this.props.selectRecord) {
            this.searchBarToggler.props.toggleSearchBar();
            onMounted(() => this.focusSearch());
        }
    },

    focusSearch() {
        const bar = this.rootRef?.el?.querySelector(".o_searchview_input");
        bar?.focus();
    },
});
