create table incident (
    id                 uuid primary key,
    kind               text                     not null,
    severity           text                     not null,
    status             text                     not null,
    source             text                     not null,
    region_code        text collate "C"         not null,
    lat                double precision,
    lon                double precision,
    description        text                     not null,
    details            jsonb,
    reported_at        timestamptz              not null,
    received_at        timestamptz              not null,
    reporter           text                     not null,
    reporter_name      text                     not null,
    patrol_id          uuid,
    -- SHA-256 of the report as it was sent: the same again is no conflict.
    fingerprint        bytea                    not null,
    -- Who has it: the chief of a region, or a person who sits there.
    handed_to_region   text collate "C",
    handed_to_username text,
    handed_to_name     text,
    updated_at         timestamptz              not null,
    closed_at          timestamptz,
    check ((lat is null) = (lon is null)),
    check (handed_to_region is not null or handed_to_username is null)
);

-- Lists are read newest first: of a wide region, of a narrow one, of a reporter, of who has it in hand.
create index incident_newest on incident (received_at desc, id desc);
create index incident_by_region on incident (region_code, received_at desc);
create index incident_by_reporter on incident (reporter, received_at desc);
create index incident_by_holder on incident (handed_to_username) where handed_to_username is not null;
create index incident_by_holding_chief on incident (handed_to_region)
    where handed_to_region is not null and handed_to_username is null;

-- The ledger of each incident: only ever added to. seq is its order, since who writes holds the incident's row.
create table incident_history (
    seq                bigint generated always as identity primary key,
    id                 uuid                     not null unique,
    incident_id        uuid                     not null references incident,
    at                 timestamptz              not null,
    verb               text                     not null,
    actor              text                     not null,
    actor_name         text                     not null,
    from_status        text,
    to_status          text                     not null,
    note               text,
    handed_to_region   text collate "C",
    handed_to_username text,
    handed_to_name     text,
    idempotency_key    text
);

create index incident_history_of on incident_history (incident_id, seq);
create unique index incident_history_once on incident_history (incident_id, idempotency_key) where idempotency_key is not null;

create function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception '% is only ever added to', tg_table_name;
end
$$;

create trigger incident_history_is_append_only
    before update or delete or truncate on incident_history
    for each statement execute function refuse_change();
