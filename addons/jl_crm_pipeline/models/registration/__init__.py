from . import customer_source
from . import res_country_state
from . import res_partner_industry
from . import res_partner_places
from . import res_partner
