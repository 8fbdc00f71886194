from . import crm_figure
from . import crm_workplace
