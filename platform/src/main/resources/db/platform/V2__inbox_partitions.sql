-- One partition for each month in which events were created: the first 48 bits of their ids (UUID version 7) are the time
-- (docs/adr/0009). The existing table becomes the default partition, which moves no row here; the service creates the month
-- partitions and moves the rows.
alter table inbox rename to inbox_default;
alter table inbox_default rename constraint inbox_pkey to inbox_default_pkey;

create table inbox (
    consumer   text        not null,
    event_id   uuid        not null,
    handled_at timestamptz not null default now(),
    primary key (consumer, event_id)
) partition by range (event_id);

alter table inbox attach partition inbox_default default;
