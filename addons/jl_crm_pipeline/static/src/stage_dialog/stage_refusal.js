import {refusals} from "@jl_crm_base/retry/refusals";
import {CrmKanbanDynamicGroupList} from "@crm/views/crm_kanban/crm_kanban_model";
import {patch} from "@web/core/utils/patch";
import {STAGE_ERROR, StageDialog} from "./stage_dialog";

/** What an onchange of the stage brings along: no work of the user's is lost with it. */
const FOLLOWING = new Set([
    "stage_id",
    "probability",
    "automated_probability",
    "is_automated_probability",
    "won_status",
    "opportunity_state",
    "stage_days",
    "stage_pace",
    "days_allowed",
    "is_rotting",
    "rotting_days",
]);

/** Somebody has left the dialogue: the card goes back to where it was. */
class StageLeft extends Error {}

/** Resolves to whether it was saved; the dialogue stays until it is, or is left. */
function fillIn(record, error, retry) {
    return new Promise((resolve) => {
        const onGoOn = async (entry) => {
            const outcome = await retry({stage_entry: entry});
            if (!outcome.error) {
                resolve(outcome.saved);
            }
            return outcome.error;
        };
        const props = {data: error.data, onGoOn};
        record.model.dialog.add(StageDialog, props, {onClose: () => resolve(false)});
    });
}

async function leaveStage(record) {
    if (!record.isInEdition) {
        record._discard();
        throw new StageLeft();
    }
    const isClean = Object.keys(record._changes).every((name) => FOLLOWING.has(name));
    if (isClean) {
        record._discard();
    } else if (record.resId && "stage_id" in record._changes) {
        await record._update({stage_id: record._values.stage_id});
    }
}

refusals.add(STAGE_ERROR, {
    // a contact record can say the step as well
    resModels: ["crm.lead", "crm.contact.record"],
    async ask(record, error, retry) {
        const saved = await fillIn(record, error, retry);
        if (!saved && record.resModel === "crm.lead") {
            await leaveStage(record);
        }
        return saved;
    },
});

patch(CrmKanbanDynamicGroupList.prototype, {
    async moveRecord() {
        try {
            return await super.moveRecord(...arguments);
        } catch (error) {
            if (!(error instanceof StageLeft)) {
                throw error;
            }
        }
    },
});
