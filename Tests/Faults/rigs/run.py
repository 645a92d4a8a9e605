"""Runs the fault rigs and prints a table; see scripts/test-faults."""

import argparse
import concurrent.futures
import os
import pathlib
import re
import sys
import time
import traceback

import registry
# They register their rigs; those that take longest begin first.
import storage, disks, kills, errors, processes  # noqa: F401
from world import PROGRAM, ROOT, TILLS, Rig, Skipped


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/test-faults", description=__doc__)
    parser.add_argument("--ci", action="store_true", help="fewer rounds of each rig")
    parser.add_argument("--long", type=int, metavar="SECONDS", help="as many rounds as fit")
    parser.add_argument("--seed", type=int, help="of everything that is left to chance")
    parser.add_argument("--only", metavar="TEXT", help="rigs whose name or function has it")
    parser.add_argument("--without", metavar="TEXT", help="rigs whose name has it are left out")
    parser.add_argument("--jobs", type=int, default=2, help="rigs at a time")
    parser.add_argument("--sums", default=str(ROOT / "docs/testing.md"),
                        help="where a long run adds up")
    parser.add_argument("--list", action="store_true", help="the rigs' names")
    return parser.parse_args()


class Outcome:
    def __init__(self, name, result, seconds, runs, notes, text=""):
        self.name, self.result, self.seconds = name, result, seconds
        self.runs, self.notes, self.text = runs, notes, text


def run(name, function, seed, mode, share):
    started = time.monotonic()
    rig = Rig(name, seed, mode, started + share)
    result, text = "ok", ""
    try:
        function(rig)
        if rig.runs == 0:
            result = "left out"
    except Skipped as reason:
        result, text = "skipped", str(reason)
    except Exception as error:
        result = "FAILED"
        text = str(error) if type(error).__name__ == "Violation" else traceback.format_exc()
    finally:
        rig.close()
    outcome = Outcome(name, result, time.monotonic() - started, rig.runs, rig.notes, text)
    print(f"{outcome.result:>8} {outcome.seconds:6.0f} s  {name}", file=sys.stderr, flush=True)
    return outcome


def table(outcomes, seed):
    width = max(len(outcome.name) for outcome in outcomes)
    lines = [f"{'rig':<{width}}  {'runs':>8}  {'seed':>10}  {'result':>8}  {'s':>5}  of them"]
    for outcome in outcomes:
        notes = ", ".join(f"{count:,} {name}" for name, count in sorted(outcome.notes.items()))
        lines.append(f"{outcome.name:<{width}}  {outcome.runs:>8,}  {seed:>10}  "
                     f"{outcome.result:>8}  {outcome.seconds:>5.0f}  {notes}")
    return "\n".join(lines)


def add_up(path, outcomes):
    """Adds runs to the table whose rows begin with a rig's name."""
    path = pathlib.Path(path)
    head = "| rig | long runs |\n| --- | ---: |\n"
    text = path.read_text() if path.exists() else head
    if head not in text:
        text = text.rstrip("\n") + "\n\n" + head
    for outcome in outcomes:
        if outcome.result != "ok":
            continue
        row = re.compile(rf"^(\| {re.escape(outcome.name)} \| )([\d,]+)( \|)", re.M)
        count = outcome.notes.get("images", outcome.runs)
        if row.search(text):
            text = row.sub(lambda m: f"{m[1]}{int(m[2].replace(',', '')) + count:,}{m[3]}", text)
        else:
            text = text.replace(head, f"{head}| {outcome.name} | {count:,} |\n")
    path.write_text(text)


def main():
    options = arguments()
    if options.list:
        print("\n".join(name for name, _ in registry.RIGS))
        return 0
    for path in (PROGRAM, TILLS):
        if not os.access(path, os.X_OK):
            sys.exit(f"{path} is missing: scripts/test-faults builds it")
    seed = options.seed if options.seed is not None else int(time.time()) % 1_000_000
    mode = "long" if options.long else "ci" if options.ci else "normal"
    chosen = [(name, function) for name, function in registry.RIGS
              if (not options.only or options.only in name or options.only in function.__name__)
              and not (options.without and options.without in name)]
    if not chosen:
        sys.exit(f"no rig has '{options.only}' in its name")
    share = (options.long or 0) * options.jobs / len(chosen)
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        waiting = [pool.submit(run, name, function, seed, mode, share) for name, function in chosen]
        outcomes = [future.result() for future in waiting]
    print(table(outcomes, seed))
    failed = [outcome for outcome in outcomes if outcome.result == "FAILED"]
    skipped = [outcome for outcome in outcomes if outcome.result == "skipped"]
    for outcome in failed + skipped:
        print(f"\n{outcome.result}: {outcome.name}\n{outcome.text}")
    passed = sum(outcome.result == "ok" for outcome in outcomes)
    print(f"\n{passed} of {len(outcomes)} rigs passed, "
          f"{len(failed)} failed, {len(skipped)} skipped, seed {seed}, "
          f"{time.monotonic() - started:.0f} s")
    if options.long:
        add_up(options.sums, outcomes)
    # What a continuous build skips, nobody tests; but a kernel without loop devices stays one.
    strict = (os.environ.get("CI") and os.geteuid() == 0
              and not os.environ.get("FEALTY_FAULTS_MAY_SKIP"))
    return 1 if failed or (strict and skipped) else 0


if __name__ == "__main__":
    sys.exit(main())
