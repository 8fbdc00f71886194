# the last is asked first: who may leave at all, before an order's lines are replaced by
# its offer's rows, before a change of them voids what was approved
from . import review
from . import quotation
from . import execution
from . import offer
from . import contract
from . import exits
