create table tree (
    id    uuid primary key,
    rings int not null
);
