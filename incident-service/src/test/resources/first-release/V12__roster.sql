-- Who answers for which region, as notification-service tells it.
create table appointment (
    region_code text collate "C" not null,
    username    text             not null,
    name        text             not null,
    role        text             not null,
    primary key (username, region_code)
);
