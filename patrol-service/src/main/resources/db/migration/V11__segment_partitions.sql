-- One partition for each month in which patrols were created: the first 48 bits of their ids (UUID version 7) are the time
-- (docs/adr/0009). The existing table becomes the default partition, which moves no row here; the service creates the month
-- partitions and moves the rows.
alter table segment rename to segment_default;
alter table segment_default rename constraint segment_pkey to segment_default_pkey;
alter table segment_default rename constraint segment_patrol_id_fkey to segment_default_patrol_id_fkey;

-- The dropped column makes PostgreSQL convert rows for the partitions. Without it, the statement of the version before, which
-- returns xmax, would fail: "cannot retrieve a system column in this context".
create table segment (
    converted   boolean,
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
) partition by range (patrol_id);
alter table segment drop column converted;
-- Partitions copy this setting: the points are dense, so compressing them costs time and saves nothing.
alter table segment alter column points set storage external;

alter table segment attach partition segment_default default;
