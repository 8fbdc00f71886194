from . import test_company_day
from . import test_special_days
from . import test_special_year
from . import test_units
