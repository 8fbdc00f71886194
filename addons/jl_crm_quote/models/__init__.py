# The last is asked first: whether an order may go out at all (exits), then its lines
# are replaced by the rows of the offer (offer), and only what stands there then is
# compared with what was approved (review). Execution asks for its links along with
# those of the review.
from . import review
from . import quotation
from . import execution
from . import offer
from . import contract
from . import exits
