-- Messages that a consumer of this version does not know, because a newer producer has added their type or one of their
-- constants. An upgraded consumer handles them in the order of seq and deletes them.
create table unknown_event (
    seq             bigint generated always as identity primary key,
    consumer        text        not null,
    event_id        uuid        not null,
    reason          text        not null,
    topic           text        not null,
    kafka_partition integer     not null,
    kafka_offset    bigint      not null,
    key             text,
    headers         jsonb       not null,
    payload         bytea       not null,
    received_at     timestamptz not null default now(),
    unique (consumer, event_id)
);
create index unknown_event_by_consumer on unknown_event (consumer, seq);
