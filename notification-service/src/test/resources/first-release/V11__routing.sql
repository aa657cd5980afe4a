-- Who must know of what: the holder of a role at a level of the place. Null means any kind, any severity. All rows that
-- match count. A kind without a row goes to the chief of the place itself.
create table routing_rule (
    id       int generated always as identity primary key,
    kind     text,
    severity text,
    level    text not null check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE')),
    role     text not null check (role in ('ranger', 'chief', 'supervisor', 'police')),
    unique nulls not distinct (kind, severity, level, role)
);

insert into routing_rule (kind, severity, level, role)
values ('FIRE', null, 'VILLAGE', 'chief'),
       ('FIRE', null, 'TOWNSHIP', 'chief'),
       ('FIRE', null, 'COUNTY', 'chief'),
       ('FIELD_FIRE', null, 'VILLAGE', 'chief'),
       ('FIELD_FIRE', null, 'TOWNSHIP', 'chief'),
       ('FIELD_FIRE', null, 'COUNTY', 'chief'),
       ('PEST', null, 'TOWNSHIP', 'chief'),
       ('PEST', null, 'COUNTY', 'chief'),
       ('ILLEGAL_LOGGING', null, 'COUNTY', 'chief'),
       ('ILLEGAL_LOGGING', null, 'COUNTY', 'police'),
       ('FIRE_HAZARD', null, 'VILLAGE', 'chief'),
       ('FIRE_HAZARD', null, 'TOWNSHIP', 'chief'),
       ('LAND_OCCUPATION', null, 'TOWNSHIP', 'chief'),
       ('WETLAND', null, 'TOWNSHIP', 'chief'),
       ('WILDLIFE', null, 'TOWNSHIP', 'chief'),
       ('PROTECTED_TREE', null, 'TOWNSHIP', 'chief'),
       ('INVASIVE_SPECIES', null, 'TOWNSHIP', 'chief'),
       ('SAFETY_HAZARD', null, 'TOWNSHIP', 'chief'),
       ('SPOT', null, 'TOWNSHIP', 'chief'),
       ('OTHER', null, 'TOWNSHIP', 'chief'),
       (null, 'CRITICAL', 'CITY', 'chief');
