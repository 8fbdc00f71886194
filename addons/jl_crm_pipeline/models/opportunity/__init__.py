from . import res_partner
from . import res_users
from . import crm_competitor
from . import crm_lead_competitor
from . import crm_selling_expense_kind
from . import crm_selling_expense
from . import res_partner_expense
from . import crm_lead_grant
from . import crm_lead_split
from . import crm_lead_split_merge
from . import crm_lead_merge
from . import crm_lead_outcome
from . import crm_lead_kept
from . import crm_lead_expense
from . import crm_lead_sharing
from . import crm_lead_contact_data
from . import crm_lead_customer
from . import crm_lead_subject

# asked before the others: a new one loses first what the system keeps
from . import crm_lead_work
