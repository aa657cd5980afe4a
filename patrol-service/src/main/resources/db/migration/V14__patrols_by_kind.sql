-- A list filtered by kind, newest first.
create index patrol_by_kind on patrol (kind, started_at desc, id desc);
