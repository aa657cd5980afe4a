-- How many summaries of the patrol were published with a revision. The version before does not know the column: a summary that
-- it replaces leaves the number as it is and is published without a revision.
alter table patrol add column summary_revision integer not null default 0;
