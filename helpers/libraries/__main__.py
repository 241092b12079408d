"""Print what `helpers.libraries.verify.answer` says of one library, as JSON."""

import json
import sys

from helpers.libraries.verify import answer

print(json.dumps(answer(sys.argv[1])))
