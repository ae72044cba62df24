-- Events whose automations have been looked up. The row commits with what they led to, so an event that is handled again, because a
-- process died before it could say that it was done, leads to nothing twice. A replay is a round of its own.
create table automation_matches (
    event_id uuid not null,
    round uuid not null, -- the replay; all zeros outside of replays
    matched_at timestamptz not null,
    primary key (event_id, round)
);

create index automation_matches_by_age on automation_matches (matched_at);

-- The log is removed by age.
create index automation_logs_by_age on automation_logs using brin (created_at);
