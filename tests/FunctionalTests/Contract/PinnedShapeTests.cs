using System.Text.Json;

namespace Hivemind.FunctionalTests.Contract;

/// <summary>The members that clients read, by the operation that answers them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PinnedShapeTests
{
    [TestCase("list_pending_contributions", "200", "items,total,limit,offset,next_cursor")]
    [TestCase("list_pending_contributions", "200", "id,title,content,category,source_agent_id,created_at,content_hash,content_length,confidence,tags,is_sensitive_flagged,conflict_action", "items")]
    [TestCase("create_contribution", "201", "contribution_id,status,category,message")]
    [TestCase("create_contribution", "200", "contribution_id,status,category,message,duplicate_of")]
    [TestCase("approve_contribution", "200", "status,item_id")]
    [TestCase("reject_contribution", "200", "status,contribution_id")]
    [TestCase("undo_rejection", "200", "status,contribution_id")]
    [TestCase("get_contribution", "200", "id,status,title,content,content_length,content_hash,category,confidence,framework,language,version,tags,org_id,source_agent_id,run_id,created_at,is_sensitive_flagged,conflict_action,supersedes_item_id,prescreen_score,prescreen_band,similar,decision")]
    [TestCase("list_own_contributions", "200", "id,status,content_preview,category,confidence,contributed_at,is_public,reason_code,reason,decided_at,knowledge_item_id", "items")]
    [TestCase("search_knowledge", "200", "results,total_found,next_cursor")]
    [TestCase("search_knowledge", "200", "id,title,category,confidence,org_attribution,relevance_score,is_public,is_current,version,quality_score", "results")]
    [TestCase("get_knowledge_item", "200", "id,title,content,category,confidence,framework,language,version,tags,org_attribution,contributed_at,integrity_verified,integrity_warning,content_hash,is_public,is_current,submitted_at,approved_at,quality_score,retrieval_count,helpful_count,not_helpful_count,valid_at,invalid_at,expired_at,superseded_by,source_item_ids")]
    [TestCase("report_outcome", "202", "status,item_id,outcome,signal_id")]
    [TestCase("get_commons_stats", "200", "total_items,total_pending,growth_rate_24h,growth_rate_7d,retrieval_volume_24h,domains_covered,categories")]
    [TestCase("get_commons_stats", "200", "category,count", "categories")]
    [TestCase("get_org_stats", "200", "contributions_total,contributions_pending,contributions_approved_24h,retrievals_by_others,helpful_count,not_helpful_count,top_items,retrievals_by_other_orgs")]
    [TestCase("get_org_stats", "200", "id,title,retrieval_count", "top_items")]
    [TestCase("get_user_stats", "200", "agent_id,agent_contributions,agent_retrievals_received,agent_helpful_ratio")]
    [TestCase("get_growth_stats", "200", "granularity,scope,buckets")]
    [TestCase("get_knowledge_signals", "200", "item_id,counts,breakdown,quality_score,quality_computed_at")]
    [TestCase("publish_knowledge_item", "200", "item_id,is_public")]
    [TestCase("list_stream_events", "200", "items,next,has_more,reset")]
    [TestCase("list_stream_events", "200", "id,topic,name,payload,is_public,created_at", "items")]
    [TestCase("login", "200", "access_token,token_type,expires_in")]
    [TestCase("create_stream_ticket", "201", "ticket,expires_in")]
    [TestCase("validate_credential", "200", "org_id,kind,user_id,agent_id,role,tier,scopes,expires_at")]
    [TestCase("get_dashboard_summary", "200", "total_tasks,completed_tasks,active_users,online_users,tasks_by_priority,tasks_by_category,tasks_by_status,generated_at")]
    [TestCase("get_analytics_summary", "200", "today_cost,today_tasks,total_cost,total_tasks,cost_breakdown")]
    [TestCase("get_cost_histogram", "200", "dates,costs,task_counts,tokens,avg_latency,error_counts")]
    [TestCase("get_costs_by_agent", "200", "agents,subagents,costs,task_counts")]
    [TestCase("get_performance_report", "200", "total_tasks,completed_tasks,failed_tasks,success_rate,avg_duration_seconds,avg_run_seconds,p95_duration_seconds,avg_tokens,avg_cost_usd,cost_per_hour,tasks_per_day,by_agent")]
    [TestCase("get_performance_report", "200", "bucket,cost", "cost_per_hour")]
    [TestCase("get_performance_report", "200", "date,count", "tasks_per_day")]
    [TestCase("get_performance_report", "200", "agent,total_tasks,completed_tasks,failed_tasks,success_rate,avg_duration_seconds,cost_usd", "by_agent")]
    [TestCase("get_conversation_analytics", "200", "total_conversations,total_cost_usd,total_tasks,avg_cost_usd,avg_tasks,avg_duration_seconds,conversations")]
    [TestCase("get_conversation_analytics", "200", "id,title,total_cost_usd,total_tasks,total_duration_seconds,message_count,created_at", "conversations")]
    [TestCase("list_conversations", "200", "items,total,limit,offset,next_cursor")]
    [TestCase("list_conversations", "200", "id,title,agent_type,created_at", "items")]
    [TestCase("get_conversation", "200", "id,org_id,kind,title,agent_type,user_id,participants,is_archived,metadata,flow_id,initiated_task_id,message_count,total_cost_usd,total_tasks,total_duration_seconds,started_at,completed_at,created_at,updated_at,row_version")]
    [TestCase("list_messages", "200", "id,conversation_id,role,content,created_at,sender_id,task_id,metadata", "items")]
    [TestCase("get_conversation_metrics", "200", "conversation_id,message_count,total_tasks,completed_tasks,failed_tasks,total_cost_usd,total_duration_seconds,started_at,completed_at")]
    [TestCase("get_conversation_context", "200", "conversation_id,messages,tasks")]
    [TestCase("get_conversation_context", "200", "role,content,created_at", "messages")]
    [TestCase("get_conversation_context", "200", "id,status,input_message,result", "tasks")]
    [TestCase("clear_conversation", "200", "cleared")]
    [TestCase("list_oauth_status", "200", "statuses")]
    [TestCase("get_oauth_status", "200", "platform,name,connected,configured,icon,description,installed_at,scopes,webhook_registered,webhook_url,webhook_error")]
    [TestCase("get_source", "200", "id,org_id,source_type,name,enabled,config,last_sync_at,last_sync_status,created_at,updated_at,row_version,oauth_connected,oauth_platform")]
    [TestCase("send_chat", "202", "success,message,data")]
    [TestCase("get_automation", "200", "id,orgId,name,description,triggerEventType,triggerConditions,conditionLogic,actions,debounce,enabled,priority,createdAt,updatedAt,rowVersion")]
    [TestCase("test_automation", "200", "matched,conditions,actions,dryRun")]
    [TestCase("list_automation_logs", "200", "items,meta")]
    [TestCase("list_automation_logs", "200", "id,automationId,eventId,eventType,status,conditionsMatched,actionsExecuted,error,executionTimeMs,createdAt", "items")]
    [TestCase("get_automation_metrics", "200", "running,totalExecutions,totalActions,successRate,avgExecutionTimeMs,recentFailures,instanceQueues,skipped")]
    [TestCase("get_automation_metrics", "200", "instanceId,activeCount,pendingCount", "instanceQueues")]
    [TestCase("get_health", "200", "status,service,version,uptime,timestamp,checks,instances")]
    [TestCase("get_event_metrics", "200", "totalEvents,eventsLast24h,eventsLast7d,completed,failed,pending,avgProcessingTimeMs,avgAgentLatencyMs,p95ProcessingTimeMs,failureRate,errorsByStage,deadLettersPending,deadLettersResolved,payloadsStored,storageSizeBytes,eventsLastHour,eventsPerHour,eventsPerMinute")]
    [TestCase("get_event_analytics", "200", "totalMessages,successfulMessages,failedMessages,successRate,avgProcessingTimeMs,avgAgentTimeMs,messageTypes,errorStages,instances,byChannel,byDirection,timeline")]
    [TestCase("get_event_analytics", "200", "bucket,count", "timeline")]
    [TestCase("get_dashboard", "200", "instances,events,deadLetters,automations,system")]
    [TestCase("get_event", "200", "id,eventType,instanceId,receivedAt")]
    [TestCase("get_dead_letter_stats", "200", "total,pending,retrying,resolved,abandoned,byEventType")]
    [TestCase("get_dead_letter", "200", "id,eventId,eventType,subject,payload,error,stack,autoRetryCount,manualRetryCount,nextAutoRetryAt,status,createdAt,lastRetryAt,resolvedAt,resolvedBy,rowVersion")]
    [TestCase("list_dead_letters", "200", "items,meta")]
    [TestCase("get_replay", "200", "id,since,until,eventTypes,instanceId,limit,speedMultiplier,skipProcessed,dryRun,status,progress,startedAt,completedAt,startedBy")]
    [TestCase("run_scheduled_maintenance", "200", "autoRetry,payloadCleanup,deadLetterCleanup")]
    [TestCase("get_payload_stats", "200", "totalPayloads,totalSizeBytes,byStage,byEventType")]
    [TestCase("list_payload_config", "200", "eventType,webhookRaw,agentRequest,agentResponse,channelSend,error,retentionDays", "items")]
    public async Task An_answer_has_the_promised_members(string operationId, string status, string members, string? list = null)
    {
        var document = await ApiDocument.Get();
        var operation = document.Operations.First(one => one.Id == operationId);
        var schema = operation.Definition.GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/json").GetProperty("schema");

        var shape = Members(document, schema);
        if (list is not null)
            shape = Members(document, Plain(document, shape.GetProperty(list)).GetProperty("items"));

        Assert.That(members.Split(',').Where(member => !shape.TryGetProperty(member, out _)), Is.Empty);
    }

    private static JsonElement Members(ApiDocument document, JsonElement schema) => Plain(document, schema).GetProperty("properties");

    private static JsonElement Plain(ApiDocument document, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Plain(document, (reference.GetString() ?? "").Split('/').Skip(1).Aggregate(document.Root, (element, name) => element.GetProperty(name)));

        return schema.TryGetProperty("allOf", out var parts) ? Plain(document, parts[0]) : schema;
    }
}
