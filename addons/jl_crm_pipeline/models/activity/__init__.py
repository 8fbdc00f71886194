from . import recorded_contact_mixin
from . import contact_phone_mixin
from . import res_partner
from . import res_partner_life
from . import res_partner_next_plan
from . import res_users
from . import mail_activity_type
from . import crm_contact_record
from . import crm_contact_record_follow_up
from . import crm_contact_record_step
from . import crm_contact_record_visit
from . import crm_lead
from . import crm_lead_next_plan
from . import mail_activity_plan
from . import mail_activity_contact
from . import mail_activity_next_plan

# asked before the others: a new one loses first what the system keeps
from . import mail_activity_work

from . import res_config_settings
