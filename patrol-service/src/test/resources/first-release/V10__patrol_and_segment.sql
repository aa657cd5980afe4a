create table patrol (
    id              uuid        primary key,
    kind            text        not null,
    region_code     text        collate "C" not null,
    transport       text        not null,
    started_at      timestamptz not null,
    task_id         uuid,
    area_id         uuid,
    companions      text[]      not null,
    patroller       text        not null,
    patroller_name  text        not null,
    received_at     timestamptz not null,
    finished_at     timestamptz,
    -- there from the finish on, renewed when more of the track arrives behind it
    summary         jsonb
);
create index patrol_by_region on patrol (region_code, started_at desc, id desc);
create index patrol_by_start on patrol (started_at desc, id desc);
create index patrol_by_patroller on patrol (patroller, started_at desc, id desc);

-- A piece of track is one row: points in one binary column, what is asked about them beside it.
create table segment (
    patrol_id   uuid        not null references patrol,
    seq         integer     not null,
    received_at timestamptz not null,
    points      bytea       not null,
    point_count integer     not null,
    first_at    timestamptz,
    last_at     timestamptz,
    south       double precision not null,
    west        double precision not null,
    north       double precision not null,
    east        double precision not null,
    cells       bigint[]    not null,
    primary key (patrol_id, seq)
);
-- The points are dense already: compressing them again costs time and saves nothing.
alter table segment alter column points set storage external;
