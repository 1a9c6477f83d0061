-- What the ledger's blocks say of each transaction; can be emptied and fills itself again.
CREATE TABLE regulator_transaction (
  transaction_id text PRIMARY KEY,
  block bigint NOT NULL,
  function text NOT NULL,
  object text NOT NULL
);
CREATE INDEX regulator_transaction_block ON regulator_transaction (block);

-- Who of the regulator looked at whom and why. Rows are only ever added.
CREATE TABLE regulator_access (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  officer text NOT NULL,
  consent text NOT NULL,
  ground text NOT NULL,
  reason text NOT NULL
);
CREATE INDEX regulator_access_consent ON regulator_access (consent);

CREATE FUNCTION regulator_access_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'accesses are never changed or removed';
END $$;
CREATE TRIGGER regulator_access_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON regulator_access
  FOR EACH STATEMENT EXECUTE FUNCTION regulator_access_stays();
