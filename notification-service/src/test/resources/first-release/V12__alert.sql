-- What an alert shows of its incident, once for all who were told.
create table alerted_incident (
    id            uuid primary key,
    region_code   text collate "C" not null,
    kind          text             not null,
    severity      text             not null,
    status        text             not null,
    lat           double precision,
    lon           double precision,
    description   text             not null,
    reported_at   timestamptz      not null,
    reporter      text             not null,
    reporter_name text             not null
);

-- One incident told to one person. told_for is the region that they answer for, for which they were told.
-- seq is new at each change: the id of the change on the live stream, from which a screen that was away catches up.
create sequence alert_seq;

create table alert (
    id              uuid primary key,
    incident_id     uuid             not null references alerted_incident,
    recipient       text collate "C" not null,
    told_for        text collate "C" not null,
    reason          text             not null,
    status          text             not null,
    seq             bigint           not null,
    raised_at       timestamptz      not null,
    acknowledged_at timestamptz,
    unique (incident_id, recipient)
);
create index alert_inbox on alert (recipient, raised_at desc, id desc);
create index alert_stream on alert (recipient, seq);
