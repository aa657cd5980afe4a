-- One partition for each month in which incidents were created: the first 48 bits of their ids (UUID version 7) are the time
-- (docs/adr/0009). The existing table becomes the default partition, which moves no row here; the service creates the month
-- partitions and moves the rows. Unique keys contain the incident, because a unique key of a partitioned table must contain
-- the partition key.
alter table incident_history rename to incident_history_default;
alter index incident_history_idempotency_key rename to incident_history_default_idempotency_key;
alter table incident_history_default drop constraint incident_history_pkey, drop constraint incident_history_id_key;
alter table incident_history_default rename constraint incident_history_incident_id_fkey to incident_history_default_incident_id_fkey;
drop index incident_history_by_incident;
alter table incident_history_default alter column seq drop identity;

create table incident_history (
    seq                bigint generated always as identity,
    id                 uuid                     not null,
    incident_id        uuid                     not null references incident,
    at                 timestamptz              not null,
    action             text                     not null,
    actor              text                     not null,
    actor_name         text                     not null,
    from_status        text,
    to_status          text                     not null,
    note               text,
    handed_to_region   text collate "C",
    handed_to_username text,
    handed_to_name     text,
    idempotency_key    text,
    primary key (incident_id, seq),
    unique (incident_id, id)
) partition by range (incident_id);

create unique index incident_history_idempotency_key on incident_history (incident_id, idempotency_key)
    where idempotency_key is not null;

-- PostgreSQL fires it for statements on the table; each partition has its own, for statements on the partition. The service
-- copies it to new partitions; the default partition has it already.
create trigger incident_history_is_append_only
    before update or delete or truncate on incident_history
    for each statement execute function refuse_change();

select setval(pg_get_serial_sequence('incident_history', 'seq'), max(seq)) from incident_history_default having max(seq) > 0;

alter table incident_history attach partition incident_history_default default;
