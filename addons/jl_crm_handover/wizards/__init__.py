from . import crm_handover_objection
