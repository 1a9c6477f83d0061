-- All registers stand in one state since the contract's second sequence; before a first change after the upgrade, each still has its own.
drop view projection_register;
create view projection_register as
  select one ->> 'register' as name, (one ->> 'version')::bigint as version,
    (one ->> 'changedAt')::timestamptz as changed_at, block
  from projection_state
  cross join lateral jsonb_array_elements(convert_from(value, 'UTF8')::jsonb -> 'registers') as one
  where kind = 'registers'
  union all
  select id as name, (convert_from(value, 'UTF8')::jsonb ->> 'version')::bigint as version,
    changed_at, block
  from projection_state
  where kind = 'register' and not exists (select 1 from projection_state where kind = 'registers');
