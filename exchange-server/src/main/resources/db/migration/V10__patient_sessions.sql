-- Logins at the patient's page. Nonces and tokens stand as SHA-256 digests, the person sealed.
create table patient_nonce (
  digest text primary key,
  expires_at timestamptz not null
);
create index patient_nonce_expires on patient_nonce (expires_at);
create table patient_session (
  digest text primary key,
  person bytea not null,
  expires_at timestamptz not null
);
create index patient_session_expires on patient_session (expires_at);
