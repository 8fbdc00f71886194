from . import test_duplicate_analysis
from . import test_duplicate_index
from . import test_duplicate_search
from . import test_engine_checks
from . import test_tours
from . import test_merge_property
