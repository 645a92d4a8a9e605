"""File systems of their own: full, cut off in the middle of their work, or failing."""

import fcntl
import os
import struct
import subprocess
import time

from registry import rig
from world import IO_FAILURE, Ledger, Skipped, Violation, expect, need, strace, wait_until

# EXT4_IOC_SHUTDOWN and XFS_IOC_GOINGDOWN; 2 = without writing the journal.
SHUTDOWN, WITHOUT_JOURNAL = 0x8004587D, 2
MAKE = {"ext4": ["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=1"],
        "xfs": ["mkfs.xfs", "-q", "-f"]}


def command(*words):
    done = subprocess.run(words, capture_output=True)
    if done.returncode != 0:
        raise OSError(f"{' '.join(words)}: {done.stderr.decode().strip()}")


class Mount:
    """A file system on a loop image, or a tmpfs."""

    def __init__(self, rig, kind, megabytes, folder=None):
        need("root")
        self.kind = kind
        self.path = rig.folder / f"mount-{len(rig.cleanups)}"
        self.path.mkdir()
        self.options = ["-t", "tmpfs", "-o", f"size={megabytes}m"]
        self.source = "none"
        if kind != "tmpfs":
            need(MAKE[kind][0])
            image = (folder or rig.folder) / f"image-{len(rig.cleanups)}"
            with open(image, "wb") as file:
                file.truncate(megabytes << 20)
            command(*MAKE[kind], str(image))
            self.source, self.options = str(image), ["-t", kind, "-o", "loop"]
        try:
            self.mount()
        except OSError as error:
            raise Skipped(f"no {kind} can be mounted here: {error}")
        rig.cleanups.append(self.unmount_lazily)

    def mount(self):
        command("mount", *self.options, self.source, str(self.path))

    def unmount(self):
        for _ in range(100):
            try:
                return command("umount", str(self.path))
            except OSError:
                time.sleep(0.05)
        command("umount", str(self.path))

    def unmount_lazily(self):
        subprocess.run(["umount", "-l", str(self.path)], capture_output=True)

    def cut_power(self):
        """From now on nothing reaches the image, and what was not synced is gone."""
        descriptor = os.open(self.path, os.O_RDONLY)
        fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", WITHOUT_JOURNAL))
        os.close(descriptor)


def cut_rounds(rig, kind, normal, ci, injection=()):
    """Load, power cut, mount, check: the directory goes on from round to round."""
    disk = Mount(rig, kind, 320)
    ledger = server = None
    for count in rig.rounds(normal=normal, ci=ci):
        if count % 5 == 1:
            if server:
                server.kill()
                subprocess.run(["rm", "-rf", str(ledger.data)])
            folder = rig.folder / f"ledger-{count}"
            folder.mkdir()
            ledger = Ledger(rig, folder, data=disk.path / "data")
            server = ledger.prepare(ledger.start())
            if injection:
                server.kill()
                server = ledger.start(wrapper=strace("fdatasync", *injection))
        tills = ledger.load(server)
        time.sleep(rig.random.uniform(0.02, 0.15))
        moment = rig.random.choice(["load", "load", "stop"])
        if moment == "stop" and not injection:
            server.process.terminate()
            time.sleep(rig.random.uniform(0, 0.05))
        # Only what was answered before the cut is promised.
        sure = ledger.book.stat().st_size
        disk.cut_power()
        server.kill()
        ledger.finish(tills, "load")
        disk.unmount()
        disk.mount()
        server = ledger.check(sure=sure)
        rig.runs += 1
        rig.note(moment)
    server.kill()
    disk.unmount()


@rig("S2: power cuts on ext4")
def power_cut_ext4(rig):
    cut_rounds(rig, "ext4", normal=50, ci=20)


@rig("S2: power cuts on XFS")
def power_cut_xfs(rig):
    cut_rounds(rig, "xfs", normal=50, ci=20)


@rig("S4 negative control: syncs that do nothing are found by a power cut")
def lying_sync(rig):
    try:
        cut_rounds(rig, "ext4", normal=6, ci=6, injection=["fdatasync:retval=0"])
    except Violation as violation:
        rig.runs += 1
        expect("did not end" not in str(violation), f"found otherwise: {violation}")
        return
    raise Violation("syncs that did nothing were not noticed")


@rig("S5 S6: a failing device ends the process; the restart finds what was acknowledged")
def failing_device(rig):
    for _ in rig.rounds(normal=3, ci=1):
        # The image is larger than what is left of the file system that it lies on: a write to a
        # block that it does not have yet fails for real.
        small = Mount(rig, "tmpfs", 120)
        disk = Mount(rig, "ext4", 256, folder=small.path)
        folder = rig.folder / f"ledger-{rig.runs}"
        folder.mkdir()
        ledger = Ledger(rig, folder, data=disk.path / "data")
        server = ledger.prepare(ledger.start())
        tills = ledger.load(server, lanes=24, seconds=140)
        wait_until(lambda: ledger.answers() > rig.random.randint(1, 500), 60, "answers")
        fill(small.path / "ballast")
        code = server.ended(120)
        ledger.finish(tills, "load")
        expect(code == IO_FAILURE, f"exit code {code}\n{ledger.log()}")
        disk.unmount()
        (small.path / "ballast").unlink()
        subprocess.run(["e2fsck", "-fy", disk.source], capture_output=True)
        disk.mount()
        ledger.check().kill()
        rig.note("answers", ledger.answers())
        disk.unmount()
        small.unmount()
        rig.runs += 1


@rig("S7: a disk that is full under load, and has space again")
def full_disk(rig):
    disk = Mount(rig, "tmpfs", 20)
    folder = rig.folder / "ledger"
    folder.mkdir()
    ledger = Ledger(rig, folder, data=disk.path / "data")
    server = ledger.prepare(ledger.start())
    ballast = disk.path / "ballast"
    for count in rig.rounds(normal=3, ci=1):
        refused = ledger.refusals()
        tills = ledger.load(server, lanes=24, seconds=240)
        fill(ballast)
        wait_until(lambda: ledger.refusals() > refused + 100, 120, "refusals of a full disk")
        answers = ledger.answers()
        ballast.unlink()
        wait_until(lambda: ledger.answers() > answers + 20, 60,
                   "service after there was space")
        server.kill()
        ledger.finish(tills, "load")
        ledger.verify()
        # The log is not truncated while it runs: a clean stop makes room for the next round.
        server = ledger.check()
        rig.runs += 1
        if count % 2 == 0:
            expect(server.stop() == 0, "the stop after it")
            server = ledger.start()
    server.kill()


def fill(path):
    """Takes all the space that is left."""
    with open(path, "wb", buffering=0) as file:
        size = 1 << 16
        while size > 0:
            try:
                written = file.write(bytes(size))
                if written < size:
                    size //= 2
            except OSError:
                size //= 2
