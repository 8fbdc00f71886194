from . import crm_funnel
from . import crm_funnel_cells
