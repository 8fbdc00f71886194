from . import res_partner_alias
from . import crm_duplicate_changes
from . import crm_duplicate_index
from . import crm_duplicate_index_upkeep
from . import res_partner
from . import crm_lead
