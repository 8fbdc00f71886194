from . import crm_duplicate_pool
from . import crm_duplicate_pair
from . import res_partner
