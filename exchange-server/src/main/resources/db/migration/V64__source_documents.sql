-- Files that sources send in their own formats, as they came. A source names and calls its files as
-- it likes, so name, type and bytes are sealed, and the name is found by a keyed digest.
create table pulled_document (
  release text not null references release,
  part int not null,
  name_tag text not null,
  about bytea not null,
  bytes bigint not null,
  primary key (release, part, name_tag)
);
create table pulled_chunk (
  release text not null,
  part int not null,
  name_tag text not null,
  chunk int not null,
  content bytea not null,
  primary key (release, part, name_tag, chunk),
  foreign key (release, part, name_tag) references pulled_document on delete cascade
);

-- What a source that answers by files only was shown last: nonce and evidence.
create table presented (
  release text not null references release,
  part int not null,
  content bytea not null,
  primary key (release, part)
);

-- Sessions in which a source's agent may send, as SHA-256 digests; with the evidence that each was
-- opened on.
create table push_session (
  digest text primary key,
  client text not null,
  release text not null references release,
  part int not null,
  evidence bytea not null,
  expires_at timestamptz not null
);
create index push_session_release on push_session (release);

-- What an agent has ended with: its list, and the evidence of that session.
create table pushed_part (
  release text not null references release,
  part int not null,
  content bytea not null,
  at timestamptz not null,
  primary key (release, part)
);

-- How good each source's records were, one row for each part that was judged. Nothing of a person.
create table source_quality (
  release text not null,
  part int not null,
  source text not null,
  errors int not null,
  warnings int not null,
  score int not null,
  at timestamptz not null,
  primary key (release, part)
);
create index source_quality_source on source_quality (source);
