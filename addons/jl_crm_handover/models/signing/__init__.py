from . import crm_handover_signature
from . import crm_handover_seal
from . import crm_handover
