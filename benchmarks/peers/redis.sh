#!/usr/bin/env bash
# Measures the idempotent earn on Redis with appendfsync always, with Redis' own load generator.
#
#   benchmarks/peers/redis.sh [--connections 64] [--depth 1] [--seconds 10] [--directory DIR] [--json]
#
# The server runs on loopback with a data directory of its own below DIR (default .bench-data), which
# must lie on the disk that Fealty is measured on. Needs redis-server and redis-benchmark 7 or newer
# (apt: redis-server).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
connections=64 depth=1 seconds=10 directory=.bench-data json=
while [ $# -gt 0 ]; do
  case $1 in
    --connections) connections=$2; shift 2 ;;
    --depth) depth=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --directory) directory=$2; shift 2 ;;
    --json) json=1; shift ;;
    *) echo "unknown option $1; see the head of $0" >&2; exit 64 ;;
  esac
done
for tool in redis-server redis-benchmark redis-cli; do
  command -v "$tool" >/dev/null || { echo "$tool is missing; apt-get install redis-server" >&2; exit 69; }
done

mkdir -p "$directory"
data=$(mktemp -d "$directory/redis.XXXXXX")
data=$(cd "$data" && pwd)
case $(stat -f -c %T "$data") in
  tmpfs|ramfs) echo "$data lies in memory; give --directory on a disk" >&2; exit 78 ;;
esac

socket=$data/redis.sock
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
redis-server --bind 127.0.0.1 --port "$port" --unixsocket "$socket" --dir "$data" --save "" \
  --appendonly yes --appendfsync always --auto-aof-rewrite-percentage 0 --daemonize no \
  --logfile "$data/log" &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$data"' EXIT
cli() { redis-cli -h 127.0.0.1 -p "$port" "$@"; }
for _ in $(seq 100); do cli ping >/dev/null 2>&1 && break; sleep 0.05; done
[ "$(cli config get appendonly | tail -1)" = yes ] || { echo "appendonly is not on" >&2; exit 1; }
[ "$(cli config get appendfsync | tail -1)" = always ] || { echo "appendfsync is not always" >&2; exit 1; }
cli -x function load < "$here/redis/earn.lua" >/dev/null

# Five lines of a basket, as long as Fealty's record of them.
basket='ST01 T1 R000001 2024-02-26 SKU-000001:2:751 SKU-000002:1:276 SKU-000003:1:89 SKU-000004:1:344 SKU-000005:3:459 promotions:base:19,double-category:4,own-brand:2 lots:25@2025-02-26 balance:1234 version:17'
run() { # operations → requests per second and latencies as CSV
  redis-benchmark -h 127.0.0.1 -p "$port" -c "$connections" -P "$depth" -n "$1" -r 2000000000 --csv \
    FCALL earn 1 __rand_int__ 25 "$basket" 2>/dev/null | tail -1
}
field() { echo "$1" | python3 -c 'import csv, sys; print(next(csv.reader(sys.stdin))[int(sys.argv[1])])' "$2"; }
warm=$(run $((connections * depth * 200)))
rate=$(field "$warm" 1)
operations=$(python3 -c "print(max(1000, int($rate * $seconds)))")
before=$(cli info commandstats | tr -d '\r' | sed -n 's/^cmdstat_lpush:calls=\([0-9]*\).*/\1/p')
result=$(run "$operations")
after=$(cli info commandstats | tr -d '\r' | sed -n 's/^cmdstat_lpush:calls=\([0-9]*\).*/\1/p')
earned=$((after - before))
# The random request ids hardly ever meet: nearly every call must have been an earn of its own.
[ "$earned" -gt $((operations * 99 / 100)) ] || { echo "only $earned of $operations earns posted" >&2; exit 1; }

version=$(redis-server --version | sed 's/.*v=\([0-9.]*\).*/\1/')
if [ -n "$json" ]; then
  python3 - "$result" "$version" "$connections" "$depth" "$earned" <<'PY'
import csv, json, sys
row = next(csv.reader([sys.argv[1]]))
print(json.dumps({
    "peer": "redis", "version": sys.argv[2], "appendfsync": "always",
    "connections": int(sys.argv[3]), "depth": int(sys.argv[4]), "operations": int(sys.argv[5]),
    "operations_per_second": round(float(row[1])),
    "latency_us": {"p50": round(float(row[4]) * 1000), "p99": round(float(row[6]) * 1000), "max": round(float(row[7]) * 1000)},
}))
PY
else
  echo "redis $version, appendfsync always, $connections connections x $depth: $(field "$result" 1) idempotent earns/s," \
    "p50 $(field "$result" 4) ms, p99 $(field "$result" 6) ms ($earned posted)"
fi
