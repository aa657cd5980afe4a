-- When the row was stored: the age of the oldest row shows whether events are late.
alter table outbox add column stored_at timestamptz not null default now();

-- Events that Kafka refuses for good, and later events of the same aggregates, in the order of seq.
-- return_refused_events() puts them back into the outbox.
create table refused_event (
    seq           bigint      primary key,
    id            uuid        not null unique,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       jsonb       not null,
    headers       jsonb       not null,
    refused_at    timestamptz not null,
    reason        text        not null
);
create index refused_event_aggregate on refused_event (aggregatetype, aggregateid);

-- Events that Kafka has acknowledged, with partition and offset (-1 if the broker did not tell). The service creates the
-- partitions, one for each UTC day, and drops them after the retention. An event that was published twice has two rows.
create table published_event (
    published_at    timestamptz not null,
    seq             bigint      not null,
    id              uuid        not null,
    aggregatetype   text        not null,
    aggregateid     text        not null,
    type            text        not null,
    payload         jsonb       not null,
    headers         jsonb       not null,
    kafka_partition int         not null,
    kafka_offset    bigint      not null
) partition by range (published_at);

-- What Kafka must not fall behind, for each partition of a topic: an acknowledgement below next_offset does not count as
-- published, because a consumer may have read up to there before the partition lost its end.
create table published_offset (
    topic       text   not null,
    partition   int    not null,
    topic_id    text   not null,
    next_offset bigint not null,
    primary key (topic, partition)
);

-- Puts refused events back into the outbox, under their old seq, so that they are published before later events of their
-- aggregates. Waits for the batch that is being published (the lock of OutboxPublisher).
create function return_refused_events(of_topic text default null, of_aggregate text default null) returns bigint
language plpgsql as $$
declare
    events bigint;
begin
    perform pg_advisory_xact_lock(x'6f7574626f78'::bigint);
    with returned as (
        delete from refused_event
        where (of_topic is null or aggregatetype = of_topic)
          and (of_aggregate is null or aggregateid = of_aggregate)
        returning *
    )
    insert into outbox (seq, id, aggregatetype, aggregateid, type, payload, headers)
    overriding system value
    select seq, id, aggregatetype, aggregateid, type, payload, headers from returned
    on conflict do nothing;
    get diagnostics events = row_count;
    return events;
end $$;

-- Publishes events again that were published since a moment: puts copies into the outbox, in their order, and waits after
-- each 1,000 until the relay has published most of them, so that new events wait for no more than these.
create procedure replay_events(since timestamptz, of_topic text default null, inout events bigint default 0)
language plpgsql as $$
declare
    event record;
begin
    events := 0;
    for event in
        select distinct on (seq) seq, id, aggregatetype, aggregateid, type, payload, headers
        from published_event
        where published_at >= since and (of_topic is null or aggregatetype = of_topic)
        order by seq
    loop
        insert into outbox (seq, id, aggregatetype, aggregateid, type, payload, headers)
        overriding system value
        values (event.seq, event.id, event.aggregatetype, event.aggregateid, event.type, event.payload, event.headers)
        on conflict do nothing;
        events := events + 1;
        if events % 1000 = 0 then
            commit;
            while (select count(*) from outbox) > 1000 loop
                perform pg_sleep(0.1);
                commit;
            end loop;
        end if;
    end loop;
end $$;
