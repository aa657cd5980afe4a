-- The names in API and code since this version: an entry of the history has an action, an incident an assignee.
alter table incident_history rename column verb to action;

alter index incident_by_holder rename to incident_by_assignee;
alter index incident_by_holding_chief rename to incident_by_assigned_region;
alter index incident_history_of rename to incident_history_by_incident;
alter index incident_history_once rename to incident_history_idempotency_key;

create or replace function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;
