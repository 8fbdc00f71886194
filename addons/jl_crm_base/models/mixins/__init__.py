from . import base
from . import system_field_mixin
from . import workflow_mixin
from . import kept_row_mixin
from . import decision_asking_mixin
from . import sealed_content_mixin
