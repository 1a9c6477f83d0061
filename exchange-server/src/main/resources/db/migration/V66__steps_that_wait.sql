-- Since when a step has only been asking again: what waits for the ledger is never given up, so somebody must see how long.
alter table step add column unsettled_since timestamptz;
