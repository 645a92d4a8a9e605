"""SIGKILL: at random moments, and at chosen calls."""

import signal
import subprocess
import time

from registry import rig
from world import PROGRAM, StartFailure, commands, expect, strace

CALLS = ["pwrite64", "fdatasync", "fsync", "renameat", "unlinkat"]


@rig("S1: SIGKILL at random moments of load, recovery and stop")
def kill_random(rig):
    ledger = server = None
    for count in rig.rounds(normal=54, ci=30):
        if count % 4 == 1:
            # The book is compared as a whole each time, so it is begun anew now and then.
            if server:
                expect(server.stop() == 0, "the stop between two directories")
            ledger = rig.ledger()
            server = ledger.prepare(ledger.start())
        tills = ledger.load(server)
        time.sleep(rig.random.uniform(0.01, 0.15))
        asked = commands(server.port, ledger.folder / f"asked-{count}")
        moment = rig.random.choice(["load", "load", "load", "stop", "recovery", *asked])
        if moment in asked:
            command = subprocess.Popen([PROGRAM, *asked[moment]], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(rig.random.uniform(0, 0.1))
        if moment == "stop":
            server.process.send_signal(signal.SIGTERM)
            time.sleep(rig.random.uniform(0, 0.05))
        server.kill()
        ledger.finish(tills, "load")
        if moment in asked:
            command.wait(60)
        if moment == "recovery":
            for _ in range(rig.random.randint(1, 3)):
                again = ledger.start(wait=False)
                time.sleep(rig.random.uniform(0, 0.06))
                again.kill()
        server = ledger.check()
        rig.runs += 1
        rig.note(moment)
    expect(server.stop() == 0, "the last stop")
    ledger.verify()


@rig("S1 S17: SIGKILL at the n-th write, sync, rename and unlink, also of recovery and stop")
def kill_at_call(rig):
    ledger = server = None
    reached = 0
    for count in rig.rounds(normal=40, ci=20):
        if count % 4 == 1:
            if server:
                expect(server.stop() == 0, "the stop between two directories")
            ledger = rig.ledger()
            server = ledger.prepare(ledger.start())
        call = rig.random.choice(CALLS)
        phase = rig.random.choice(["start", "load", "stop"])
        limit = {"pwrite64": 40, "fdatasync": 30}.get(call, 4)
        # The first few calls of each kind are those of recovery.
        number = rig.random.randint(1, rig.random.choice([2, limit]))
        injection = f"{call}:signal=SIGKILL:when={number}"
        # What is to be recovered: the end of a killed server.
        tills = ledger.load(server)
        time.sleep(rig.random.uniform(0.02, 0.1))
        server.kill()
        ledger.finish(tills, "load")
        if one_life(rig, ledger, injection, call, phase):
            reached += 1
            rig.note(f"{phase} {call}")
        server = ledger.check()
        rig.runs += 1
    expect(reached * 4 >= rig.runs, f"only {reached} of {rig.runs} calls were reached")
    expect(server.stop() == 0, "the last stop")


def one_life(rig, ledger, injection, call, phase):
    """A start, a load and a stop with an injection; whether the process was killed by it."""
    try:
        server = ledger.start(wrapper=strace(call, injection))
    except StartFailure as failure:
        expect(failure.code == -signal.SIGKILL, f"{injection}: {failure}")
        return True
    tills = ledger.load(server, seconds=2 if phase == "load" else 1, answers=800)
    if phase == "load":
        ledger.finish(tills, "load")
    else:
        time.sleep(0.1)
    code = server.stop()
    ledger.finish(tills, "load")
    expect(code in (0, -signal.SIGKILL), f"{injection}: exit code {code}\n{server.errors()}")
    return code != 0


@rig("S1: SIGKILL at random moments of backup and restore")
def kill_backup(rig):
    ledger = rig.ledger()
    server = ledger.prepare(ledger.start())
    killed = 0
    for count in rig.rounds(normal=16, ci=8):
        backups = ledger.folder / f"backups-{count}"
        restored = ledger.folder / f"restored-{count}"
        tills = ledger.load(server)
        running = ["backup", str(backups), "--connect", f"127.0.0.1:{server.port}"]
        for _ in range(rig.random.randint(1, 4)):
            killed += kill_tool(rig, running)
        server.kill()
        ledger.finish(tills, "load")
        # Of the files that the killed server has left: all that was acknowledged is in them.
        stopped = ["backup", str(backups), "--data", str(ledger.data)]
        for _ in range(rig.random.randint(0, 2)):
            killed += kill_tool(rig, stopped)
        tool(stopped)
        tool(["verify", str(backups)])
        restore = ["restore", str(backups), str(restored)]
        while rig.random.random() < 0.7 and not is_restored(restored):
            killed += kill_tool(rig, restore)
        if not is_restored(restored):
            tool(restore)
        # The server goes on in what was restored, and the book of the tills must fit it.
        ledger.data = restored
        server = ledger.check()
    expect(killed * 2 >= rig.runs, f"only {killed} of {rig.runs} were killed before their end")
    expect(server.stop() == 0, "the last stop")
    ledger.verify()


def kill_tool(rig, words):
    """Runs the program and kills it; whether it was still at work."""
    process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    time.sleep(rig.random.uniform(0.001, 0.06))
    process.kill()
    rig.runs += 1
    rig.note(words[0])
    return process.wait() == -signal.SIGKILL


def tool(words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, timeout=120)
    expect(done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout.decode()}"
           f"{done.stderr.decode()}")


def is_restored(folder):
    return (folder / "identity").exists() and not (folder / "restoring").exists()


@rig("negative control: books with a lost, doubled, invented or changed order are rejected")
def checker_control(rig):
    ledger = rig.ledger()
    server = ledger.prepare(ledger.start())
    ledger.finish(ledger.load(server, answers=300), "load")
    ledger.settle(server)
    lines = ledger.book.read_bytes().splitlines(keepends=True)
    answers = [index for index, line in enumerate(lines) if line.startswith(b"A ")]
    one, other = (lines[index].split() for index in answers[-2:])
    begin = next(i for i, line in enumerate(lines)
                 if line.startswith(b"B ") and line.split()[2] == one[2])
    tampered = {
        "lost": lines + [b"A 1 " + one[2] + b" 4711-1\n"],
        "doubled": lines + [b"A 1 " + other[2] + b" " + one[3] + b"\n"],
        "invented": [l for l in lines if l.split()[2] != one[2]],
        "changed": [*lines[:begin], b" ".join([*lines[begin].split()[:4], b"77",
                                               lines[begin].split()[5]]) + b"\n",
                    *lines[begin + 1:]],
    }
    for name, book in tampered.items():
        ledger.book.write_bytes(b"".join(book))
        done = ledger.tills("settle", server.port)
        _, errors = done.communicate(timeout=60)
        expect(done.returncode == 1, f"{name}: taken for good: {errors.decode()}")
        rig.runs += 1
    server.kill()
