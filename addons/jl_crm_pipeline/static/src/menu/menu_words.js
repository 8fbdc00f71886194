import {_t} from "@web/core/l10n/translation";

/** A word of Odoo's user menu that its own catalogues leave out; it is found among ours. */
export const SHORTCUTS = _t("Shortcuts");
