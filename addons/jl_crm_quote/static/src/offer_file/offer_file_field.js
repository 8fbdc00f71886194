import {BinaryField, binaryField} from "@web/views/fields/binary/binary_field";
import {FileUploader} from "@web/views/fields/file_handler";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

// What the server reads at the most; larger ones it might not even answer
const MOST_MEGABYTES = 20;

export class OfferUploader extends FileUploader {
    validFileType(file) {
        if (file.size > MOST_MEGABYTES * 1024 * 1024) {
            const message = _t(
                "The file is larger than %(most)s MB. Take out pictures and sheets that are not needed, and save it again.",
                {most: MOST_MEGABYTES}
            );
            this.notification.add(message, {type: "danger"});
            return false;
        }
        return super.validFileType(file);
    }
}

export class OfferFileField extends BinaryField {
    static components = {...BinaryField.components, FileUploader: OfferUploader};
}

registry.category("fields").add("jl_crm_offer_file", {
    ...binaryField,
    component: OfferFileField,
});
