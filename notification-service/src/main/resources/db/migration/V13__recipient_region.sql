-- The region that the recipient is responsible for, because of which they were alerted.
alter table alert rename column told_for to recipient_region;
