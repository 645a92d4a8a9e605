"""Exit codes, a second server, descriptors and the clock."""

import json
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import time

from registry import rig
from world import (BUSY, DAMAGE, IO_FAILURE, OK, PROGRAM, UNAVAILABLE, USAGE, Skipped, StartFailure,
                   expect, wait_until)


def start_code(ledger, **options):
    """The exit code of a start that is to fail."""
    try:
        server = ledger.start(**options)
    except StartFailure as failure:
        expect(failure.text.strip() != "", "it ended without a word")
        return failure.code
    server.kill()
    return None


@rig("P3: exit codes tell a supervisor whether to start again")
def exit_codes(rig):
    ledger = rig.ledger()
    server = ledger.prepare(ledger.start())
    ledger.finish(ledger.load(server, answers=400), "load")
    expect(start_code(ledger) == BUSY, "a directory in use")
    expect(server.stop() == OK, "a clean end")
    expect(start_code(ledger, options=["--segment-bytes", "7"]) == USAGE, "a wrong option")
    taken = socket.create_server(("127.0.0.1", 0))
    address = f"127.0.0.1:{taken.getsockname()[1]}"
    expect(start_code(ledger, options=["--listen", address]) == UNAVAILABLE, "a taken address")
    taken.close()
    for _ in range(10):
        server = ledger.start()
        server.kill()
    whole = ledger.folder / "whole"
    shutil.copytree(ledger.data, whole)
    first = sorted(ledger.data.glob("log-*"))[0]
    with open(first, "r+b") as file:
        file.seek(600)
        byte = file.read(1)[0]
        file.seek(600)
        file.write(bytes([byte ^ 4]))
    for _ in range(2):
        expect(start_code(ledger) == DAMAGE, "a damaged log, also the second time")
    expect(subprocess.run([PROGRAM, "verify", str(ledger.data)],
                          capture_output=True).returncode == DAMAGE, "verify of a damaged log")
    shutil.rmtree(ledger.data)
    whole.rename(ledger.data)
    expect(start_code(ledger, limits=[(resource.RLIMIT_FSIZE, (1_000, 1_000))]) == IO_FAILURE,
           "a start whose writes fail")
    ledger.check().kill()
    rig.runs = 1


@rig("S16: a second server ends at once and touches nothing; SIGKILL frees the directory")
def second_server(rig):
    ledger = rig.ledger()
    server = ledger.prepare(ledger.start())
    ledger.finish(ledger.load(server, answers=200), "load")
    for count in rig.rounds(normal=6, ci=3):
        tills = ledger.load(server)
        if count % 2 == 0:
            (ledger.data / "lock").unlink()
        before = sorted(os.listdir(ledger.data))
        second = subprocess.run([PROGRAM, "serve", "--data", str(ledger.data), "--listen",
                                 "127.0.0.1:0"], capture_output=True, timeout=10)
        expect(second.returncode == BUSY, f"exit code {second.returncode}")
        for name in set(os.listdir(ledger.data)) ^ set(before):
            expect(name.startswith("log-"), f"{name} came or went")
        server.kill()
        ledger.finish(tills, "load")
        server = ledger.check()
        rig.runs += 1
    server.kill()


@rig("P4: without descriptors the log and open connections go on, and service returns")
def no_descriptors(rig):
    for _ in rig.rounds(normal=1, ci=1):
        ledger = rig.ledger()
        server = ledger.prepare(ledger.start())
        tills = ledger.load(server, lanes=24, seconds=280)
        wait_until(lambda: ledger.answers() > 100, 60, "answers")
        used = len(os.listdir(f"/proc/{server.pid}/fd"))
        _, hard = resource.prlimit(server.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (used, hard))
        waiting = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(60)]
        # Open connections go on, until the segments that lie ready are used up.
        answered = ledger.answers()
        wait_until(lambda: ledger.answers() > answered + 500, 60, "answers without descriptors")
        wait_until(lambda: ledger.refusals() > 0, 120, "refusals without a segment")
        tills.kill()
        tills.wait()
        expect(server.is_running, f"the server ended: {server.process.poll()}\n{server.errors()}")
        spent = processor_seconds(server)
        time.sleep(1)
        expect(processor_seconds(server) - spent < 0.3, "accepting spins")
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (hard, hard))
        for connection in waiting:
            connection.close()
        ledger.settle(server)
        answered = ledger.answers()
        ledger.finish(ledger.load(server, answers=300), "load")
        expect(ledger.answers() > answered, "no service although there were descriptors again")
        ledger.settle(server)
        expect(server.stop() == 0, "the stop")
        ledger.check().kill()
        rig.runs += 1


def processor_seconds(server):
    with open(f"/proc/{server.pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def faketime(folder):
    """The environment that takes the wall clock from a file."""
    for library in pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"):
        clock = folder / "clock"
        clock.write_text("+0")
        return clock, {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(clock),
                       "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                       "DONT_FAKE_MONOTONIC": "1",
                       # Without it the library moves the environment, and Swift, which looks for
                       # the arguments beside it, finds none.
                       "FAKETIME_SHARED": "/none /none"}
    raise Skipped("faketime is not installed")


@rig("C1: the clock goes back and forward under load and over restarts; order and sums stay")
def clock(rig):
    ledger = rig.ledger()
    watch, env = faketime(ledger.folder)
    server = ledger.prepare(ledger.start(env=env))
    for count in rig.rounds(normal=4, ci=2):
        tills = ledger.load(server, seconds=3)
        for _ in range(4):
            time.sleep(0.3)
            # As far as clients' request ids may differ from the server's time.
            watch.write_text(f"{rig.random.randint(-200, 40):+d}")
        server.kill()
        ledger.finish(tills, "load")
        watch.write_text(f"{rig.random.randint(-200, 0):+d}")
        server = ledger.check(env=env)
        rig.runs += 1
    expect(server.stop() == 0, "the stop")
    entities_never_go_back(ledger)


def entities_never_go_back(ledger):
    """The times of an entity's records, in the order of its versions."""
    done = subprocess.run([PROGRAM, "inspect", str(ledger.data)], capture_output=True, timeout=120)
    last = {}
    rows = 0
    for line in done.stdout.splitlines():
        row = json.loads(line)
        if "recorded_at_ms" not in row:
            continue
        entity, stamp = (row["entity_type"], row["entity"]), row["recorded_at_ms"]
        expect(stamp >= last.get(entity, 0), f"{entity} goes back: {row}")
        last[entity] = stamp
        rows += 1
    expect(rows > 500, f"only {rows} records were looked at")


@rig("C2, as far as it is promised: after a leap of a year requests are refused, nothing is lost")
def clock_leap(rig):
    ledger = rig.ledger()
    watch, env = faketime(ledger.folder)
    server = ledger.prepare(ledger.start(env=env))
    ledger.finish(ledger.load(server, answers=300), "load")
    answers = ledger.answers()
    watch.write_text("+365d")
    ledger.finish(ledger.load(server, seconds=2), "load")
    expect(server.is_running, f"the server ended\n{server.errors()}")
    expect(ledger.answers() == answers, "an id from another year was carried out")
    server.kill()
    ledger.verify()
    rig.runs = 1
