from . import masked_contact_mixin
from . import ir_filters
from . import document_row_mixin
from . import base_contact_data
from . import crm_customer_grant
from . import crm_customer_access_log
from . import res_users
from . import res_users_code
from . import res_users_load
from . import res_users_office
from . import res_users_papers
from . import ir_rule
from . import res_users_leaving
from . import res_groups
from . import res_users_owner
from . import crm_team
from . import crm_team_code
from . import crm_team_member
from . import mail_thread
from . import mail_followers
from . import mail_message
from . import mail_notification
from . import mail_template_preview
from . import res_partner_holder
from . import res_partner_department
from . import res_partner_receiver
from . import res_partner_owner
from . import res_partner_sharing
from . import res_partner_grants
from . import res_partner_collaborator
from . import res_partner_page

# the last is asked first: a search by words asks how many customers the user sees,
# which depends on the mark that the rule puts on a search for customers alone
from . import res_partner_search
from . import res_partner_rule
from . import res_partner_finding
from . import res_partner_found_by
from . import res_partner_next_steps

from . import res_partner_log
from . import res_partner_name
from . import ir_qweb_field_contact
from . import crm_merge_check
from . import crm_merge_engine
from . import crm_merge_undo
from . import crm_partner_merge
from . import res_config_settings
