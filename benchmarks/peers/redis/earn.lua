#!lua name=loyalty
-- The idempotent earn as a Redis function, in one step on the server:
--   the request id is set once for its member (HSETNX); a second time gives the first answer;
--   the balance grows (HINCRBY); the transaction goes in front of the member's history, which keeps
--   the last 100 (LPUSH, LTRIM).
-- ARGV: a random number of twelve digits (the request id; its last six digits are the member), the
-- points, the basket. The load generator can vary one word of a command only, hence the arithmetic.
redis.register_function('earn', function(keys, args)
  local request = keys[1]
  local member = string.sub(request, -6)
  if redis.call('HSETNX', 'requests:' .. member, request, args[1]) == 0 then
    return redis.call('HGET', 'requests:' .. member, request)
  end
  local balance = redis.call('HINCRBY', 'member:' .. member, 'points', args[1])
  redis.call('LPUSH', 'history:' .. member, args[2])
  redis.call('LTRIM', 'history:' .. member, 0, 99)
  return balance
end)
