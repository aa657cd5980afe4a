-- An inbox filtered by status, newest first: few of the alerts of a chief are not settled.
create index alert_inbox_by_status on alert (recipient, status, raised_at desc, id desc);
