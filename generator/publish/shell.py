"""
What the other machine is asked to do, for any POSIX shell.

The layout and its order of steps are those of `releases.py`. No value is ever put into a script:
values are its arguments, quoted one by one.
"""

from __future__ import annotations

import shlex

# $1 the root, $2 `make` or nothing. Says what is there, then holds the lock until its input ends,
# which it does when the one who asked is done, or dies. A lock whose holder is no more is cleared.
LOOK_AND_HOLD = """
umask 022
if [ "$2" = make ]; then mkdir -p "$1/releases" || exit 1; fi
if [ ! -d "$1/releases" ]; then echo "bantin nothing"; exit 0; fi
cd "$1" || exit 1
if [ -e current ] || [ -L current ]; then
  case "$(ls -ld current)" in *" current -> releases/"*) ;; *) echo "bantin foreign"; exit 0 ;; esac
fi
mine="releases/.lock.$$"
tries=0
until echo "$$" >"$mine" && ln "$mine" releases/.lock 2>/dev/null; do
  holder=$(cat releases/.lock 2>/dev/null)
  if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then rm -f releases/.lock; fi
  tries=$((tries + 1))
  if [ "$tries" -gt 8 ]; then rm -f "$mine"; echo "bantin busy $holder"; exit 0; fi
  sleep 1
done
trap 'rm -f releases/.lock' EXIT
trap 'exit 1' HUP INT TERM
rm -f "$mine"
if [ -d current/. ]; then at=$(cd -P current && pwd -P); echo "bantin current ${at##*/}"; fi
ls -tr releases | while read -r name; do
  if [ -d "releases/$name" ]; then echo "bantin release $name"; fi
done
for part in releases/.*.part; do
  if [ -d "$part" ]; then echo "bantin leftover ${part##*/}"; fi
done
if [ -f releases/history ]; then
  while read -r name; do echo "bantin recorded $name"; done <releases/history
fi
echo "bantin ready"
cat >/dev/null
"""

# $1 the root, $2 the release, $3 the folder it was made in or nothing, $4 the history.
# POSIX mv would follow `current` into the folder it leads to: GNU and BusyBox say -T, BSD -h.
SWITCH = """
umask 022
cd "$1" || exit 1
if [ -n "$3" ]; then
  if command -v sync >/dev/null 2>&1; then sync; fi
  mv "releases/$3" "releases/$2" || exit 1
fi
printf '%s' "$4" >releases/.history.part || exit 1
mv -f releases/.history.part releases/history || exit 1
rm -f .current.part
ln -s "releases/$2" .current.part || exit 1
mv -f -T .current.part current 2>/dev/null || mv -f -h .current.part current || exit 1
"""

# $1 the root, the rest: releases to drop. What cannot be removed now is tried again next time.
TIDY = """
cd "$1" || exit 1
shift
for old in "$@"; do mv "releases/$old" "releases/.$old.old.part"; done
rm -rf releases/.*.part releases/.lock.*
exit 0
"""


def command(script: str, *values: str) -> str:
    """Return the command line that runs *script* with *values*, for ssh to hand over."""
    return " ".join(shlex.quote(word) for word in ("sh", "-c", script, "bantin", *values))
