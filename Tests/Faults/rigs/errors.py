"""Calls that fail: errors at the n-th call, short and interrupted writes, syncs that are late."""

import os
import re
import resource

from registry import rig
from world import IO_FAILURE, SEGMENT_BYTES, StartFailure, expect, strace, wait_until

CALLS = "pwrite64,fdatasync,fsync,renameat,unlinkat"
FAULTS = [("fdatasync", "EIO", 30), ("fdatasync", "ENOSPC", 30), ("pwrite64", "EIO", 40),
          ("pwrite64", "ENOSPC", 40), ("fsync", "EIO", 4), ("renameat", "EIO", 3),
          ("renameat", "ENOSPC", 3), ("unlinkat", "EIO", 2)]


@rig("S5 S6 S7: EIO and ENOSPC at the n-th write, sync, rename and unlink")
def error_at_call(rig):
    ledger = server = None
    reached = 0
    for count in rig.rounds(normal=48, ci=24):
        if count % 4 == 1:
            if server:
                expect(server.stop() == 0, "the stop between two directories")
            ledger = rig.ledger()
            server = ledger.prepare(ledger.start())
        call, error, limit = FAULTS[(count - 1) % len(FAULTS)]
        is_for_ever = "+" if rig.random.random() < 0.3 else ""
        number = rig.random.randint(1, rig.random.choice([2, limit]))
        injection = f"{call}:error={error}:when={number}{is_for_ever}"
        if rig.random.random() < 0.5:
            server.kill()
        else:
            expect(server.stop() == 0, "a stop without a fault")
        if failing_life(rig, ledger, injection, error):
            reached += 1
            rig.note(f"{call} {error}")
        server = ledger.check()
        rig.runs += 1
    expect(reached * 3 >= rig.runs, f"only {reached} of {rig.runs} calls were reached")
    expect(server.stop() == 0, "the last stop")


def failing_life(rig, ledger, injection, error):
    """A start, a load and a stop with an injection; whether it was reached."""
    calls = ledger.folder / "calls"
    calls.unlink(missing_ok=True)
    code = None
    try:
        server = ledger.start(wrapper=strace(CALLS, injection, output=calls))
    except StartFailure as failure:
        code = failure.code
    if code is None:
        # Enough for a segment to end.
        ledger.finish(ledger.load(server, seconds=3, answers=1_500), "load")
        code = server.stop()
    text = calls.read_text(errors="replace")
    if "(INJECTED)" not in text:
        expect(code == 0, f"{injection}: exit code {code} without a fault\n{ledger.log()}")
        return False
    # An error in what is not the log, a segment that finds no space, costs nothing.
    expect(code in (0, IO_FAILURE), f"{injection}: exit code {code}\n{ledger.log()}")
    if code == IO_FAILURE and error == "EIO":
        no_call_after_failure(injection, text)
    return True


def no_call_after_failure(injection, text):
    """CL6: the thread that met the error makes no further call on the files.

    A snapshot that could not be written is no failure of the log (CS8): its maker takes away what
    there is of it, and syncs the directory after that.
    """
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if "(INJECTED)" in line)
    thread = lines[first].split()[0]
    later = [line for line in lines[first + 1:] if line.split()[0] == thread
             and re.search(r"\b(pwrite64|fdatasync|fsync|renameat|unlinkat)\(", line)]
    wrong = []
    is_cleaning = False
    for line in later:
        if re.search(r'\bunlinkat\(\d+, "snapshot-', line):
            is_cleaning = True
        elif not (is_cleaning and re.search(r"\bfsync\(", line)):
            wrong.append(line)
    expect(not wrong, f"{injection}: calls after the failure: {wrong[:3]}")


@rig("S3: interrupted writes and reads change nothing")
def interrupted(rig):
    ledger = rig.ledger()
    server = ledger.prepare(ledger.start())
    for count in rig.rounds(normal=3, ci=1):
        server.kill()
        step = rig.random.randint(2, 5)
        server = ledger.start(wrapper=strace(
            "pwrite64,pread64", f"pwrite64:error=EINTR:when=1+{step}",
            f"pread64:error=EINTR:when=1+{step}", paths=log_files(ledger)))
        ledger.finish(ledger.load(server, answers=1_500), "load")
        ledger.settle(server)
        expect(server.stop() == 0, "interrupted calls ended the server")
        server = ledger.check()
        rig.runs += 1
    server.kill()


def log_files(ledger):
    """The files that the log has or will have: the program's own must load as ever."""
    return [ledger.data / f"log-{number:010}{suffix}" for number in range(1, 9)
            for suffix in ("", ".tmp")]


@rig("S3 S7: a write that is cut short by a limit ends the process, and loses nothing")
def short_write(rig):
    for _ in rig.rounds(normal=4, ci=2):
        ledger = rig.ledger()
        server = ledger.prepare(ledger.start())
        # No file may grow or be written beyond this: inside a segment, at no page's end.
        limit = rig.random.randrange(40_000, SEGMENT_BYTES // 4)
        tills = ledger.load(server, seconds=20)
        wait_until(lambda: ledger.answers() > 100, 60, "answers")
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (limit, limit))
        code = server.ended()
        ledger.finish(tills, "load")
        expect(code == IO_FAILURE, f"limit {limit}: exit code {code}\n{ledger.log()}")
        server = ledger.check()
        expect(server.stop() == 0, "the stop after it")
        rig.runs += 1


@rig("S15: a sync that takes seconds: nothing is acknowledged before it, all is afterwards")
def slow_sync(rig):
    for _ in rig.rounds(normal=1, ci=1):
        ledger = rig.ledger()
        ledger.prepare(ledger.start()).kill()
        delay = 5.0
        # By the log's thread; a segment that is made meanwhile has a thread of its own.
        late = f"fdatasync:delay_enter={int(delay * 1e6)}:when={rig.random.randint(20, 40)}"
        server = ledger.start(wrapper=strace("fdatasync", late))
        before = resident(server)
        tills = ledger.load(server, lanes=24, answers=3_000, seconds=40)
        ledger.finish(tills, "load")
        gap, answered = longest_gap(ledger)
        expect(gap > delay * 0.9, f"answers {gap:.1f} s apart at most, with a sync of {delay} s")
        expect(answered > 200, f"only {answered} answers")
        expect(resident(server) < before + (64 << 20), "memory grew while the disk was slow")
        ledger.settle(server)
        server.kill()
        ledger.check().kill()
        rig.runs += 1


def longest_gap(ledger):
    """Seconds between two answers, and how many there were."""
    times = [int(line.split()[1]) for line in ledger.book.read_bytes().splitlines()
             if line.startswith(b"A ")]
    return max(b - a for a, b in zip(times, times[1:])) / 1_000, len(times)


def resident(server):
    with open(f"/proc/{server.pid}/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGESIZE")
