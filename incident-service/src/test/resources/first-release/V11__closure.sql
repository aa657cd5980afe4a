-- How many incidents that were received on a day were reported, found untrue, struck off. Moved by the incidents' events.
create table closure_rollup (
    region_code text collate "C" not null,
    kind        text             not null,
    -- Of Asia/Shanghai.
    day         date             not null,
    reported    integer          not null default 0,
    rejected    integer          not null default 0,
    closed      integer          not null default 0,
    primary key (region_code, kind, day)
);

-- The same, counted afresh from the incidents themselves.
create view closure_recount as
select region_code,
       kind,
       (received_at at time zone 'Asia/Shanghai')::date as day,
       count(*)::integer                                     as reported,
       (count(*) filter (where status = 'REJECTED'))::integer as rejected,
       (count(*) filter (where status = 'CLOSED'))::integer   as closed
from incident
group by 1, 2, 3;

-- Where rollup and recount differ. Empty as soon as the events in flight have arrived.
create view closure_drift as
select region_code,
       kind,
       day,
       coalesce(rollup.reported, 0) - coalesce(recount.reported, 0) as reported,
       coalesce(rollup.rejected, 0) - coalesce(recount.rejected, 0) as rejected,
       coalesce(rollup.closed, 0) - coalesce(recount.closed, 0)     as closed
from closure_rollup rollup
         full join closure_recount recount using (region_code, kind, day)
where (rollup.reported, rollup.rejected, rollup.closed)
          is distinct from (recount.reported, recount.rejected, recount.closed);
