"""The simulated disk, and the planted defects: rigs that need no kernel."""

import json
import re
import subprocess
import sys

from registry import rig
from world import PROGRAM, ROOT, Violation, expect


def simulate(rig, *words, timeout=3_600):
    done = subprocess.run([PROGRAM, "simulate", "--storage-faults", "--json", *map(str, words)],
                          capture_output=True, timeout=timeout)
    if done.returncode != 0:
        raise Violation(done.stderr.decode() + done.stdout.decode())
    tally = json.loads(done.stdout)
    for name, count in tally.items():
        if name in ("images", "spoiled", "lives", "flips"):
            rig.note(name, count)
    return tally


@rig("S1 S2 S17: short workloads, each error and crash at each call, two more in recovery")
def enumeration(rig):
    stride = {"ci": 4}.get(rig.mode, 1)
    for count in rig.rounds(normal=1, ci=1):
        first = 1 if rig.mode != "long" else 1 + 20 * (rig.seed % 10_000 + count)
        tally = simulate(rig, "--enumerate", "--seed", first, "--runs", 20, "--stride", stride)
        rig.runs += tally["runs"]


@rig("S1 S2 S3 S5 S6 S7: random workloads on a disk that keeps no promise it did not give")
def workloads(rig):
    first = rig.seed * 1_000_000
    for count in rig.rounds(normal=1, ci=1):
        seconds = {"normal": 60, "ci": 15}.get(rig.mode, 60)
        tally = simulate(rig, "--seed", first, "--seconds", seconds)
        first += tally["runs"]
        rig.runs += tally["runs"]


@rig("S8 S9: a tenth of the bits of a log of 64 KiB, flipped one at a time")
def flips(rig):
    for count in rig.rounds(normal=1, ci=1):
        tally = simulate(rig, "--flips", "--seed", rig.seed + count)
        rig.runs += tally["flips"]


def planted(rig, *words):
    done = subprocess.run([sys.executable, str(ROOT / "scripts/plant-defects"), *words],
                          capture_output=True, timeout=6 * 3_600)
    output = done.stdout.decode()
    expect(done.returncode == 0, output + done.stderr.decode())
    found = re.search(r"(\d+) found", output)
    expect(found, output)
    rig.runs += int(found.group(1))


@rig("planted defects: each is found by a test")
def planted_defects(rig):
    # Where there is one more run to come, what was built stays for it.
    folder = str(ROOT / ".build/planted")
    for _ in rig.rounds(normal=1, ci=0):
        planted(rig, "--keep", folder, *(["--fast"] if rig.mode != "long" else []))
        if rig.mode == "long":
            return
