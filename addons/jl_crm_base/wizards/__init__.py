from . import crm_country_choice
