from . import crm_handover
from . import crm_handover_document
from . import res_config_settings
from . import ir_attachment
