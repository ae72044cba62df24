-- Sums over many runs outgrow what one run may cost. The trigger names the column, so it steps aside for it.
drop trigger figures_move on conversations;

alter table conversations alter column total_cost_usd type numeric(18, 6);

create trigger figures_move after update on conversations for each row
    when (
        (old.org_id, old.kind, old.created_at, old.completed_tasks, old.failed_tasks, old.total_cost_usd, old.total_duration_seconds)
        is distinct from
        (new.org_id, new.kind, new.created_at, new.completed_tasks, new.failed_tasks, new.total_cost_usd, new.total_duration_seconds))
    execute function count_conversation();
