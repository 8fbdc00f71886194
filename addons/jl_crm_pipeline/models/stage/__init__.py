from . import crm_document_kind
from . import ir_attachment
from . import crm_stage
from . import crm_stage_default
from . import crm_stage_requirement
from . import crm_stage_requirement_kind
from . import crm_stage_requirement_approval
from . import crm_stage_answer
from . import crm_stage_waiver
from . import crm_stage_history
from . import crm_stage_history_watch

# the gate is asked before the progress: a stage from which it sets back was reached
from . import crm_lead_progress
from . import crm_lead_history
from . import crm_lead_missing
from . import crm_lead_reopening
from . import crm_lead_gate
from . import crm_lead_approval
from . import workday_source_mixin

from . import res_config_settings
