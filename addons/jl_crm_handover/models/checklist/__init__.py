from . import crm_handover_template
from . import crm_handover_line
from . import crm_handover_line_marks
from . import crm_handover_attendance
from . import crm_handover_names
from . import crm_handover_facts
from . import crm_handover
from . import crm_handover_step
