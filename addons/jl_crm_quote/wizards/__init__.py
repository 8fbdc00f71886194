from . import crm_review_reason
from . import crm_review_compare
from . import mail_compose_message
from . import portal_share
from . import base_partner_merge_automatic_wizard
from . import payment_link_wizard
from . import crm_offer_import
from . import crm_offer_import_line
