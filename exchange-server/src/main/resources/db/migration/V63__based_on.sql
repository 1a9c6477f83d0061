-- The earlier request that a supplement is based on; empty for others, and for requests from before.
alter table data_request add column based_on text not null default '';
