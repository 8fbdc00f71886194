from . import base_import_import
from . import base_partner_merge_automatic_wizard
from . import crm_lead2opportunity_partner_mass
from . import crm_duplicate_decision
from . import crm_duplicate_pooling
from . import crm_duplicate_search
from . import crm_duplicate_search_line
