-- What the exchange keeps. Columns of type bytea hold bytes sealed under a key that is not in this
-- database; "tag" columns hold keyed digests by which rows are found. No person is named in clear.

-- The regulator's registers, as the operator keeps them beside the Merkle roots on the ledger.
create table register (
  name text primary key,
  version bigint not null,
  root text not null
);
create table register_entry (
  register text not null,
  place int not null,
  id text not null,
  leaf text not null,
  entry bytea not null,
  tag text not null,
  primary key (register, place),
  unique (register, id)
);
create index register_entry_tag on register_entry (register, tag);
-- A change that was begun: kept before it goes to the ledger, gone once it is carried out.
create table register_change (
  register text primary key,
  version bigint not null,
  root text not null,
  place int not null,
  entry bytea not null
);
create table participant_facts (
  participant text primary key,
  short_name text not null,
  phone text not null,
  address text not null
);
create table insurer_client (
  participant text primary key,
  jwks text not null
);
create table source_endpoint (
  participant text primary key,
  base_url text not null
);
create table template_text (
  template text primary key,
  words text not null
);

-- Insurers' requests.
create table data_request (
  id text primary key,
  insurer text not null,
  identifier_tag text not null,
  case_tag text not null,
  task_digest text not null,
  document bytea not null,
  subject_tag text not null,
  status text not null,
  reason text not null default '',
  link_digest text not null unique,
  link_reader_tag text not null default '',
  release text not null unique,
  delivery text not null unique,
  transaction_id text not null default '',
  received_at timestamptz not null,
  recorded_at timestamptz,
  expires_at timestamptz not null,
  changed_at timestamptz not null,
  unique (insurer, identifier_tag)
);
create index data_request_case on data_request (insurer, case_tag);

create table consent (
  id text primary key,
  request text not null references data_request,
  grantor_tag text not null,
  document bytea not null,
  status text not null,
  refusal_code text not null default '',
  not_after timestamptz not null,
  uses int not null,
  transaction_id text not null default '',
  block bigint not null default -1,
  received_at timestamptz not null,
  granted_at timestamptz,
  withdrawal bytea,
  withdrawal_transaction_id text not null default '',
  withdrawal_asked_at timestamptz,
  withdrawn_at timestamptz
);
create index consent_grantor on consent (grantor_tag, received_at desc);
create index consent_request on consent (request);

create table release (
  id text primary key,
  consent text not null references consent,
  request text not null references data_request,
  document bytea not null,
  status text not null,
  deadline timestamptz not null,
  transaction_id text not null default '',
  opened_at timestamptz
);
create index release_consent on release (consent);

-- One row for each part of a release.
create table pull (
  release text not null references release,
  part int not null,
  source text not null,
  status text not null,
  problem text not null default '',
  records int not null default 0,
  result bytea,
  waiting_until timestamptz not null,
  changed_at timestamptz not null,
  primary key (release, part)
);
create table pulled_page (
  release text not null references release,
  part int not null,
  page int not null,
  content bytea not null,
  primary key (release, part, page)
);

create table delivery (
  id text primary key,
  release text not null references release,
  consent text not null references consent,
  request text not null references data_request,
  insurer text not null,
  document bytea not null,
  package_key text not null,
  sealed_digest text not null,
  sealed_bytes bigint not null,
  status text not null,
  transaction_id text not null default '',
  block bigint not null default -1,
  sealed_at timestamptz not null,
  recorded_at timestamptz,
  fetched_at timestamptz,
  receipt bytea,
  receipt_transaction_id text not null default '',
  received_at timestamptz,
  erase_at timestamptz not null,
  erased_at timestamptz
);
create index delivery_consent on delivery (consent);
create index delivery_erase on delivery (erase_at) where erased_at is null;
create table package_chunk (
  delivery text not null references delivery deferrable initially deferred,
  chunk int not null,
  content bytea not null,
  primary key (delivery, chunk)
);

-- What happened, for the person's history and the operator's story of a claim.
create table happening (
  id bigint generated always as identity primary key,
  request text not null references data_request,
  kind text not null,
  who text not null default '',
  detail text not null default '',
  categories text not null default '',
  records int not null default 0,
  transaction_id text not null default '',
  at timestamptz not null
);
create index happening_request on happening (request, id);

-- Durable steps: where each stands. When it runs next is in scheduled_tasks.
create table step (
  step text not null,
  object text not null,
  request text not null,
  status text not null,
  attempts int not null default 0,
  problem text not null default '',
  due_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (step, object)
);
create index step_request on step (request);
create index step_status on step (status, changed_at);

-- The id of each transaction, before it is handed in.
create table submission (
  transaction_id text primary key,
  function text not null,
  object text not null,
  at timestamptz not null
);
create index submission_object on submission (object, at);

create table ledger_height (
  one boolean primary key default true check (one),
  height bigint not null,
  header_hash text not null
);

-- Ids of client assertions that were used.
create table spent_assertion (
  client text not null,
  jti text not null,
  expires_at timestamptz not null,
  primary key (client, jti)
);

-- db-scheduler's own table.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
