-- One package may be sealed more than once: recipients' certificates choose the cipher, and one CMS has one.
-- Its files lie one behind the other in package_chunk. Packages from before have one, with the delivery's own digest.
create table sealed_file (
  delivery text not null references delivery deferrable initially deferred,
  place int not null,
  cipher text not null,
  digest text not null,
  bytes bigint not null,
  first_chunk int not null,
  chunks int not null,
  primary key (delivery, place),
  unique (delivery, cipher)
);
