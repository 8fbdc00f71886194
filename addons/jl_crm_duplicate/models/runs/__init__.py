from . import duplicate_decision_mixin
from . import crm_duplicate_finder
from . import crm_duplicate_grouping
from . import crm_duplicate_grouping_links
from . import crm_duplicate_pair
from . import crm_duplicate_group
from . import crm_duplicate_run
from . import res_partner
