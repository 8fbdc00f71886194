from . import index
from . import entry
from . import runs
from . import pool
from . import merge
from . import figure
