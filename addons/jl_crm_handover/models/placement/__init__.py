from . import mail_activity
from . import crm_handover_scope
from . import crm_handover
from . import crm_handover_names
from . import crm_handover_preview
