from . import crm_duplicate_search
from . import crm_duplicate_search_line
