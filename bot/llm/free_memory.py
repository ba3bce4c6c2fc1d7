"""How much of the machine's memory this process may still take."""

from __future__ import annotations

from pathlib import Path

import psutil

_CGROUPS = Path("/sys/fs/cgroup")


def free_memory(cgroups: Path = _CGROUPS, own: Path = Path("/proc/self/cgroup")) -> int:
    """Bytes that are free, those that hold files' contents and can be had at once included.

    A limit that a container or a service manager sets counts too (cgroup v2,
    https://docs.kernel.org/admin-guide/cgroup-v2.html#memory).

    Args:
        cgroups: where the kernel shows the control groups.
        own: which of them this process is in.
    """
    return min([int(psutil.virtual_memory().available), *_left(cgroups, own)])


def _left(cgroups: Path, own: Path) -> list[int]:
    """What each limited group above this process leaves, in bytes."""
    try:
        name = own.read_text().rpartition("::/")[2].strip()
    except OSError:  # no Linux
        return []
    group = cgroups / name
    limited = [one for one in (group, *group.parents) if one.is_relative_to(cgroups)]
    return [left for one in limited if (left := _left_in(one)) is not None]


def _left_in(group: Path) -> int | None:
    try:
        limit = (group / "memory.max").read_text().strip()
        used = int((group / "memory.current").read_text())
        files = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
    except OSError:  # no such group, or one without a limit, as the topmost
        return None
    if limit == "max":
        return None
    return max(int(limit) - used + int(files["inactive_file"]), 0)
