from . import crm_duplicate_index
from . import crm_duplicate_analysis
from . import res_partner_alias
from . import res_partner
