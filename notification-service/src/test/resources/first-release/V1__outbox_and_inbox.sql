-- Column names of Debezium's outbox event router (id, aggregatetype, aggregateid, type, payload), plus the Kafka headers.
-- seq is the order of publication.
create table outbox (
    seq           bigint generated always as identity primary key,
    id            uuid  not null unique,
    aggregatetype text  not null,
    aggregateid   text  not null,
    type          text  not null,
    payload       jsonb not null,
    headers       jsonb not null
);
-- Rows come and go: keep the table small enough to be read in one glance.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create table inbox (
    consumer   text        not null,
    event_id   uuid        not null,
    handled_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
