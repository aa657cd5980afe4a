-- SHA-256 of the request that an idempotency key belongs to. Null in entries without a key and in those of earlier versions.
alter table incident_history add column request_hash bytea;

-- Changes with each change of the incident: its entity tag.
alter table incident add column version bigint not null default 0;

-- An earlier version of the service that runs at the same time does not know the column.
create function increment_version() returns trigger language plpgsql as
$$
begin
    if new.version = old.version then
        new.version := old.version + 1;
    end if;
    return new;
end
$$;

create trigger incident_version before update on incident for each row execute function increment_version();
