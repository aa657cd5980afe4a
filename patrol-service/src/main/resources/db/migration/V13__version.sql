-- Changes with each change of the patrol: its entity tag.
alter table patrol add column version bigint not null default 0;

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

create trigger patrol_version before update on patrol for each row execute function increment_version();
