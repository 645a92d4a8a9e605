"""What every rig needs: the server, the tills, a data directory with its book, and the checks."""

import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.path.abspath(os.environ.get("FEALTY_BINARY", ROOT / ".build/release/fealty"))
TILLS = os.path.abspath(os.environ.get("FEALTY_TILLS", ROOT / ".build/release/tills"))
SEGMENT_BYTES = 2 << 20
OK, USAGE, DAMAGE, UNAVAILABLE, BUSY, IO_FAILURE = 0, 64, 65, 69, 73, 74


class Violation(Exception):
    """A promise was broken."""


class Skipped(Exception):
    """This machine cannot run the rig, and why."""


def commands(port, folder):
    """What an operator may ask a running server for, so that a fault can strike in the middle.

    Only what this program knows: the words of each command are tried against its help.
    """
    known = {"snapshot": ["snapshot", "--connect", f"127.0.0.1:{port}"],
             "backup": ["backup", str(folder), "--connect", f"127.0.0.1:{port}"]}
    overview = subprocess.run([PROGRAM, "--help"], capture_output=True).stdout.decode()
    return {name: words for name, words in known.items() if f"  {name} " in overview}


def unpack(golden, data):
    """Makes a directory of one under Tests/Golden: hexadecimal, without the zeros behind it."""
    data.mkdir(mode=0o700)
    for line in (golden / "sizes.txt").read_text().splitlines():
        name, size = line.split()
        digits = golden / f"{name}.hex"
        content = bytes.fromhex(digits.read_text()) if digits.exists() else b""
        (data / name).write_bytes(content.ljust(int(size), b"\0"))


def expect(truth, text):
    if not truth:
        raise Violation(text)


def need(*tools):
    """The rig is skipped where one of the tools is missing."""
    for tool in tools:
        if tool == "root":
            if os.geteuid() != 0:
                raise Skipped("needs root")
        elif shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin") is None:
            raise Skipped(f"{tool} is not installed")


class Rig:
    """One rig's run: its seed, its rounds, a directory of its own."""

    def __init__(self, name, seed, mode, deadline):
        self.name, self.seed, self.mode, self.deadline = name, seed, mode, deadline
        self.random = random.Random(f"{name} {seed}")
        self.runs = 0
        self.notes = {}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fealty-fault-"))
        self.cleanups = []
        self.servers = []

    def rounds(self, normal, ci=None):
        """Counts rounds: so many in a normal run, until the deadline in a long one."""
        done = 0
        wanted = {"normal": normal, "ci": ci if ci is not None else normal}.get(self.mode)
        while (done < wanted) if wanted is not None else (time.monotonic() < self.deadline):
            done += 1
            yield done

    def note(self, name, count=1):
        self.notes[name] = self.notes.get(name, 0) + count

    def ledger(self):
        return Ledger(self, pathlib.Path(tempfile.mkdtemp(dir=self.folder)))

    def close(self):
        for server in self.servers:
            if server.is_running:
                server.kill()
        for undo in reversed(self.cleanups):
            undo()
        shutil.rmtree(self.folder, ignore_errors=True)


class StartFailure(Exception):
    def __init__(self, code, text):
        super().__init__(f"exit code {code}: {text}")
        self.code, self.text = code, text


class Server:
    """The real binary, serving, as a process of its own."""

    def __init__(self, data, wrapper=(), options=(), env=None, limits=None, log=None,
                 segment_bytes=SEGMENT_BYTES):
        self.log = log or f"{data}.log"
        command = [*wrapper, PROGRAM, "serve", "--data", str(data), "--listen", "127.0.0.1:0"]
        command += ["--segment-bytes", str(segment_bytes), *options]
        with open(self.log, "wb") as errors:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
                env={**os.environ, "SWIFT_BACKTRACE": "enable=no", **(env or {})},
                preexec_fn=(lambda: [resource.setrlimit(*l) for l in limits]) if limits else None)
        self.pid = self.process.pid
        self.port = 0

    def listen(self):
        """Waits until the port is open; a server that ends instead is an error."""
        timer = threading.Timer(120, self.process.kill)
        timer.start()
        line = self.process.stdout.readline().decode()
        timer.cancel()
        if not line.startswith("listening on "):
            raise StartFailure(self.process.wait(), self.errors() or line)
        self.port = int(line.rsplit(":", 1)[1])
        return self

    def errors(self):
        return pathlib.Path(self.log).read_text(errors="replace")

    @property
    def is_running(self):
        return self.process.poll() is None

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self, wait=60):
        """Asks it to end; gives its exit code."""
        if self.is_running:
            self.process.send_signal(signal.SIGTERM)
        return self.ended(wait)

    def ended(self, wait=60):
        try:
            code = self.process.wait(wait)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Violation(f"the server did not end within {wait} s\n{self.errors()}")
        self.process.stdout.close()
        return code


class Ledger:
    """A data directory, and the book of the tills that use it."""

    def __init__(self, rig, folder, data=None):
        self.rig, self.folder = rig, folder
        self.data = data or folder / "data"
        self.book = folder / "book"
        self.round = 0
        self.read = self.acknowledged = self.refused = 0

    def start(self, wait=True, **options):
        server = Server(self.data, log=self.folder / "log", **options)
        self.rig.servers = [one for one in self.rig.servers if one.is_running] + [server]
        return server.listen() if wait else server

    def tills(self, command, port, **options):
        words = [TILLS, command, "--port", str(port), "--book", str(self.book)]
        for name, value in options.items():
            words += [f"--{name}", str(value)]
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, tills, what):
        try:
            output, errors = tills.communicate(timeout=300)
        except subprocess.TimeoutExpired:
            tills.kill()
            raise Violation(f"{what}: the tills did not end\n{self.log()}")
        if tills.returncode != 0:
            raise Violation(f"{what}: {errors.decode(errors='replace').strip()}\n{self.log()}")
        return output.decode()

    def log(self):
        path = self.folder / "log"
        return path.read_text(errors="replace")[-2_000:] if path.exists() else ""

    def prepare(self, server):
        """Makes the programme and its members."""
        self.finish(self.tills("prepare", server.port), "prepare")
        return server

    def load(self, server, **options):
        """Lets tills earn and redeem until the server has gone."""
        self.round += 1
        return self.tills("load", server.port, round=f"R{self.round}", **options)

    def count(self):
        """How many orders the book has as acknowledged and as refused; reads what is new."""
        if self.book.exists():
            with open(self.book, "rb") as book:
                book.seek(self.read)
                new = book.read()
            new = new[:new.rfind(b"\n") + 1]
            self.read += len(new)
            for line in new.splitlines():
                self.acknowledged += line[:2] == b"A "
                self.refused += line[:2] == b"R "
        return self.acknowledged, self.refused

    def answers(self):
        """How many orders were acknowledged."""
        return self.count()[0]

    def refusals(self):
        return self.count()[1]

    def settle(self, server, sure=None):
        """Everything that was acknowledged is there once, and nothing else."""
        extra = {} if sure is None else {"sure": sure}
        return self.finish(self.tills("settle", server.port, **extra), "settle")

    def verify(self):
        done = subprocess.run([PROGRAM, "verify", str(self.data)], capture_output=True, timeout=120)
        expect(done.returncode == 0, f"verify: {done.returncode}\n{done.stdout.decode()}"
               f"{done.stderr.decode()}")

    def check(self, sure=None, **options):
        """The files by themselves, then a start, then the tills; gives the server that runs."""
        self.verify()
        try:
            server = self.start(**options)
        except StartFailure as failure:
            raise Violation(f"the start failed: {failure}")
        try:
            self.settle(server, sure)
        except BaseException:
            server.kill()
            raise
        return server


def strace(trace, *injections, output="/dev/null", paths=()):
    """A wrapper that lets the kernel's calls fail, be late, or never happen.

    The process keeps the id that it was started with; calls are counted by thread.
    """
    need("strace")
    words = ["strace", "-D", "-f", "-q", "-o", str(output), "-e", f"trace={trace}"]
    # Faster; but strace does not inject signals then.
    if not any("signal=" in injection for injection in injections):
        words.insert(1, "--seccomp-bpf")
    for path in paths:
        words += ["-P", str(path)]
    for injection in injections:
        words += ["-e", f"inject={injection}"]
    return words



def wait_until(truth, seconds, text):
    """Looks again and again until something is true."""
    end = time.monotonic() + seconds
    while not truth():
        if time.monotonic() > end:
            raise Violation(f"not within {seconds} s: {text}")
        time.sleep(0.02)
