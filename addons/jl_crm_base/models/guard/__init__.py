from . import base_protected
from . import base_links
from . import base_owners

# last: it calls the three above
from . import base
