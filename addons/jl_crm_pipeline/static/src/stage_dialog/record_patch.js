import {CrmKanbanDynamicGroupList} from "@crm/views/crm_kanban/crm_kanban_model";
import {patch} from "@web/core/utils/patch";
import {Record} from "@web/model/relational_model/record";
import {StageDialog, isStageError} from "./stage_dialog";

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

/**
 * A form, the statusbar, a card on the kanban: wherever an opportunity is saved, a
 * refusal opens the dialog; what is filled in there goes with the next attempt.
 */
patch(Record.prototype, {
    _getChanges() {
        const changes = super._getChanges(...arguments);
        if (this.stageEntry) {
            changes.stage_entry = this.stageEntry;
        }
        return changes;
    },

    async _save(options = {}) {
        if (this.resModel !== "crm.lead" || this.stageEntry) {
            return super._save(options);
        }
        const {saved, refusal} = await this._trySaving(options, (params) =>
            super._save(params)
        );
        return refusal ? this._askStageEntry(refusal, options) : saved;
    },

    /** Save, and return the refusal of a stage instead of raising it. */
    async _trySaving(options, save) {
        let refusal = null;
        const onError = async (error, choices) => {
            if (isStageError(error)) {
                refusal = error;
                return false;
            }
            if (options.onError) {
                return options.onError(error, choices);
            }
            if (!this.isInEdition) {
                await this._load({});
            }
            throw error;
        };
        const saved = await save({...options, onError});
        return {saved, refusal};
    },

    /** Resolves to whether it was saved in the end. */
    async _askStageEntry(error, options) {
        const saved = await new Promise((resolve) => {
            const onGoOn = async (entry) => {
                this.stageEntry = entry;
                try {
                    const result = await this._trySaving(options, (params) =>
                        this._save(params)
                    );
                    if (!result.refusal) {
                        resolve(result.saved);
                    }
                    return result.refusal;
                } finally {
                    this.stageEntry = null;
                }
            };
            const props = {data: error.data, onGoOn};
            const onClose = () => resolve(false);
            this.model.dialog.add(StageDialog, props, {onClose});
        });
        if (!saved) {
            await this._leaveStage();
        }
        return saved;
    },

    async _leaveStage() {
        if (!this.isInEdition) {
            this._discard();
            throw new StageLeft();
        }
        const isClean = Object.keys(this._changes).every((name) => FOLLOWING.has(name));
        if (isClean) {
            this._discard();
        } else if (this.resId && "stage_id" in this._changes) {
            await this._update({stage_id: this._values.stage_id});
        }
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
