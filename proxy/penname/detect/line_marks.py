"""What tools print before the lines of a file: numbers, `+` and `-`, the file's name.

    12→password: x        config.yml:12:password: x        +password: x        web-1  | x

Patterns that reach over the end of a line, or begin at one, allow for such a mark.
"""

from __future__ import annotations

#: Numbers as `cat -n`, editors and `grep -n` have them; diffs and quotations; compose's logs.
MARK = (
    r"(?:[ \t]{0,8}\d{1,6}(?:→|\t|:[ \t]?|-|[ ]?\|[ ]?)|[\w./-]{1,80}[:-]\d{1,6}[:-]"
    r"|\+|[>-](?=\s)|[\w-]{1,40}[ ]{1,4}\|[ ])"
)
#: Where a line begins, behind its mark; at the end of what is searched backwards.
BEGIN = rf"(?:^|\n){MARK}?"
#: From the end of a line to the text of the next.
BREAK = rf"[ \t]{{0,8}}\r?\n{MARK}?[ \t]{{0,40}}"
#: Directly before the text of a line.
AT_BEGIN = r"(?<![^\n→\t+])"
