create table appointment (
    id          bigint generated always as identity primary key,
    region_code text collate "C" not null,
    username    text collate "C" not null,
    name        text             not null,
    role        text             not null check (role in ('ranger', 'chief', 'supervisor', 'police')),
    unique (region_code, username)
);
create index appointment_username on appointment (username);
