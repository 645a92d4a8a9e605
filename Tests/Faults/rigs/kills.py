"""SIGKILL: at random moments, and at chosen calls."""

import json
import signal
import subprocess
import time

from registry import rig
from world import PROGRAM, ROOT, StartFailure, commands, expect, strace, unpack

CALLS = ["pwrite64", "fdatasync", "fsync", "renameat", "unlinkat"]
# What the server of the first format left, and what its members have.
FIRST = ROOT / "Tests/Golden/format-1"
FIRST_POINTS = {"ada": 153, "bo": 40, "cy": 7}
# Segments that are full in a moment, and snapshots that soon make them unnecessary.
ARCHIVING = {"segment_bytes": 1_114_112, "options": ["--snapshot-log-bytes", "300000"]}


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
    # How long each tool lately took where nothing killed it, in seconds: kills fall within that.
    lasts = {"backup": 0.06, "restore": 0.06}
    for count in rig.rounds(normal=16, ci=8):
        backups = ledger.folder / f"backups-{count}"
        restored = ledger.folder / f"restored-{count}"
        tills = ledger.load(server)
        running = ["backup", str(backups), "--connect", f"127.0.0.1:{server.port}"]
        for _ in range(rig.random.randint(1, 4)):
            killed += kill_tool(rig, running, lasts)
        server.kill()
        ledger.finish(tills, "load")
        # Of the files that the killed server has left: all that was acknowledged is in them.
        stopped = ["backup", str(backups), "--data", str(ledger.data)]
        for _ in range(rig.random.randint(0, 2)):
            killed += kill_tool(rig, stopped, lasts)
        tool(stopped)
        tool(["verify", str(backups)])
        restore = ["restore", str(backups), str(restored)]
        while rig.random.random() < 0.7 and not is_restored(restored):
            killed += kill_tool(rig, restore, lasts)
        if not is_restored(restored):
            tool(restore)
        # The server goes on in what was restored, and the book of the tills must fit it.
        ledger.data = restored
        server = ledger.check()
    rig.note("before their end", killed)
    expect(killed * 2 >= rig.runs, f"only {killed} of {rig.runs} were killed before their end")
    expect(server.stop() == 0, "the last stop")
    ledger.verify()


@rig("S1 S18: SIGKILL at random moments of an upgrade from the first format")
def kill_upgrade(rig):
    for _ in rig.rounds(normal=12, ci=6):
        ledger = rig.ledger()
        unpack(FIRST, ledger.data)
        first = records(ledger)
        expect(len(first) == 17, f"{len(first)} records of the first server")
        for _ in range(rig.random.randint(1, 3)):
            again = ledger.start(wait=False)
            time.sleep(rig.random.uniform(0, 0.1))
            kill(rig, again, "start")
        server = ledger.prepare(ledger.start())
        tills = ledger.load(server)
        time.sleep(rig.random.uniform(0.01, 0.2))
        # The first snapshot of this program, of what was another's.
        asked = commands(server.port, ledger.folder / "asked")["snapshot"]
        command = subprocess.Popen([PROGRAM, *asked], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(rig.random.uniform(0, 0.1))
        if rig.random.random() < 0.5:
            server.process.send_signal(signal.SIGTERM)
            time.sleep(rig.random.uniform(0, 0.1))
        kill(rig, server, "first snapshot")
        ledger.finish(tills, "load")
        command.wait(60)
        server = ledger.check()
        points(server)
        expect(server.stop() == 0, "the stop")
        ledger.verify()
        for before, after in zip(first, records(ledger)):
            expect(before == after, f"was {before}\nand is {after}")


def records(ledger):
    """What the log and its archives have, without what is personal: archives have nothing of it."""
    all = [json.loads(line) for line in tool(["inspect", str(ledger.data)]).splitlines()]
    for one in all:
        one.get("body", {}).pop("profile", None)
    return all


def points(server):
    """The first server's members have what they had."""
    for member, wanted in FIRST_POINTS.items():
        request = {"envelope": {"programId": "end-to-end"}, "member": {"memberId": member}}
        answer = tool(["call", "Members/GetMember", "--connect", f"127.0.0.1:{server.port}",
                       "--json", json.dumps(request)])
        found = sum(int(one.get("total", 0)) for one in json.loads(answer).get("balances", []))
        expect(found == wanted, f"{member} has {found} points, not {wanted}")


@rig("S1: SIGKILL at random moments of archiving")
def kill_archiving(rig):
    ledger = server = None
    struck = 0
    for count in rig.rounds(normal=10, ci=5):
        if count % 5 == 1:
            if server:
                expect(server.stop() == 0, "the stop between two directories")
            ledger = rig.ledger()
            server = ledger.prepare(ledger.start(**ARCHIVING))
        tills = ledger.load(server)
        # An archive is being written while its file has its other name.
        end = time.monotonic() + rig.random.choice([2, 20, 20])
        while time.monotonic() < end and not being_archived(ledger):
            time.sleep(0.001)
        time.sleep(rig.random.uniform(0, 0.04))
        struck += being_archived(ledger)
        kill(rig, server, "load")
        ledger.finish(tills, "load")
        if rig.random.random() < 0.5:
            again = ledger.start(wait=False, **ARCHIVING)
            time.sleep(rig.random.uniform(0, 0.2))
            struck += being_archived(ledger)
            kill(rig, again, "start")
        server = ledger.check(**ARCHIVING)
    rig.note("while a file was written", struck)
    expect(server.stop() == 0, "the last stop")
    ledger.verify()
    expect(struck > 0, "no kill struck while an archive was written")


def being_archived(ledger):
    return any(ledger.data.glob("archive-*.tmp"))


def kill(rig, server, moment):
    server.kill()
    rig.runs += 1
    rig.note(moment)


def kill_tool(rig, words, lasts):
    """Runs the program and kills it; whether it was still at work."""
    started = time.monotonic()
    process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        process.wait(rig.random.uniform(0.001, lasts[words[0]]))
        lasts[words[0]] = time.monotonic() - started
    except subprocess.TimeoutExpired:
        process.kill()
        # The work may have grown: a share of the kills goes on falling close to its end.
        lasts[words[0]] *= 1.02
    rig.runs += 1
    rig.note(words[0])
    return process.wait() == -signal.SIGKILL


def tool(words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, timeout=120)
    expect(done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout.decode()}"
           f"{done.stderr.decode()}")
    return done.stdout.decode()


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
