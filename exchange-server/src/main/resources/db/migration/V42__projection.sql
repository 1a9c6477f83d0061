-- A copy of the ledger for search and statistics, made from its blocks. It can be emptied at any
-- time and is made anew; nothing is decided by it.
create table projection_checkpoint (
  one boolean primary key default true check (one),
  genesis text not null,
  block bigint not null,
  hash text not null
);

-- What stands under each key. Values are the ledger's own bytes.
create table projection_state (
  kind text not null,
  id text not null,
  value bytea not null,
  transaction_id text not null,
  block bigint not null,
  place int not null,
  changed_at timestamptz not null,
  primary key (kind, id)
);
create index projection_state_block on projection_state (block, place);

-- Every transaction that took effect.
create table projection_transaction (
  block bigint not null,
  place int not null,
  transaction_id text not null unique,
  function text not null,
  object text not null,
  at timestamptz not null,
  primary key (block, place)
);
create index projection_transaction_object on projection_transaction (object);
create index projection_transaction_function on projection_transaction (function, at);

-- The same in the words of the design.
create view projection_request as
  select id, convert_from(value, 'UTF8')::jsonb ->> 'status' as status, changed_at, block
  from projection_state where kind = 'request';
create view projection_consent as
  select id, convert_from(value, 'UTF8')::jsonb ->> 'request' as request,
    convert_from(value, 'UTF8')::jsonb ->> 'status' as status,
    (convert_from(value, 'UTF8')::jsonb ->> 'releases')::int as releases, changed_at, block
  from projection_state where kind = 'consent';
create view projection_release as
  select id, convert_from(value, 'UTF8')::jsonb ->> 'consent' as consent, changed_at, block
  from projection_state where kind = 'release';
create view projection_delivery as
  select id, convert_from(value, 'UTF8')::jsonb ->> 'release' as release,
    convert_from(value, 'UTF8')::jsonb ->> 'consent' as consent,
    convert_from(value, 'UTF8')::jsonb ->> 'status' as status, changed_at, block
  from projection_state where kind = 'delivery';
create view projection_receipt as
  select id as delivery, changed_at, block from projection_state where kind = 'receipt';
create view projection_objection as
  select id, convert_from(value, 'UTF8')::jsonb ->> 'consent' as consent,
    convert_from(value, 'UTF8')::jsonb ->> 'status' as status, changed_at, block
  from projection_state where kind = 'objection';
create view projection_register as
  select id as name, (convert_from(value, 'UTF8')::jsonb ->> 'version')::bigint as version,
    changed_at, block
  from projection_state where kind = 'register';

-- What an operator asks the running server to do with the copy.
create table projection_order (
  id bigint generated always as identity primary key,
  what text not null,
  asked_at timestamptz not null,
  until_block bigint,
  done_at timestamptz,
  holds boolean,
  answer text not null default ''
);
create index projection_order_open on projection_order (id) where done_at is null;

-- How far the ledger was read for withdrawals, whoever handed them in.
create table withdrawal_watch (
  one boolean primary key default true check (one),
  block bigint not null
);

-- Whether the fate of a transaction is known; of those before, nobody waits for it.
alter table submission add column settled boolean not null default true;
alter table submission alter column settled set default false;
create index submission_open on submission (function, object) where not settled;

-- Consents that were granted before ends were watched.
insert into step (step, object, request, status, due_at, changed_at)
  select 'expire', id, request, 'WAITING', not_after, received_at from consent
  where status in ('ACTIVE', 'WITHDRAWING') on conflict do nothing;
