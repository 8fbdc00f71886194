from . import ir_sequence
from . import res_company
from . import res_users
from . import res_partner
from . import res_partner_record
from . import res_partner_bin
from . import res_partner_privacy
from . import crm_merge_engine
