-- The regulator's feed: one row for each transaction, written before the transaction is handed in.
-- The line is encrypted to the regulator; the key that opens it is not in this database. Rows are
-- only ever added.
create table feed (
  number bigint primary key check (number >= 1),
  transaction_id text not null unique,
  line text not null,
  digest text not null,
  at timestamptz not null
);

-- Where the feed ends. Locked by whoever appends: one after the other, whichever server it is.
-- Before the first entry stands the digest of no bytes.
create table feed_head (
  one boolean primary key default true check (one),
  number bigint not null,
  digest text not null
);
insert into feed_head (number, digest) values (0, '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');

create function feed_stays() returns trigger language plpgsql as $$
begin
  raise exception 'entries of the feed are never changed or removed';
end $$;
create trigger feed_stays before update or delete or truncate on feed
  for each statement execute function feed_stays();
