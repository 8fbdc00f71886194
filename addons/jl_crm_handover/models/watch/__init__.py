from . import crm_handover
from . import crm_handover_supervisor
from . import crm_handover_document
from . import ir_actions_report
from . import res_config_settings
from . import ir_attachment
