from . import crm_handover_signature
from . import crm_handover_seal
from . import crm_handover
from . import crm_handover_since
