from . import crm_handover_template
from . import crm_handover_line
from . import crm_handover
