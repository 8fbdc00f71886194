from . import test_company_day
from . import test_kept_row_mixin
from . import test_special_days
from . import test_special_year
from . import test_system_field_mixin
from . import test_units
from . import test_workflow_mixin
from . import test_wording
