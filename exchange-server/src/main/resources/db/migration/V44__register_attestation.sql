-- A source's word on a relation goes to the ledger with the change: kept with it until it is carried out. Sealed, as entries are.
alter table register_change add column attestation bytea;
