-- Counts one call against fixed windows: it takes from all of them or from none.
-- KEYS  one for each limit: its windows' starts and counts, "start used start used …", in microseconds of this server
-- ARGV  what the call costs (0 only looks, -1 forgets what was counted); then for each key the number of its windows, the
--       shortest first, and of each of them the quota and the length in microseconds
-- reply the window that refuses, from 1, or 0; then of each window what is left and the microseconds until it begins anew
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local cost = tonumber(ARGV[1])
local reply = {0}
local values = {}
local longest = {}
local wait = 0
local at = 2
for k = 1, #KEYS do
  local known = {}
  local stored = cost >= 0 and redis.call('GET', KEYS[k])
  if stored then
    for number in string.gmatch(stored, '%d+') do
      known[#known + 1] = tonumber(number)
    end
  end
  local windows = tonumber(ARGV[at])
  local value = {}
  for i = 1, windows do
    local quota = tonumber(ARGV[at + 2 * i - 1])
    local period = tonumber(ARGV[at + 2 * i])
    local start = known[2 * i - 1]
    local used = known[2 * i]
    if not used or start - now >= period then
      -- new; or the clock has been set back by more than a window
      start = now
      used = 0
    elseif now - start >= period then
      start = now - (now - start) % period
      used = 0
    end
    local left = math.min(start + period - now, period)
    if cost > 0 and used + cost > quota and left > wait then
      -- before the one that lasts longest begins anew, no call can pass
      wait = left
      reply[1] = #reply / 2 + 0.5
    end
    reply[#reply + 1] = math.max(quota - used, 0)
    reply[#reply + 1] = left
    value[i] = string.format('%.0f %.0f', start, used + cost)
    longest[k] = period / 1000
  end
  values[k] = table.concat(value, ' ')
  at = at + 1 + 2 * windows
end
if cost < 0 then
  redis.call('DEL', unpack(KEYS))
elseif cost > 0 and reply[1] == 0 then
  for k = 1, #KEYS do
    redis.call('SET', KEYS[k], values[k], 'PX', string.format('%.0f', longest[k]))
  end
  for i = 2, #reply, 2 do
    reply[i] = reply[i] - cost
  end
end
return reply
