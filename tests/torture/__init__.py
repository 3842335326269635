"""What ends a command in the midst of its writes, and what is judged afterwards; `python tests/torture --help`."""
