"""Several discussions told as one debate: whose theses agree, one count of voices, key points over all of them."""

from agorascope.together.naming import apart, names, numbered
from agorascope.together.retelling import retold
from agorascope.together.subjects import topics
from agorascope.together.telling import debate

__all__ = ["apart", "debate", "names", "numbered", "retold", "topics"]
