from . import crm_handover_move
from . import crm_handover
from . import crm_handover_return
from . import res_config_settings
