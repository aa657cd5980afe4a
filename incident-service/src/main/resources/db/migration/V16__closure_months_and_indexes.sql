-- Closure figures of whole months at each level, so that a statistic over years reads a few rows per child region, however
-- many incidents there are. A region's figures are stored under its parent and include those of its descendants. What belongs
-- to the region itself and to none of its descendants is stored once more, with the region as its own parent.
create table closure_month (
    parent_code text collate "C" not null, -- '' if the region is a province
    region_code text collate "C" not null,
    month       date             not null, -- its first day
    kind        text             not null,
    reported    integer          not null,
    rejected    integer          not null,
    closed      integer          not null,
    primary key (parent_code, region_code, month, kind)
);

-- The rows of closure_month in which an incident of the region counts, from the province down.
create function closure_levels(code text) returns table (parent_code text, region_code text)
    language sql immutable parallel safe as
$$
    with path as (
        select left(code, digits + length(code) - length(ltrim(code, 'E'))) as region, digits
        from unnest(array [2, 4, 6, 9, 12]) as digits
        where digits <= length(ltrim(code, 'E'))
    )
    select coalesce(lag(region) over (order by digits), ''), region from path
    union all
    select code, code
$$;

-- Triggers, because the version before, which may be running, adds to closure_rollup only.
create function add_to_closure_month() returns trigger language plpgsql as
$$
begin
    if tg_op = 'TRUNCATE' then
        truncate closure_month;
        return null;
    end if;
    -- All transactions lock the rows in the same order.
    insert into closure_month as total (parent_code, region_code, month, kind, reported, rejected, closed)
    select level.parent_code, level.region_code, date_trunc('month', coalesce(new.day, old.day))::date,
           coalesce(new.kind, old.kind),
           coalesce(new.reported, 0) - coalesce(old.reported, 0),
           coalesce(new.rejected, 0) - coalesce(old.rejected, 0),
           coalesce(new.closed, 0) - coalesce(old.closed, 0)
    from closure_levels(coalesce(new.region_code, old.region_code)) as level
    order by level.region_code, level.parent_code
    on conflict (parent_code, region_code, month, kind) do update
    set reported = total.reported + excluded.reported,
        rejected = total.rejected + excluded.rejected,
        closed = total.closed + excluded.closed;
    return null;
end
$$;

create trigger closure_rollup_changes_month
    after insert or update or delete on closure_rollup
    for each row execute function add_to_closure_month();
create trigger closure_rollup_truncates_month
    after truncate on closure_rollup
    for each statement execute function add_to_closure_month();

insert into closure_month
select level.parent_code, level.region_code, date_trunc('month', day)::date, kind, sum(reported), sum(rejected), sum(closed)
from closure_rollup, closure_levels(closure_rollup.region_code) as level
group by 1, 2, 3, 4;

-- Where the months and the days differ. Always empty, because one transaction changes both.
create view closure_month_drift as
select parent_code,
       region_code,
       month,
       kind,
       coalesce(stored.reported, 0) - coalesce(days.reported, 0) as reported,
       coalesce(stored.rejected, 0) - coalesce(days.rejected, 0) as rejected,
       coalesce(stored.closed, 0) - coalesce(days.closed, 0)     as closed
from closure_month stored
         full join (select level.parent_code, level.region_code, date_trunc('month', day)::date as month, kind,
                           sum(reported) as reported, sum(rejected) as rejected, sum(closed) as closed
                    from closure_rollup, closure_levels(closure_rollup.region_code) as level
                    group by 1, 2, 3, 4) days using (parent_code, region_code, month, kind)
where (coalesce(stored.reported, 0), coalesce(stored.rejected, 0), coalesce(stored.closed, 0))
          is distinct from (coalesce(days.reported, 0), coalesce(days.rejected, 0), coalesce(days.closed, 0));

-- For the days of a period that are no whole month.
create index closure_rollup_by_day on closure_rollup (day, region_code);

-- Lists with a filter that few incidents match, newest first.
create index incident_open on incident (region_code, received_at desc)
    where status not in ('CLOSED', 'REJECTED', 'MERGED', 'REFERRED');
create index incident_by_status on incident (status, received_at desc, id desc);
create index incident_by_kind on incident (kind, received_at desc, id desc);
