#!/usr/bin/env python3
"""Sums up a replay's points once more, from its files alone.

    python3 benchmarks/sum_journey.py --baskets B --members M --campaigns C --programme P --totals T

Reads the baskets, members and campaigns, not the programme that was made of them, and computes
what each offer gives; of the base programme only the promotions that it can (rates and multipliers
without caps and schedules, for everybody). Then compares the sums with the file that `fealty replay
--totals T` wrote, member by member and promotion by promotion. Ends with exit code 1 where they
differ. Nothing of Fealty is used; the standard library is enough.
"""

import argparse
import collections
import json
import sys
from fractions import Fraction


def rows(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def read_offers(path):
    """Offers by SKU: which ones may apply to a line."""
    by_sku = collections.defaultdict(list)
    ids = []
    for campaign in rows(path):
        stores = None if campaign["stores"] is None else frozenset(campaign["stores"])
        segment = campaign["segment"]["id"] if campaign["segment"] else None
        window = campaign["window"]
        for offer in campaign["offers"]:
            number = len(ids)
            ids.append(f"{campaign['promotion_id']}/{offer['offer_id']}")
            entry = (number, window["start"], window["end"], stores, segment, offer["mechanic"])
            for sku in set(offer["eligible"]["skus"]):
                by_sku[sku].append(entry)
    return by_sku, ids


def give(mechanic, quantity, cents, rate):
    if mechanic["type"] == "sku_bonus":
        return min(quantity // mechanic["buy_qty"], mechanic["max_per_basket"]) * mechanic["points"]
    extra = Fraction(mechanic["multiplier"]) - 1
    return int(max(0, cents) * rate * extra)


def simple_promotions(programme, rate_id):
    """The base promotions that a few lines here can compute, as (id, kinds, include, factor)."""
    found = []
    rate = None
    for promotion in programme["promotions"]:
        name = promotion["promotionId"]
        plain = not any(key in promotion for key in ("caps", "weekdays", "segments", "startMs"))
        selection = promotion.get("selection", {})
        if name == rate_id:
            rate = Fraction(int(promotion["rate"]["points"]), int(promotion["rate"]["perAmountMinor"]))
            found.append((name, selection.get("kinds", ["ITEM"]), {}, Fraction(1)))
        elif plain and "multiplier" in promotion:
            factor = promotion["multiplier"]["factor"]
            extra = Fraction(int(factor["numerator"]), int(factor["denominator"])) - 1
            found.append((name, selection.get("kinds", ["ITEM"]), selection.get("include", {}), extra))
    return found, rate


FIELDS = {"departments": "dept", "categories": "category", "brands": "brand", "skus": "sku"}


def main():
    parser = argparse.ArgumentParser()
    for name in ("baskets", "members", "campaigns", "programme", "totals"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--rate", default="base")
    options = parser.parse_args()

    segments = {row["member_id"]: frozenset(row["segments"]) for row in rows(options.members)}
    by_sku, ids = read_offers(options.campaigns)
    with open(options.programme, encoding="utf-8") as file:
        simple, rate = simple_promotions(json.load(file), options.rate)
    sums = collections.Counter()
    for basket in rows(options.baskets):
        member, store, time = basket["member_id"], basket["store_id"], basket["ts"]
        own = segments[member]
        found = {}
        for line in basket["lines"]:
            if line.get("kind", "item") != "item":
                continue
            for number, start, end, stores, segment, mechanic in by_sku.get(line["sku"], ()):
                # Instants in one form, in UTC: text compares as time does.
                if not start <= time < end or (stores is not None and store not in stores):
                    continue
                if segment is not None and segment not in own:
                    continue
                entry = found.setdefault(number, [mechanic, 0, 0])
                entry[1] += line["qty"]
                entry[2] += line["net_cents"]
        for number, (mechanic, quantity, cents) in found.items():
            sums[member, ids[number]] += give(mechanic, quantity, cents, rate)
        for name, kinds, include, factor in simple:
            cents = 0
            for line in basket["lines"]:
                if line.get("kind", "item").upper() in kinds and all(
                    line[FIELDS[field]] in names for field, names in include.items()
                ):
                    cents += line["net_cents"]
            sums[member, name] += int(max(0, cents) * rate * factor)

    known = set(ids) | {name for name, _, _, _ in simple}
    told = collections.Counter()
    for row in rows(options.totals):
        for name, points in row["by_promotion"].items():
            if name in known:
                told[row["member_id"], name] += points
            elif "/" in name:
                sys.exit(f"the totals have {name}, which is no offer of the campaigns")
    wrong = [key for key in sums.keys() | told.keys() if sums[key] != told[key]]
    for member, name in sorted(wrong)[:20]:
        print(f"member {member}, {name}: {sums[member, name]} here, {told[member, name]} there")
    offers = sum(points for (_, name), points in sums.items() if "/" in name)
    print(
        f"{sum(sums.values()):,} points of {len(known):,} promotions, {offers:,} of them of "
        f"{len({name for (_, name), points in sums.items() if points and '/' in name}):,} offers; "
        f"{len(wrong):,} differences"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
