create index automation_logs_by_event on automation_logs (event_id) where event_id is not null;
