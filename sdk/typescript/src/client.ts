// Generated from docs/openapi.json by build/sdk.sh. Do not edit.
import type { CallOptions, Connection } from './connection.js'

export class AgentsClient {
  constructor(private readonly connection: Connection) {}

  /** The built-in agents and those of the organisation, by name, with what each does right now. */
  listAgents(options?: CallOptions): Promise<CatalogueAgent[]> {
    return this.connection.call('GET', `/api/v1/agents`, undefined, undefined, options)
  }

  /** Adds an agent of the organisation. No two have one name, and none that of a built-in one. */
  createAgent(body: CreateAgent, options?: CallOptions): Promise<AgentView> {
    return this.connection.call('POST', `/api/v1/agents`, body, undefined, options)
  }

  /** Takes an agent of the organisation out of the catalogue; its runs stay. */
  deleteAgent(name: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/agents/${encodeURIComponent(name)}`, undefined, undefined, options)
  }

  /** One agent of the catalogue. */
  getAgent(name: string, options?: CallOptions): Promise<AgentView> {
    return this.connection.call('GET', `/api/v1/agents/${encodeURIComponent(name)}`, undefined, undefined, options)
  }

  /** Changes an agent of the organisation; a built-in one stays as it is. */
  updateAgent(name: string, body: AgentChange, options?: CallOptions): Promise<AgentView> {
    return this.connection.call('PATCH', `/api/v1/agents/${encodeURIComponent(name)}`, body, undefined, options)
  }
}

export class AnalyticsClient {
  constructor(private readonly connection: Connection) {}

  /** What conversations with agents cost, by the day they began on; without dates those of the last 30 days (UTC). */
  getConversationAnalytics(query: { start_date?: string; end_date?: string; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<ConversationAnalytics> {
    return this.connection.call('GET', `/api/v1/analytics/conversations`, undefined, query, options)
  }

  /** What each agent cost within the last days (UTC), today included, highest cost first. */
  getCostsByAgent(query: { days?: number } = {}, options?: CallOptions): Promise<AgentCosts> {
    return this.connection.call('GET', `/api/v1/analytics/costs/by-agent`, undefined, query, options)
  }

  /** The same as by-agent. */
  getCostsBySubagent(query: { days?: number } = {}, options?: CallOptions): Promise<AgentCosts> {
    return this.connection.call('GET', `/api/v1/analytics/costs/by-subagent`, undefined, query, options)
  }

  /** Costs and runs by day, or by hour (24 times as many), with every bucket present. */
  getCostHistogram(query: { days?: number; granularity?: CostGranularity } = {}, options?: CallOptions): Promise<CostHistogram> {
    return this.connection.call('GET', `/api/v1/analytics/costs/histogram`, undefined, query, options)
  }

  /** How well the runs of the last days (UTC) went, today included. */
  getPerformanceReport(query: { days?: number } = {}, options?: CallOptions): Promise<PerformanceReport> {
    return this.connection.call('GET', `/api/v1/analytics/performance`, undefined, query, options)
  }

  /** What a million tokens cost: prices of the organisation and of the deployment, newest first. */
  listModelPrices(query: { model?: string; limit?: number; offset?: number; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfModelPriceView> {
    return this.connection.call('GET', `/api/v1/analytics/prices`, undefined, query, options)
  }

  /** Adds a price of the organisation, which ends the one before it. Beginning in the past, it changes computed costs within seconds. */
  addModelPrice(body: AddModelPrice, options?: CallOptions): Promise<ModelPriceView> {
    return this.connection.call('POST', `/api/v1/analytics/prices`, body, undefined, options)
  }

  /** Takes back a price of the organisation that is not in effect yet. */
  deleteModelPrice(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/analytics/prices/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** What the organisation's runs cost, today (UTC) and ever, and what the money went into. Deleted runs are counted. */
  getAnalyticsSummary(options?: CallOptions): Promise<AnalyticsSummary> {
    return this.connection.call('GET', `/api/v1/analytics/summary`, undefined, undefined, options)
  }
}

export class ApiKeysClient {
  constructor(private readonly connection: Connection) {}

  /** The keys of the organisation's agents, newest first, without their secrets. */
  listApiKeys(query: { agent_id?: string; status?: ApiKeyStatus; limit?: number; offset?: number; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfApiKeyView> {
    return this.connection.call('GET', `/api/v1/api-keys`, undefined, query, options)
  }

  /** Makes a key for an agent. Its secret is shown only now. */
  createApiKey(body: CreateApiKey, options?: CallOptions): Promise<NewApiKeyView> {
    return this.connection.call('POST', `/api/v1/api-keys`, body, undefined, options)
  }

  /** Ends a key at once and everywhere. A caller cannot end the key it is using. */
  revokeApiKey(id: string, body?: RevocationBody, options?: CallOptions): Promise<ApiKeyView> {
    return this.connection.call('DELETE', `/api/v1/api-keys/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** One key, without its secret. */
  getApiKey(id: string, options?: CallOptions): Promise<ApiKeyView> {
    return this.connection.call('GET', `/api/v1/api-keys/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what a key is called and how far it reaches; what is absent stays. */
  updateApiKey(id: string, body: ApiKeyChanges, options?: CallOptions): Promise<ApiKeyView> {
    return this.connection.call('PATCH', `/api/v1/api-keys/${encodeURIComponent(id)}`, body, undefined, options)
  }
}

export class AuditLogClient {
  constructor(private readonly connection: Connection) {}

  /** Who changed what in the organisation, newest first. */
  listAuditLog(query: { actor?: string; action?: string; target_type?: string; target_id?: string; since?: string; until?: string; limit?: number; cursor?: string } = {}, options?: CallOptions): Promise<CursorListOfAuditEntry> {
    return this.connection.call('GET', `/api/v1/audit-log`, undefined, query, options)
  }
}

export class AuthClient {
  constructor(private readonly connection: Connection) {}

  /** Signs a user in: the token is for programs, the same comes as a cookie for browsers. */
  login(body: LogIn, options?: CallOptions): Promise<SessionToken> {
    return this.connection.call('POST', `/api/v1/auth/login`, body, undefined, options)
  }

  /** Ends the caller's session and clears its cookie. */
  logout(options?: CallOptions): Promise<void> {
    return this.connection.call('POST', `/api/v1/auth/logout`, undefined, undefined, options)
  }

  /** Makes a user: the first one of the deployment becomes owner, every other needs an invitation. */
  registerUser(body: RegisterUser, options?: CallOptions): Promise<UserProfile> {
    return this.connection.call('POST', `/api/v1/auth/register`, body, undefined, options)
  }

  /** Where the caller is signed in, newest first. */
  listSessions(query: { limit?: number; offset?: number; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfSessionView> {
    return this.connection.call('GET', `/api/v1/auth/sessions`, undefined, query, options)
  }

  /** Ends one of the caller's own sessions. */
  revokeSession(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/auth/sessions/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Who the caller is to the server. */
  validateCredential(options?: CallOptions): Promise<CredentialView> {
    return this.connection.call('POST', `/api/v1/auth/validate`, undefined, undefined, options)
  }
}

export class AutoApproveRulesClient {
  constructor(private readonly connection: Connection) {}

  /** The rule of every category; those that nobody set are off. */
  listAutoApproveRules(options?: CallOptions): Promise<OffsetListOfAutoApproveRule> {
    return this.connection.call('GET', `/api/v1/auto-approve-rules`, undefined, undefined, options)
  }

  /** The rule of one category. */
  getAutoApproveRule(category: KnowledgeCategory, options?: CallOptions): Promise<AutoApproveRule> {
    return this.connection.call('GET', `/api/v1/auto-approve-rules/${encodeURIComponent(category)}`, undefined, undefined, options)
  }

  /** Lets contributions of a category in without review, or ends that. What already waits is not touched. */
  setAutoApproveRule(category: KnowledgeCategory, body: AutoApproveSetting, options?: CallOptions): Promise<AutoApproveRule> {
    return this.connection.call('PUT', `/api/v1/auto-approve-rules/${encodeURIComponent(category)}`, body, undefined, options)
  }
}

export class AutomationLogsClient {
  constructor(private readonly connection: Connection) {}

  /** What the automations of the organisation did and left out, newest first. */
  listAutomationLogs(query: { status?: ExecutionStatus; eventType?: string; automationId?: string; eventId?: string; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfAutomationLogView> {
    return this.connection.call('GET', `/api/v1/automation-logs`, undefined, query, options)
  }
}

export class AutomationMetricsClient {
  constructor(private readonly connection: Connection) {}

  /** The figures of the organisation's automations: exact, and in percent where they are rates. */
  getAutomationMetrics(options?: CallOptions): Promise<AutomationMetrics> {
    return this.connection.call('GET', `/api/v1/automation-metrics`, undefined, undefined, options)
  }
}

export class AutomationsClient {
  constructor(private readonly connection: Connection) {}

  /** The automations of the organisation, newest first. */
  listAutomations(query: { enabled?: boolean; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfAutomationView> {
    return this.connection.call('GET', `/api/v1/automations`, undefined, query, options)
  }

  /** Makes an automation, which looks at events from now on. */
  createAutomation(body: CreateAutomation, options?: CallOptions): Promise<AutomationView> {
    return this.connection.call('POST', `/api/v1/automations`, body, undefined, options)
  }

  /** Removes the automation with what waits of it and its log. */
  deleteAutomation(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/automations/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One automation. */
  getAutomation(id: string, options?: CallOptions): Promise<AutomationView> {
    return this.connection.call('GET', `/api/v1/automations/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what is given. Null clears description, debounce and limits. Open windows stay open. */
  updateAutomation(id: string, body: AutomationChange, options?: CallOptions): Promise<AutomationView> {
    return this.connection.call('PATCH', `/api/v1/automations/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** Stops the automation. What waits of it is skipped. */
  disableAutomation(id: string, options?: CallOptions): Promise<AutomationView> {
    return this.connection.call('POST', `/api/v1/automations/${encodeURIComponent(id)}/disable`, undefined, undefined, options)
  }

  /** Lets the automation run. */
  enableAutomation(id: string, options?: CallOptions): Promise<AutomationView> {
    return this.connection.call('POST', `/api/v1/automations/${encodeURIComponent(id)}/enable`, undefined, undefined, options)
  }

  /** Does the actions for real, whatever conditions and limits say, and waits for them. The event must be of the trigger's type. */
  executeAutomation(id: string, body: AutomationTrial, options?: CallOptions): Promise<AutomationExecuted> {
    return this.connection.call('POST', `/api/v1/automations/${encodeURIComponent(id)}/execute`, body, undefined, options)
  }

  /** What the automation did and left out, newest first. */
  listLogsOfAutomation(id: string, query: { status?: ExecutionStatus; eventId?: string; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfAutomationLogView> {
    return this.connection.call('GET', `/api/v1/automations/${encodeURIComponent(id)}/logs`, undefined, query, options)
  }

  /** Says what the automation would do with an event, and does nothing. */
  testAutomation(id: string, body: AutomationTrial, options?: CallOptions): Promise<AutomationTest> {
    return this.connection.call('POST', `/api/v1/automations/${encodeURIComponent(id)}/test`, body, undefined, options)
  }
}

export class ChatClient {
  constructor(private readonly connection: Connection) {}

  /** Says something to an agent, which answers by a run. Without a conversation it begins one. */
  sendChat(body: ChatMessage, query: { session_id?: string; conversation_id?: string } = {}, options?: CallOptions): Promise<ChatAnswer> {
    return this.connection.call('POST', `/api/v1/chat`, body, query, options)
  }
}

export class ContributionsClient {
  constructor(private readonly connection: Connection) {}

  /** The review queue of the organisation, newest first. The content is cut to 500 characters. */
  listPendingContributions(query: { limit?: number; offset?: number; category?: KnowledgeCategory; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfPendingSummary> {
    return this.connection.call('GET', `/api/v1/contributions`, undefined, query, options)
  }

  /** Offers a piece of knowledge. Secrets and personal data are taken out before it is stored. */
  createContribution(body: ContributionInput, options?: CallOptions): Promise<ContributionResult> {
    return this.connection.call('POST', `/api/v1/contributions`, body, undefined, options)
  }

  /** The caller's own contributions, newest first, with what was decided and why. */
  listOwnContributions(query: { status?: OwnStatus; category?: KnowledgeCategory; limit?: number; cursor?: string } = {}, options?: CallOptions): Promise<OwnContributionList> {
    return this.connection.call('GET', `/api/v1/contributions/mine`, undefined, query, options)
  }

  /** One contribution, pending or decided, with what is similar to it. */
  getContribution(id: string, options?: CallOptions): Promise<ContributionView> {
    return this.connection.call('GET', `/api/v1/contributions/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Sorts a contribution before it is decided: its category, and whether it looks sensitive. */
  updateContribution(id: string, body: ContributionChange, options?: CallOptions): Promise<ContributionView> {
    return this.connection.call('PATCH', `/api/v1/contributions/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** Lets a contribution into the commons, as it is or edited. Of several reviewers exactly one succeeds. */
  approveContribution(id: string, body?: ReviewEdit, options?: CallOptions): Promise<ApprovedContribution> {
    return this.connection.call('POST', `/api/v1/contributions/${encodeURIComponent(id)}/approve`, body, undefined, options)
  }

  /** Keeps a contribution out of the commons. Its text is removed for good after ten minutes. */
  rejectContribution(id: string, body?: Rejection, options?: CallOptions): Promise<ReviewedContribution> {
    return this.connection.call('POST', `/api/v1/contributions/${encodeURIComponent(id)}/reject`, body, undefined, options)
  }

  /** Takes a rejection of the last ten minutes back: the contribution awaits review again. */
  undoRejection(id: string, options?: CallOptions): Promise<ReviewedContribution> {
    return this.connection.call('POST', `/api/v1/contributions/${encodeURIComponent(id)}/undo`, undefined, undefined, options)
  }
}

export class ConversationsClient {
  constructor(private readonly connection: Connection) {}

  /** The conversations that the caller may read, last changed first. */
  listConversations(query: { user_id?: string; kind?: ConversationKind; offset?: number; cursor?: string; include_archived?: boolean; limit?: number } = {}, options?: CallOptions): Promise<OffsetListOfConversationView> {
    return this.connection.call('GET', `/api/v1/conversations`, undefined, query, options)
  }

  /** Begins a conversation, with agents or between participants. */
  createConversation(body: CreateConversation, options?: CallOptions): Promise<ConversationView> {
    return this.connection.call('POST', `/api/v1/conversations`, body, undefined, options)
  }

  /** The conversation of an outside thing, such as jira:KEY or github:repo#n. */
  getConversationByFlow(flow_id: string, options?: CallOptions): Promise<ConversationView> {
    return this.connection.call('GET', `/api/v1/conversations/by-flow/${encodeURIComponent(flow_id)}`, undefined, undefined, options)
  }

  /** Deletes the conversation with its messages; its tasks stay. */
  deleteConversation(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/conversations/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One conversation. */
  getConversation(id: string, options?: CallOptions): Promise<ConversationView> {
    return this.connection.call('GET', `/api/v1/conversations/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what is given. */
  updateConversation(id: string, body: ConversationChange, options?: CallOptions): Promise<ConversationView> {
    return this.connection.call('PATCH', `/api/v1/conversations/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** Sets everything that can be changed; what is left out becomes empty. */
  replaceConversation(id: string, body: ConversationContent, options?: CallOptions): Promise<ConversationView> {
    return this.connection.call('PUT', `/api/v1/conversations/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** Removes what was said; the totals of its tasks stay. */
  clearConversation(id: string, options?: CallOptions): Promise<ClearedConversation> {
    return this.connection.call('POST', `/api/v1/conversations/${encodeURIComponent(id)}/clear`, undefined, undefined, options)
  }

  /** The last messages and runs, as an agent gets them that goes on with it. Roles is a comma list; all when left out. */
  getConversationContext(id: string, query: { roles?: string; max_messages?: number } = {}, options?: CallOptions): Promise<ConversationContext> {
    return this.connection.call('GET', `/api/v1/conversations/${encodeURIComponent(id)}/context`, undefined, query, options)
  }

  /** What was said, oldest first. */
  listMessages(id: string, query: { offset?: number; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<OffsetListOfMessageView> {
    return this.connection.call('GET', `/api/v1/conversations/${encodeURIComponent(id)}/messages`, undefined, query, options)
  }

  /** Says something. Users speak as user, agents in any role. */
  createMessage(id: string, body: MessageContent, options?: CallOptions): Promise<MessageView> {
    return this.connection.call('POST', `/api/v1/conversations/${encodeURIComponent(id)}/messages`, body, undefined, options)
  }

  /** How much was said and run, and what it cost. */
  getConversationMetrics(id: string, options?: CallOptions): Promise<ConversationMetrics> {
    return this.connection.call('GET', `/api/v1/conversations/${encodeURIComponent(id)}/metrics`, undefined, undefined, options)
  }
}

export class DashboardClient {
  constructor(private readonly connection: Connection) {}

  /** The whole overview of the traffic, read in one snapshot: every number equals that of its own route. */
  getDashboard(options?: CallOptions): Promise<DashboardView> {
    return this.connection.call('GET', `/api/v1/dashboard`, undefined, undefined, options)
  }

  /** What goes on in the caller's organisation now: people online, tasks at work, tasks changed in the last hour. */
  getLiveStatus(options?: CallOptions): Promise<LiveStatusView> {
    return this.connection.call('GET', `/api/v1/dashboard/live-status`, undefined, undefined, options)
  }

  /** How busy the whole deployment is, for anybody, in numbers only; with scope=org and a credential, how busy the own organisation is. */
  getDashboardSummary(query: { scope?: SummaryScope } = {}, options?: CallOptions): Promise<DashboardSummary> {
    return this.connection.call('GET', `/api/v1/dashboard/summary`, undefined, query, options)
  }
}

export class DeadLettersClient {
  constructor(private readonly connection: Connection) {}

  /** The dead letters of the organisation, newest first; status and eventType are comma lists. */
  listDeadLetters(query: { status?: string; eventType?: string; fingerprint?: string; since?: string; until?: string; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfDeadLetterView> {
    return this.connection.call('GET', `/api/v1/dead-letters`, undefined, query, options)
  }

  /** The dead letters by the cause of their error: one group for errors that differ only in ids, numbers and quoted values. */
  listDeadLetterGroups(query: { status?: string; eventType?: string; since?: string; until?: string; limit?: number } = {}, options?: CallOptions): Promise<DeadLetterGroups> {
    return this.connection.call('GET', `/api/v1/dead-letters/groups`, undefined, query, options)
  }

  /** The bulk retries of the organisation, newest first. */
  listDeadLetterRetries(query: { cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfBulkRetryView> {
    return this.connection.call('GET', `/api/v1/dead-letters/retries`, undefined, query, options)
  }

  /** Retries every pending dead letter that the filter chooses, at a pace; a dry run only counts them. One at a time. */
  startDeadLetterRetries(body: StartBulkRetry, options?: CallOptions): Promise<BulkRetryView> {
    return this.connection.call('POST', `/api/v1/dead-letters/retries`, body, undefined, options)
  }

  /** Ends a bulk retry; what it has handed to the workers is still retried. */
  cancelDeadLetterRetries(id: string, options?: CallOptions): Promise<BulkRetryView> {
    return this.connection.call('DELETE', `/api/v1/dead-letters/retries/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One bulk retry and how far it has come. */
  getDeadLetterRetries(id: string, options?: CallOptions): Promise<BulkRetryView> {
    return this.connection.call('GET', `/api/v1/dead-letters/retries/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** How many there are, by state and by event type. */
  getDeadLetterStats(options?: CallOptions): Promise<DeadLetterStats> {
    return this.connection.call('GET', `/api/v1/dead-letters/stats`, undefined, undefined, options)
  }

  /** One dead letter; admins see the stack. */
  getDeadLetter(id: string, options?: CallOptions): Promise<DeadLetterView> {
    return this.connection.call('GET', `/api/v1/dead-letters/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Gives it up: nobody retries it any more. */
  abandonDeadLetter(id: string, options?: CallOptions): Promise<DeadLetterView> {
    return this.connection.call('POST', `/api/v1/dead-letters/${encodeURIComponent(id)}/abandon`, undefined, undefined, options)
  }

  /** The newest event of the same type and instance that went well, to compare the payloads. */
  getLastGoodEvent(id: string, options?: CallOptions): Promise<LastGoodEvent> {
    return this.connection.call('GET', `/api/v1/dead-letters/${encodeURIComponent(id)}/last-good`, undefined, undefined, options)
  }

  /** Says that somebody has dealt with it in another way. */
  resolveDeadLetter(id: string, body: DeadLetterNote, options?: CallOptions): Promise<DeadLetterView> {
    return this.connection.call('POST', `/api/v1/dead-letters/${encodeURIComponent(id)}/resolve`, body, undefined, options)
  }

  /** Runs the handler on the event again, on an edited payload where one is given. The answer says what came of it; a handler that
takes longer than five seconds is not waited for. */
  retryDeadLetter(id: string, body?: DeadLetterRetry, options?: CallOptions): Promise<DeadLetterView> {
    return this.connection.call('POST', `/api/v1/dead-letters/${encodeURIComponent(id)}/retry`, body, undefined, options)
  }
}

export class EventOpsClient {
  constructor(private readonly connection: Connection) {}

  /** How the traffic is doing, in numbers that are exact now. */
  getEventMetrics(options?: CallOptions): Promise<EventMetricsView> {
    return this.connection.call('GET', `/api/v1/event-ops/metrics`, undefined, undefined, options)
  }

  /** The replays of the organisation, newest first. */
  listReplays(query: { cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfReplayView> {
    return this.connection.call('GET', `/api/v1/event-ops/replay`, undefined, query, options)
  }

  /** Runs the handlers of stored events again, oldest first; one replay at a time. A dry run only counts. */
  startReplay(body: StartReplay, options?: CallOptions): Promise<ReplayView> {
    return this.connection.call('POST', `/api/v1/event-ops/replay`, body, undefined, options)
  }

  /** Ends a replay; the event in hand is finished. */
  cancelReplay(id: string, options?: CallOptions): Promise<ReplayView> {
    return this.connection.call('DELETE', `/api/v1/event-ops/replay/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One replay and how far it has come. */
  getReplay(id: string, options?: CallOptions): Promise<ReplayView> {
    return this.connection.call('GET', `/api/v1/event-ops/replay/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Runs the maintenance of the organisation now: automatic retries that are due, and the removal of what is past its time. */
  runScheduledMaintenance(options?: CallOptions): Promise<MaintenanceResult> {
    return this.connection.call('POST', `/api/v1/event-ops/scheduled`, undefined, undefined, options)
  }
}

export class EventsClient {
  constructor(private readonly connection: Connection) {}

  /** The events of the organisation, newest first. */
  listEvents(query: { channel?: string; eventType?: string; contentType?: string; instanceId?: string; personId?: string; direction?: EventDirection; status?: EventStatus; since?: string; until?: string; search?: string; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfEventView> {
    return this.connection.call('GET', `/api/v1/events`, undefined, query, options)
  }

  /** Records what an adapter saw at its channel. The same instance, type and external id again answers 200 with the first event. */
  createEvent(body: EventInput, options?: CallOptions): Promise<EventView> {
    return this.connection.call('POST', `/api/v1/events`, body, undefined, options)
  }

  /** What the traffic consists of, over a window (the last 24 hours unless given) and over time. */
  getEventAnalytics(query: { since?: string; until?: string; instanceId?: string; granularity?: TimelineGranularity; allTime?: boolean } = {}, options?: CallOptions): Promise<EventAnalyticsView> {
    return this.connection.call('GET', `/api/v1/events/analytics`, undefined, query, options)
  }

  /** Records up to 1,000 events in one transaction. What is wrong with one does not hold the others back; each has its result. */
  createEvents(body: CreateEvents, options?: CallOptions): Promise<EventBatchView> {
    return this.connection.call('POST', `/api/v1/events/batch`, body, undefined, options)
  }

  /** Looks for words in events, newest first. */
  searchEvents(body: SearchEvents, options?: CallOptions): Promise<MetaListOfJsonElement> {
    return this.connection.call('POST', `/api/v1/events/search`, body, undefined, options)
  }

  /** Tells of recorded events and of connections as they happen. */
  streamEvents(query: { eventType?: string; instanceId?: string; token?: string; lastEventId?: string } = {}, options?: CallOptions): Promise<void> {
    return this.connection.call('GET', `/api/v1/events/stream`, undefined, query, options)
  }

  /** What a person did over all channels, oldest first. */
  getEventTimeline(personId: string, query: { since?: string; until?: string; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfEventView> {
    return this.connection.call('GET', `/api/v1/events/timeline/${encodeURIComponent(personId)}`, undefined, query, options)
  }

  /** Records an event of a type custom.*, to set automations off. */
  triggerEvent(body: TriggerEvent, options?: CallOptions): Promise<EventView> {
    return this.connection.call('POST', `/api/v1/events/trigger`, body, undefined, options)
  }

  /** One event, whole. */
  getEvent(id: string, options?: CallOptions): Promise<EventView> {
    return this.connection.call('GET', `/api/v1/events/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** What led to the event and what came of it: events, webhooks, automations, runs and dead letters. */
  getEventLinks(id: string, options?: CallOptions): Promise<EventLinks> {
    return this.connection.call('GET', `/api/v1/events/${encodeURIComponent(id)}/links`, undefined, undefined, options)
  }

  /** Drops the text of all payloads of the event. */
  deleteEventPayloads(id: string, body?: DeletionReason, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/events/${encodeURIComponent(id)}/payloads`, body, undefined, options)
  }

  /** The payloads kept of the event, oldest first, without their text. */
  listEventPayloads(id: string, options?: CallOptions): Promise<PayloadList> {
    return this.connection.call('GET', `/api/v1/events/${encodeURIComponent(id)}/payloads`, undefined, undefined, options)
  }

  /** Drops the text of the payloads of one stage. */
  deleteEventPayload(id: string, stage: string, body?: DeletionReason, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/events/${encodeURIComponent(id)}/payloads/${encodeURIComponent(stage)}`, body, undefined, options)
  }

  /** The newest payload of a stage, with its text. */
  getEventPayload(id: string, stage: string, options?: CallOptions): Promise<OpenPayloadView> {
    return this.connection.call('GET', `/api/v1/events/${encodeURIComponent(id)}/payloads/${encodeURIComponent(stage)}`, undefined, undefined, options)
  }
}

export class HealthClient {
  constructor(private readonly connection: Connection) {}

  /** The same as /health. */
  getApiHealth(options?: CallOptions): Promise<HealthView> {
    return this.connection.call('GET', `/api/v1/health`, undefined, undefined, options)
  }

  /** Whether this process can do its work: 200 only when everything works, else 503 with the same shape. */
  getHealth(options?: CallOptions): Promise<HealthView> {
    return this.connection.call('GET', `/health`, undefined, undefined, options)
  }
}

export class InstancesClient {
  constructor(private readonly connection: Connection) {}

  /** The connected accounts of the organisation, newest first. */
  listInstances(query: { channel?: string; isActive?: boolean; isConnected?: boolean; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<MetaListOfInstanceView> {
    return this.connection.call('GET', `/api/v1/instances`, undefined, query, options)
  }

  /** Adds an account of a channel; its adapter connects it afterwards. */
  createInstance(body: CreateInstance, options?: CallOptions): Promise<InstanceView> {
    return this.connection.call('POST', `/api/v1/instances`, body, undefined, options)
  }

  /** The channels that instances can be made for. */
  listSupportedChannels(options?: CallOptions): Promise<SupportedChannelView[]> {
    return this.connection.call('GET', `/api/v1/instances/supported-channels`, undefined, undefined, options)
  }

  /** Disconnects and removes an instance; its events stay. */
  deleteInstance(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/instances/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One instance. */
  getInstance(id: string, options?: CallOptions): Promise<InstanceView> {
    return this.connection.call('GET', `/api/v1/instances/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what is given. Turning it off disconnects it. */
  updateInstance(id: string, body: InstanceChange, options?: CallOptions): Promise<InstanceView> {
    return this.connection.call('PATCH', `/api/v1/instances/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** Its adapter reports that the channel is up; refused while an admin has the instance off. Repeating changes nothing. */
  connectInstance(id: string, options?: CallOptions): Promise<InstanceStatusView> {
    return this.connection.call('POST', `/api/v1/instances/${encodeURIComponent(id)}/connect`, undefined, undefined, options)
  }

  /** Its adapter reports that the channel is down. Repeating changes nothing. */
  disconnectInstance(id: string, body?: InstanceDisconnection, options?: CallOptions): Promise<InstanceStatusView> {
    return this.connection.call('POST', `/api/v1/instances/${encodeURIComponent(id)}/disconnect`, body, undefined, options)
  }

  /** Whether the instance may work and does, and since when. */
  getInstanceStatus(id: string, options?: CallOptions): Promise<InstanceStatusView> {
    return this.connection.call('GET', `/api/v1/instances/${encodeURIComponent(id)}/status`, undefined, undefined, options)
  }
}

export class KnowledgeClient {
  constructor(private readonly connection: Connection) {}

  /** Browses the live items of the own organisation and the public ones. Does not count as a retrieval. */
  listKnowledge(query: { category?: KnowledgeCategory; is_public?: boolean; scope?: KnowledgeScope; sort?: KnowledgeSort; limit?: number; cursor?: string } = {}, options?: CallOptions): Promise<CursorListOfKnowledgeSummary> {
    return this.connection.call('GET', `/api/v1/knowledge`, undefined, query, options)
  }

  /** What the hive knows about a question: own and public items, by meaning and by words, best first. */
  searchKnowledge(query: { query: string; category?: KnowledgeCategory; limit?: number; cursor?: string; at_time?: string; version?: string }, options?: CallOptions): Promise<SearchResults> {
    return this.connection.call('GET', `/api/v1/knowledge/search`, undefined, query, options)
  }

  /** Takes an item away, and with it all items that were made from it. */
  deleteKnowledgeItem(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/knowledge/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One item, whole. Counts as a retrieval. */
  getKnowledgeItem(id: string, options?: CallOptions): Promise<KnowledgeItemView> {
    return this.connection.call('GET', `/api/v1/knowledge/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Shows an item of the own organisation to everybody. */
  publishKnowledgeItem(id: string, options?: CallOptions): Promise<KnowledgeVisibility> {
    return this.connection.call('POST', `/api/v1/knowledge/${encodeURIComponent(id)}/publish`, undefined, undefined, options)
  }

  /** Why an item of the own organisation has its quality. */
  getKnowledgeSignals(id: string, options?: CallOptions): Promise<KnowledgeSignalsView> {
    return this.connection.call('GET', `/api/v1/knowledge/${encodeURIComponent(id)}/signals`, undefined, undefined, options)
  }

  /** Shows an item to the own organisation alone. */
  unpublishKnowledgeItem(id: string, options?: CallOptions): Promise<KnowledgeVisibility> {
    return this.connection.call('POST', `/api/v1/knowledge/${encodeURIComponent(id)}/unpublish`, undefined, undefined, options)
  }
}

export class OauthClient {
  constructor(private readonly connection: Connection) {}

  /** How the organisation stands with every platform, by its name. */
  listOauthStatus(options?: CallOptions): Promise<OAuthStatuses> {
    return this.connection.call('GET', `/api/v1/oauth/status`, undefined, undefined, options)
  }

  /** How the organisation stands with one platform. */
  getOauthStatus(platform: Platform, options?: CallOptions): Promise<OAuthStatus> {
    return this.connection.call('GET', `/api/v1/oauth/status/${encodeURIComponent(platform)}`, undefined, undefined, options)
  }
}

export class OpenapiClient {
  constructor(private readonly connection: Connection) {}

  /** The same as /openapi.json. */
  getOpenapi(options?: CallOptions): Promise<any> {
    return this.connection.call('GET', `/api/v1/openapi`, undefined, undefined, options)
  }

  /** The OpenAPI document. */
  getOpenapiDocument(options?: CallOptions): Promise<any> {
    return this.connection.call('GET', `/openapi.json`, undefined, undefined, options)
  }
}

export class OrganisationClient {
  constructor(private readonly connection: Connection) {}

  /** The caller's own organisation with the settings that apply to it. */
  getOrganisation(options?: CallOptions): Promise<OrganisationView> {
    return this.connection.call('GET', `/api/v1/organisation`, undefined, undefined, options)
  }

  /** Renames the organisation or changes some of its settings; what is absent stays. */
  updateOrganisation(body: UpdateOrganisation, options?: CallOptions): Promise<OrganisationView> {
    return this.connection.call('PATCH', `/api/v1/organisation`, body, undefined, options)
  }
}

export class OutcomesClient {
  constructor(private readonly connection: Connection) {}

  /** Tells whether an item helped. An agent has one vote per item; a later one takes its place. */
  reportOutcome(body: ReportOutcome, options?: CallOptions): Promise<OutcomeReport> {
    return this.connection.call('POST', `/api/v1/outcomes`, body, undefined, options)
  }
}

export class PayloadConfigClient {
  constructor(private readonly connection: Connection) {}

  /** What is kept of payloads, by event type; * stands for all types without a row of their own. */
  listPayloadConfig(options?: CallOptions): Promise<PayloadConfigList> {
    return this.connection.call('GET', `/api/v1/payload-config`, undefined, undefined, options)
  }

  /** Says what is kept of a type's payloads from now on, and for how many days. */
  setPayloadConfig(eventType: string, body: PayloadConfigChange, options?: CallOptions): Promise<PayloadConfigView> {
    return this.connection.call('PUT', `/api/v1/payload-config/${encodeURIComponent(eventType)}`, body, undefined, options)
  }
}

export class PayloadStatsClient {
  constructor(private readonly connection: Connection) {}

  /** How many payloads the organisation keeps, and how much room they take. */
  getPayloadStats(options?: CallOptions): Promise<PayloadStats> {
    return this.connection.call('GET', `/api/v1/payload-stats`, undefined, undefined, options)
  }
}

export class PoliciesClient {
  constructor(private readonly connection: Connection) {}

  /** The rules that narrow or widen what agents may do with knowledge, newest first. */
  listPolicies(query: { agent_id?: string; limit?: number; offset?: number; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfPolicyView> {
    return this.connection.call('GET', `/api/v1/policies`, undefined, query, options)
  }

  /** Adds a rule for an agent about a namespace, a category or one item. */
  addPolicy(body: AddPolicy, options?: CallOptions): Promise<PolicyView> {
    return this.connection.call('POST', `/api/v1/policies`, body, undefined, options)
  }

  /** Removes a rule. */
  removePolicy(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/policies/${encodeURIComponent(id)}`, undefined, undefined, options)
  }
}

export class RolesClient {
  constructor(private readonly connection: Connection) {}

  /** The roles assigned to agents, newest first. An agent without one is a contributor. */
  listRoles(query: { agent_id?: string; limit?: number; offset?: number; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfRoleView> {
    return this.connection.call('GET', `/api/v1/roles`, undefined, query, options)
  }

  /** Gives an agent a role in place of the one it had. The last admin cannot be demoted. */
  assignRole(body: AssignRole, options?: CallOptions): Promise<RoleView> {
    return this.connection.call('POST', `/api/v1/roles`, body, undefined, options)
  }
}

export class SourcesClient {
  constructor(private readonly connection: Connection) {}

  /** The sources of the organisation, newest first. */
  listSources(query: { source_type?: SourceType; enabled?: boolean; offset?: number; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<OffsetListOfDataSourceView> {
    return this.connection.call('GET', `/api/v1/sources`, undefined, query, options)
  }

  /** Adds a source. One that is enabled needs its platform connected. */
  createSource(body: CreateSource, options?: CallOptions): Promise<DataSourceView> {
    return this.connection.call('POST', `/api/v1/sources`, body, undefined, options)
  }

  /** The kinds of sources, and whether they could be turned on now. */
  listSourceTypes(options?: CallOptions): Promise<SourceTypeView[]> {
    return this.connection.call('GET', `/api/v1/sources/types`, undefined, undefined, options)
  }

  /** Removes a source; what was read from it stays. */
  deleteSource(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/sources/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One source. */
  getSource(id: string, options?: CallOptions): Promise<DataSourceView> {
    return this.connection.call('GET', `/api/v1/sources/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what is given; a config is replaced whole. */
  updateSource(id: string, body: DataSourceChange, options?: CallOptions): Promise<DataSourceView> {
    return this.connection.call('PATCH', `/api/v1/sources/${encodeURIComponent(id)}`, body, undefined, options)
  }
}

export class StatsClient {
  constructor(private readonly connection: Connection) {}

  /** How much all organisations together know and use. Numbers only. */
  getCommonsStats(options?: CallOptions): Promise<CommonsStats> {
    return this.connection.call('GET', `/api/v1/stats/commons`, undefined, undefined, options)
  }

  /** How knowledge grew, by day or by hour (UTC), with every bucket present. */
  getGrowthStats(query: { days?: number; granularity?: GrowthGranularity; scope?: GrowthScope } = {}, options?: CallOptions): Promise<GrowthStats> {
    return this.connection.call('GET', `/api/v1/stats/growth`, undefined, query, options)
  }

  /** What the own organisation gives to the commons and what it is worth to others. */
  getOrgStats(options?: CallOptions): Promise<OrgStats> {
    return this.connection.call('GET', `/api/v1/stats/org`, undefined, undefined, options)
  }

  /** What one agent, or all agents of the organisation, contributed and how it was received. */
  getUserStats(query: { agent_id?: string } = {}, options?: CallOptions): Promise<UserStats> {
    return this.connection.call('GET', `/api/v1/stats/user`, undefined, query, options)
  }
}

export class StatusClient {
  constructor(private readonly connection: Connection) {}

  /** Which process answers, and how busy the caller's organisation is over all of them. */
  getStatus(options?: CallOptions): Promise<StatusView> {
    return this.connection.call('GET', `/api/v1/status`, undefined, undefined, options)
  }
}

export class StreamClient {
  constructor(private readonly connection: Connection) {}

  /** The rows of the live log that the caller may see, oldest first; with Accept: text/event-stream the same selection live. */
  listStreamEvents(query: { after?: string; topics?: string; limit?: number; token?: string; last_event_id?: string } = {}, options?: CallOptions): Promise<StreamPage> {
    return this.connection.call('GET', `/api/v1/stream/events`, undefined, query, options)
  }

  /** A ticket that opens one stream or socket as the caller, once, within 60 seconds. */
  createStreamTicket(options?: CallOptions): Promise<StreamTicketView> {
    return this.connection.call('POST', `/api/v1/stream/tickets`, undefined, undefined, options)
  }
}

export class TasksClient {
  constructor(private readonly connection: Connection) {}

  /** The tasks of the organisation, filtered and ordered. What has no value to order by counts as the lowest. */
  listTasks(query: { kind?: WorkTaskKind; status?: string; priority?: TaskPriority; category?: string; assignee?: string; owner?: string; session_id?: string; agent?: string; conversation_id?: string; flow_id?: string; parent_task_id?: string; since?: string; until?: string; page?: number; cursor?: string; sort_by?: TaskSort; sort_order?: SortOrder; page_size?: number } = {}, options?: CallOptions): Promise<PageListOfTaskRow> {
    return this.connection.call('GET', `/api/v1/tasks`, undefined, query, options)
  }

  /** Puts work on the board, or queues a run. Without a kind an input message makes it a run. */
  createTask(body: CreateTask, options?: CallOptions): Promise<TaskView> {
    return this.connection.call('POST', `/api/v1/tasks`, body, undefined, options)
  }

  /** Hands the next run to the caller, which is its worker from then on; 204 when there is none. */
  claimNextTask(body?: ClaimNextTask, options?: CallOptions): Promise<TaskView | undefined> {
    return this.connection.call('POST', `/api/v1/tasks/claim-next`, body, undefined, options)
  }

  /** Takes a task away; a run only when it is over. */
  deleteTask(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/tasks/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One task, whole. */
  getTask(id: string, options?: CallOptions): Promise<TaskView> {
    return this.connection.call('GET', `/api/v1/tasks/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Its owner changes what is to be done; the worker of a run reports status, result, model, tokens and cost in one step. */
  updateTask(id: string, body: TaskChanges, options?: CallOptions): Promise<TaskView> {
    return this.connection.call('PATCH', `/api/v1/tasks/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** Gives work to a user or an agent: it is in progress from then on. */
  assignTask(id: string, body: TaskAssignment, options?: CallOptions): Promise<TaskView> {
    return this.connection.call('POST', `/api/v1/tasks/${encodeURIComponent(id)}/assign`, body, undefined, options)
  }

  /** Takes free work for oneself. Of several at once one gets it; nobody claims a task of their own. */
  claimTask(id: string, options?: CallOptions): Promise<TaskView> {
    return this.connection.call('POST', `/api/v1/tasks/${encodeURIComponent(id)}/claim`, undefined, undefined, options)
  }

  /** Renews the worker's lease. The answer tells it of a cancellation, and of the answer to its question. */
  heartbeatTask(id: string, body?: LeaseLength, options?: CallOptions): Promise<TaskHeartbeat> {
    return this.connection.call('POST', `/api/v1/tasks/${encodeURIComponent(id)}/heartbeat`, body, undefined, options)
  }

  /** Answers a run that waits for input; it goes on. */
  sendTaskInput(id: string, body: TaskInput, options?: CallOptions): Promise<TaskInputReceipt> {
    return this.connection.call('POST', `/api/v1/tasks/${encodeURIComponent(id)}/input`, body, undefined, options)
  }

  /** The output of a run after a number. */
  getTaskLogs(id: string, query: { after?: number; limit?: number } = {}, options?: CallOptions): Promise<TaskLogs> {
    return this.connection.call('GET', `/api/v1/tasks/${encodeURIComponent(id)}/logs`, undefined, query, options)
  }

  /** Appends a piece of output, at most 64 KB, and renews the lease. Secrets in it are masked with ***. */
  appendTaskOutput(id: string, body: OutputChunk, options?: CallOptions): Promise<TaskOutputReceipt> {
    return this.connection.call('POST', `/api/v1/tasks/${encodeURIComponent(id)}/output`, body, undefined, options)
  }

  /** Puts work that is in progress back on the board. */
  releaseTask(id: string, options?: CallOptions): Promise<TaskView> {
    return this.connection.call('POST', `/api/v1/tasks/${encodeURIComponent(id)}/release`, undefined, undefined, options)
  }

  /** Moves a task to a status that its kind allows from where it stands. */
  setTaskStatus(id: string, body: TaskStatusChange, options?: CallOptions): Promise<TaskView> {
    return this.connection.call('PUT', `/api/v1/tasks/${encodeURIComponent(id)}/status`, body, undefined, options)
  }

  /** Stops a run that is not over; any member may. */
  stopTask(id: string, options?: CallOptions): Promise<StoppedTask> {
    return this.connection.call('POST', `/api/v1/tasks/${encodeURIComponent(id)}/stop`, undefined, undefined, options)
  }
}

export class UsersClient {
  constructor(private readonly connection: Connection) {}

  /** The users of the caller's organisation, newest first. Only admins see e-mail addresses. */
  listUsers(query: { q?: string; is_active?: boolean; limit?: number; offset?: number; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfUserView> {
    return this.connection.call('GET', `/api/v1/users`, undefined, query, options)
  }

  /** The invitations of the organisation, newest first, without their tokens. */
  listInvitations(query: { limit?: number; offset?: number; cursor?: string } = {}, options?: CallOptions): Promise<OffsetListOfInvitationView> {
    return this.connection.call('GET', `/api/v1/users/invitations`, undefined, query, options)
  }

  /** Invites a person. The token is shown only now. */
  createInvitation(body: CreateInvitation, options?: CallOptions): Promise<NewInvitationView> {
    return this.connection.call('POST', `/api/v1/users/invitations`, body, undefined, options)
  }

  /** Takes an invitation back that nobody has used yet. */
  revokeInvitation(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/users/invitations/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** The caller's own profile. Keys have none. */
  getOwnUser(options?: CallOptions): Promise<UserProfile> {
    return this.connection.call('GET', `/api/v1/users/me`, undefined, undefined, options)
  }

  /** Replaces what the caller says about itself. */
  updateOwnUser(body: UpdateOwnUser, options?: CallOptions): Promise<UserProfile> {
    return this.connection.call('PUT', `/api/v1/users/me`, body, undefined, options)
  }

  /** Changes the caller's password and ends its other sessions. */
  changeOwnPassword(body: ChangeOwnPassword, options?: CallOptions): Promise<void> {
    return this.connection.call('POST', `/api/v1/users/me/password`, body, undefined, options)
  }

  /** Who of the caller's organisation has a socket open now, last seen first; never with an e-mail address. */
  listOnlineUsers(query: { limit?: number } = {}, options?: CallOptions): Promise<UserView[]> {
    return this.connection.call('GET', `/api/v1/users/online`, undefined, query, options)
  }

  /** One user of the caller's organisation. Only admins see the e-mail address. */
  getUser(id: string, options?: CallOptions): Promise<UserView> {
    return this.connection.call('GET', `/api/v1/users/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what a user is called and may do. An organisation keeps one active owner. */
  updateUser(id: string, body: UserChanges, options?: CallOptions): Promise<UserView> {
    return this.connection.call('PATCH', `/api/v1/users/${encodeURIComponent(id)}`, body, undefined, options)
  }
}

export class WebhookDeliveriesClient {
  constructor(private readonly connection: Connection) {}

  /** One message to an endpoint, with every attempt made. */
  getWebhookDelivery(id: string, options?: CallOptions): Promise<WebhookDeliveryView> {
    return this.connection.call('GET', `/api/v1/webhook-deliveries/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Sends the message again under the same id, also one that had arrived. */
  redeliverWebhook(id: string, options?: CallOptions): Promise<WebhookDeliveryView> {
    return this.connection.call('POST', `/api/v1/webhook-deliveries/${encodeURIComponent(id)}/redeliver`, undefined, undefined, options)
  }
}

export class WebhookEndpointsClient {
  constructor(private readonly connection: Connection) {}

  /** The endpoints of the organisation, newest first, without their secrets. */
  listWebhookEndpoints(query: { is_active?: boolean; offset?: number; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<OffsetListOfWebhookEndpointView> {
    return this.connection.call('GET', `/api/v1/webhook-endpoints`, undefined, query, options)
  }

  /** Subscribes an address to the organisation's events. The answer shows the signing secret once. */
  createWebhookEndpoint(body: CreateWebhookEndpoint, options?: CallOptions): Promise<NewWebhookEndpointView> {
    return this.connection.call('POST', `/api/v1/webhook-endpoints`, body, undefined, options)
  }

  /** Ends the subscription with its deliveries. */
  deleteWebhookEndpoint(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/webhook-endpoints/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One endpoint, without its secret. */
  getWebhookEndpoint(id: string, options?: CallOptions): Promise<WebhookEndpointView> {
    return this.connection.call('GET', `/api/v1/webhook-endpoints/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what is given. Setting it active starts a disabled endpoint again; setting it inactive fails what waits for it. */
  updateWebhookEndpoint(id: string, body: WebhookEndpointChange, options?: CallOptions): Promise<WebhookEndpointView> {
    return this.connection.call('PATCH', `/api/v1/webhook-endpoints/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** The messages to the endpoint, newest first, without their attempts. */
  listWebhookDeliveries(id: string, query: { status?: DeliveryStatus; event?: string; since?: string; until?: string; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<CursorListOfWebhookDeliveryView> {
    return this.connection.call('GET', `/api/v1/webhook-endpoints/${encodeURIComponent(id)}/deliveries`, undefined, query, options)
  }

  /** Starts the failed deliveries of a span of time again, by the time their message came to be. */
  recoverWebhookDeliveries(id: string, body: RecoverySpan, options?: CallOptions): Promise<RecoveredDeliveries> {
    return this.connection.call('POST', `/api/v1/webhook-endpoints/${encodeURIComponent(id)}/recover`, body, undefined, options)
  }

  /** Gives the endpoint a new secret, shown once. The old one keeps signing beside it for 24 hours. */
  rotateWebhookSecret(id: string, options?: CallOptions): Promise<RotatedWebhookSecret> {
    return this.connection.call('POST', `/api/v1/webhook-endpoints/${encodeURIComponent(id)}/rotate-secret`, undefined, undefined, options)
  }
}

export class WebhooksClient {
  constructor(private readonly connection: Connection) {}

  /** The sources of the organisation with their figures, newest first, without secrets. */
  listWebhookSources(query: { provider?: WebhookProvider; enabled?: boolean; offset?: number; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<OffsetListOfWebhookSourceView> {
    return this.connection.call('GET', `/api/v1/webhooks`, undefined, query, options)
  }

  /** Makes an address at which the organisation receives webhooks. Its secret is never shown again. */
  createWebhookSource(body: CreateWebhookSource, options?: CallOptions): Promise<WebhookSourceView> {
    return this.connection.call('POST', `/api/v1/webhooks`, body, undefined, options)
  }

  /** What the sources received, newest first, without payloads. Kept for 30 days. */
  listWebhookEvents(query: { webhook_id?: string; outcome?: WebhookOutcome; offset?: number; cursor?: string; limit?: number } = {}, options?: CallOptions): Promise<OffsetListOfWebhookEventView> {
    return this.connection.call('GET', `/api/v1/webhooks/events`, undefined, query, options)
  }

  /** One received delivery with its payload. */
  getWebhookEvent(id: string, options?: CallOptions): Promise<WebhookEventView> {
    return this.connection.call('GET', `/api/v1/webhooks/events/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Takes an accepted delivery once more, as if it had just arrived. */
  replayWebhookEvent(id: string, options?: CallOptions): Promise<AcceptedWebhook> {
    return this.connection.call('POST', `/api/v1/webhooks/events/${encodeURIComponent(id)}/replay`, undefined, undefined, options)
  }

  /** How many sources there are and how much each has accepted. */
  getWebhookStats(options?: CallOptions): Promise<WebhookStats> {
    return this.connection.call('GET', `/api/v1/webhooks/stats`, undefined, undefined, options)
  }

  /** Every source at a glance, by name. */
  getWebhookStatus(options?: CallOptions): Promise<WebhookStatusList> {
    return this.connection.call('GET', `/api/v1/webhooks/status`, undefined, undefined, options)
  }

  /** Closes the address for good, with what it received. The events that it led to stay. */
  deleteWebhookSource(id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/webhooks/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** One source with its figures, without its secret. */
  getWebhookSource(id: string, options?: CallOptions): Promise<WebhookSourceView> {
    return this.connection.call('GET', `/api/v1/webhooks/${encodeURIComponent(id)}`, undefined, undefined, options)
  }

  /** Changes what is given. Of a built-in source only secret and enabled can change. */
  updateWebhookSource(id: string, body: WebhookSourceChange, options?: CallOptions): Promise<WebhookSourceView> {
    return this.connection.call('PATCH', `/api/v1/webhooks/${encodeURIComponent(id)}`, body, undefined, options)
  }

  /** The commands of a source, in the order they were added. */
  listWebhookCommands(id: string, options?: CallOptions): Promise<OffsetListOfWebhookCommandView> {
    return this.connection.call('GET', `/api/v1/webhooks/${encodeURIComponent(id)}/commands`, undefined, undefined, options)
  }

  /** Lets texts that arrive at the source give one more command. */
  addWebhookCommand(id: string, body: WebhookCommandInput, options?: CallOptions): Promise<WebhookCommandView> {
    return this.connection.call('POST', `/api/v1/webhooks/${encodeURIComponent(id)}/commands`, body, undefined, options)
  }

  /** Takes the command away. The default command stays. */
  deleteWebhookCommand(id: string, command_id: string, options?: CallOptions): Promise<void> {
    return this.connection.call('DELETE', `/api/v1/webhooks/${encodeURIComponent(id)}/commands/${encodeURIComponent(command_id)}`, undefined, undefined, options)
  }

  /** Changes what is given. */
  updateWebhookCommand(id: string, command_id: string, body: WebhookCommandInput, options?: CallOptions): Promise<WebhookCommandView> {
    return this.connection.call('PATCH', `/api/v1/webhooks/${encodeURIComponent(id)}/commands/${encodeURIComponent(command_id)}`, body, undefined, options)
  }

  /** Closes the address: it answers 404 until it is enabled again. */
  disableWebhookSource(id: string, options?: CallOptions): Promise<WebhookSourceView> {
    return this.connection.call('POST', `/api/v1/webhooks/${encodeURIComponent(id)}/disable`, undefined, undefined, options)
  }

  /** Opens the address. A built-in source needs a secret first. */
  enableWebhookSource(id: string, options?: CallOptions): Promise<WebhookSourceView> {
    return this.connection.call('POST', `/api/v1/webhooks/${encodeURIComponent(id)}/enable`, undefined, undefined, options)
  }

  /** Takes what an outside service sends: JSON, or nothing. 202 once it is recorded; 200 for a handshake, a repeat, or Hivemind's own
words. A source with a secret refuses what is not signed by it with 401. There is no other credential. */
  receiveWebhook(id: string, options?: CallOptions): Promise<SkippedWebhook> {
    return this.connection.call('POST', `/api/v1/webhooks/${encodeURIComponent(id)}/receive`, undefined, undefined, options)
  }
}

export class MetricsClient {
  constructor(private readonly connection: Connection) {}

  /** The server's metrics: Prometheus text, or JSON when asked for. For an admin or an allowed network. */
  getMetrics(options?: CallOptions): Promise<string> {
    return this.connection.call('GET', `/metrics`, undefined, undefined, options)
  }
}
/** A delivery was taken; what it leads to happens afterwards. */
export interface AcceptedWebhook {
  received: boolean
  /** The event that was recorded. */
  event_id: string
  /** The name of the source. */
  source: string
  /** Its type in the provider's words. */
  event_type: string | null
  /** The delivery, as `GET /webhooks/events/{id}` shows it. */
  webhook_event_id: string
}

/** Whom an instance lets write to it; kept for adapters. */
export type AccessMode = "disabled" | "blocklist" | "allowlist";

/** How one action went. */
export interface ActionResult {
  action: ActionType
  status: ExecutionStatus
  /** What it gave, such as status and body of a webhook's answer; long texts are cut. */
  result: unknown
  /** Why it failed; null for a success. */
  error: string | null
  durationMs: number
}

/** Whether one action would be done. */
export interface ActionTest {
  type: ActionType
  wouldExecute: boolean
}

/** What automations can do. */
export type ActionType = "webhook" | "send_message" | "emit_event" | "log" | "call_agent";

/** Whether a person or an agent owns or does a task. */
export type ActorType = "user" | "agent";

/** Gives the organisation a price of its own. One that begins in the past changes the computed costs of the runs it concerns. */
export interface AddModelPrice {
  /** A model's name, a part of one, or * for all. */
  model: string
  token_kind: string
  usd_per_million: number
  /** From then on, until the next price of the same model and kind. */
  effective_from: string
}

/** An admin narrows or widens what an agent may do with a namespace, a category or one item. */
export interface AddPolicy {
  agent_id: string
  object: string
  action: PolicyAction
}

/** What to change of an agent; what is left out stays. */
export interface AgentChange {
  agent_type?: AgentType | null
  description?: string | null
  max_concurrent?: number | null
  timeout_seconds?: number | null
  priority?: number | null
}

/** Parallel arrays, highest cost first. Runs without an agent are left out. */
export interface AgentCosts {
  agents: string[]
  /** The same list as agents. */
  subagents: string[]
  costs: number[]
  task_counts: number[]
}

/** How well the runs of one agent went. */
export interface AgentPerformance {
  agent: string
  total_tasks: number
  completed_tasks: number
  failed_tasks: number
  success_rate: number
  avg_duration_seconds: number | null
  cost_usd: number
}

/** What an agent is in its organisation; a contributor unless assigned otherwise. */
export type AgentRole = "admin" | "contributor";

export type AgentSessionStrategy = "per_user" | "per_chat" | "per_user_per_chat";

/** What kind of agent can execute a run. */
export type AgentType = "planning" | "executor" | "code_implementation" | "question_asking" | "consultation" | "custom";

/** A kind of agent that can execute runs. */
export interface AgentView {
  name: string
  org_id: string | null
  agent_type: AgentType
  description: string
  is_builtin: boolean
  max_concurrent: number
  timeout_seconds: number
  priority: number
  created_at: string
  updated_at: string
  row_version: number
}

/** What runs cost in US dollars; deleted runs are counted. */
export interface AnalyticsSummary {
  today_cost: number
  /** Runs created since midnight (UTC). */
  today_tasks: number
  total_cost: number
  total_tasks: number
  cost_breakdown: CostBreakdown
}

/** What to change about a key; what is absent stays. */
export interface ApiKeyChanges {
  name?: string | null
  tier?: Tier | null
  /** null gives the key all scopes. */
  scopes?: string[] | null
  /** null returns to the general limit. */
  rate_limit_per_minute?: number | null
  /** null lets the key live for ever. */
  expires_at?: string | null
}

/** What has become of a key. */
export type ApiKeyStatus = "active" | "revoked" | "expired";

/** A key as its admins see it; of the secret only the beginning. */
export interface ApiKeyView {
  id: string
  agent_id: string
  name: string
  key_prefix: string
  tier: Tier
  /** What the key is narrowed to; null is everything its role allows. */
  scopes: string[] | null
  rate_limit_per_minute: number | null
  request_count: number
  billing_period_start: string
  billing_period_reset_days: number
  status: ApiKeyStatus
  created_by: string
  created_at: string
  last_used_at: string | null
  expires_at: string | null
  revoked_at: string | null
  revoke_reason: string | null
  row_version: number
}

/** The item that an approval made. */
export interface ApprovedContribution {
  status: ContributionStatus
  item_id: string
}

/** An admin gives an agent a role, in place of the one it had. The last admin stays one. */
export interface AssignRole {
  agent_id: string
  role: AgentRole
}

/** One recorded change. Details never hold secrets or knowledge text. */
export interface AuditEntry {
  id: string
  org_id: string
  actor: string
  action: string
  target_type: string
  target_id: string
  details: unknown
  ip: string | null
  created_at: string
}

/** Whether contributions of a category become items without a reviewer. A rule that nobody set is off and has no id. */
export interface AutoApproveRule {
  id: string | null
  category: KnowledgeCategory
  is_auto_approve: boolean
  created_at: string | null
  updated_at: string | null
  row_version: number
}

/** Whether contributions of the category need no reviewer. */
export interface AutoApproveSetting {
  is_auto_approve: boolean
}

/** One thing an automation does. Its members are the wire's: a type and the type's configuration. */
export interface AutomationAction {
  type: ActionType
  config: unknown
}

/** The members to change. Null clears description, debounce and limits; elsewhere it changes nothing. */
export interface AutomationChange {
  name?: string | null
  description?: string | null
  triggerEventType?: string | null
  triggerConditions?: Condition[] | null
  conditionLogic?: ConditionLogic | null
  actions?: AutomationAction[] | null
  debounce?: DebounceShape | null
  limits?: LimitsShape | null
  enabled?: boolean | null
  priority?: number | null
}

/** What was done. */
export interface AutomationExecuted {
  automationId: string
  /** False when the event is of another type: then nothing was done. */
  triggered: boolean
  results: ActionResult[]
}

/** What came of one event, or window of events, for one automation. */
export interface AutomationLogView {
  id: string
  automationId: string
  /** Null for an execution by hand; of a window the last event. */
  eventId: string | null
  eventType: string
  status: ExecutionStatus
  /** False only when the conditions did not hold; then it is skipped. */
  conditionsMatched: boolean
  actionsExecuted: ActionResult[]
  /** Why it failed or was held back; null otherwise. */
  error: string | null
  executionTimeMs: number
  createdAt: string
}

/** The figures of an organisation's automations. */
export interface AutomationMetrics {
  /** At least one process runs automations. */
  running: boolean
  /** Succeeded and failed ones. */
  totalExecutions: number
  /** Actions that were begun. */
  totalActions: number
  /** In percent; 0 without executions. */
  successRate: number
  /** 0 without executions. */
  avgExecutionTimeMs: number
  /** Failed executions of the last 24 hours. */
  recentFailures: number
  /** The instances with executions that run or wait. */
  instanceQueues: InstanceQueue[]
  /** Events whose conditions did not hold, and executions that limits held back. */
  skipped: number
}

/** What would happen. */
export interface AutomationTest {
  /** The type is the trigger's and the conditions hold. */
  matched: boolean
  conditions: ConditionTest[]
  actions: ActionTest[]
  dryRun: boolean
}

/** An event to try an automation with. */
export interface AutomationTrial {
  event: SampleEvent
}

/** An automation of the organisation. */
export interface AutomationView {
  id: string
  orgId: string
  name: string
  description: string | null
  /** The exact type of the events it looks at. */
  triggerEventType: string
  triggerConditions: Condition[]
  conditionLogic: ConditionLogic
  /** Done in this order. */
  actions: AutomationAction[]
  debounce: DebounceShape | null
  limits: LimitsShape | null
  enabled: boolean
  priority: number
  createdAt: string
  updatedAt: string
  rowVersion: number
}

/** What came of the automatic retries that were due. */
export interface AutoRetryResult {
  processed: number
  succeeded: number
  failed: number
}

/** Which dead letters to retry; what is left out chooses all. Only pending ones are ever retried. */
export interface BulkRetryFilter {
  status?: DeadLetterStatus[] | null
  eventType?: string[] | null
  fingerprint?: string | null
  /** From here on, by the time the letter was written. */
  since?: string | null
  /** Up to but without this. */
  until?: string | null
}

/** How many dead letters a bulk retry chose, handed on, and what came of them. */
export interface BulkRetryProgress {
  /** Chosen at the start. */
  total: number
  /** Handed to the workers, or passed over. */
  processed: number
  succeeded: number
  failed: number
  /** Passed over: retried by hand too often, and force was not set. */
  skipped: number
}

/** A retry of many dead letters and how far it has come. */
export interface BulkRetryView {
  id: string
  filter: BulkRetryFilter
  dryRun: boolean
  force: boolean
  ratePerSecond: number
  status: SessionStatus
  progress: BulkRetryProgress
  startedBy: string
  startedAt: string
  completedAt: string | null
}

/** The notification bus; an error after 10 s without connection. */
export interface BusCheck {
  status: CheckStatus
  details: BusDetails
}

/** Whether the line is up this very moment. */
export interface BusDetails {
  connected: boolean
}

/** An agent of the catalogue with what it does right now in the organisation. */
export interface CatalogueAgent {
  name: string
  agent_type: AgentType
  description: string
  is_builtin: boolean
  max_concurrent: number
  timeout_seconds: number
  priority: number
  /** Its runs that are running. */
  running: number
  /** Its runs that wait for a worker. */
  queued: number
}

/** How many items a category has. */
export interface CategoryCount {
  category: KnowledgeCategory
  count: number
}

/** A user changes its password; all its other sessions end. */
export interface ChangeOwnPassword {
  current_password: string
  new_password: string
}

/** That the message was stored and a run waits for a worker. */
export interface ChatAnswer {
  success: boolean
  message: string
  data: ChatPlace
}

/** A message to an agent of the catalogue; default planning. */
export interface ChatMessage {
  message: string
  agent?: string | null
}

/** Where the answer will be. */
export interface ChatPlace {
  task_id: string
  conversation_id: string
}

/** Whether one part works. */
export type CheckStatus = "ok" | "error";

/** Whether calls to an endpoint go out. */
export type Circuit = "closed" | "open" | "half_open";

/** A worker asks for the next run it may do, and waits a while for one when it says so. Null when there is none. */
export interface ClaimNextTask {
  /** Names of the catalogue that the worker serves; null for any. */
  agents?: string[] | null
  /** Types of agent that it serves; null for any. */
  agent_types?: AgentType[] | null
  /** How long the worker may be silent; default 60. */
  lease_seconds?: number | null
  /** How long to wait for a run; default 0. */
  wait_seconds?: number | null
}

/** How many messages were removed. */
export interface ClearedConversation {
  cleared: number
}

/** Figures over all organisations. Windows end now. */
export interface CommonsStats {
  total_items: number
  total_pending: number
  /** Items of the last 24 hours. */
  growth_rate_24h: number
  /** Items of the last 7 days. */
  growth_rate_7d: number
  retrieval_volume_24h: number
  /** Categories that have an item. */
  domains_covered: number
  /** Largest first. */
  categories: CategoryCount[]
}

/** One question about a payload. Its members are the wire's: a field path, an operator and a value. */
export interface Condition {
  /** A dot path with array indexes. `event.` reaches the envelope where there is one. */
  field: string
  operator: ConditionOperator
  /** What the field is compared with; not used by exists and not_exists. */
  value?: unknown
}

/** Whether every condition must hold, or one is enough. */
export type ConditionLogic = "and" | "or";

/** How a field is compared with a value. */
export type ConditionOperator = "eq" | "neq" | "gt" | "lt" | "gte" | "lte" | "contains" | "not_contains" | "exists" | "not_exists" | "regex";

/** How one condition came out. */
export interface ConditionTest {
  field: string
  operator: ConditionOperator
  value: unknown
  /** The value of the field; null when there is none. */
  actual: unknown
  matched: boolean
}

export type ContentType = "text" | "audio" | "image" | "video" | "document" | "sticker" | "contact" | "location" | "reaction";

/** A message without what only lists need. */
export interface ContextMessage {
  role: MessageRole
  content: string
  created_at: string
}

/** A run of the conversation and what came of it. */
export interface ContextTask {
  id: string
  status: string
  input_message: string | null
  result: string | null
}

/** What to change of a pending contribution; what is left out stays. */
export interface ContributionChange {
  category?: KnowledgeCategory | null
  is_sensitive_flagged?: boolean | null
}

/** What an agent offers to the commons. It is cleaned before anything of it is stored. */
export interface ContributionInput {
  /** What was learnt, 10 to 65,536 characters. */
  content: string
  /** At most 200 characters; without one the beginning of the content is shown. */
  title?: string | null
  category: KnowledgeCategory
  /** How sure the agent is, 0 to 1; 0.8 when left out. */
  confidence?: number | null
  framework?: string | null
  language?: string | null
  version?: string | null
  /** At most 20 of at most 50 characters. */
  tags?: string[] | null
  /** The agent's own run, for provenance. */
  run_id?: string | null
}

/** What became of an offered text. */
export type ContributionOutcome = "queued" | "auto_approved" | "duplicate_detected";

/** What became of an offered text. The message is a fixed sentence. */
export interface ContributionResult {
  contribution_id: string | null
  status: ContributionOutcome
  category: KnowledgeCategory
  message: string
  duplicate_of: string | null
  item_id: string | null
}

/** Where a contribution stands. */
export type ContributionStatus = "pending" | "approved" | "rejected";

/** A contribution as a reviewer, or its contributor, sees it. The text of a rejected one is gone. */
export interface ContributionView {
  id: string
  status: ContributionStatus
  title: string | null
  content: string | null
  content_length: number | null
  content_hash: string
  category: KnowledgeCategory
  confidence: number
  framework: string | null
  language: string | null
  version: string | null
  tags: string[] | null
  org_id: string
  source_agent_id: string
  run_id: string | null
  created_at: string
  is_sensitive_flagged: boolean
  conflict_action: PendingConflict | null
  supersedes_item_id: string | null
  similar: SimilarEntry[]
  decision: DecisionView | null
  row_version: number
  /** A first guess at how promising it is, 0 to 100; null once decided. */
  prescreen_score: number | null
  prescreen_band: PrescreenBand | null
}

/** Totals over the conversations of the span, and the conversations themselves, newest first. Averages are per conversation, null without any. */
export interface ConversationAnalytics {
  total_conversations: number
  total_cost_usd: number
  total_tasks: number
  avg_cost_usd: number | null
  avg_tasks: number | null
  avg_duration_seconds: number | null
  conversations: ConversationCost[]
  next_cursor: string | null
}

/** What to change of a conversation; null changes nothing. */
export interface ConversationChange {
  title?: string | null
  is_archived?: boolean | null
  metadata?: unknown
}

/** What can be changed of a conversation. */
export interface ConversationContent {
  title: string
  is_archived: boolean
  metadata?: unknown
}

/** What an agent needs to know to go on with a conversation: what was said and run last, oldest first. */
export interface ConversationContext {
  conversation_id: string
  messages: ContextMessage[]
  tasks: ContextTask[]
  /** Whether older or longer texts were left out, so that it fits beside a run. Whoever needs them asks for the context. */
  truncated: boolean
}

/** What the ended runs of one conversation amount to. */
export interface ConversationCost {
  id: string
  title: string
  total_cost_usd: number
  total_tasks: number
  total_duration_seconds: number
  message_count: number
  created_at: string
}

/** Who a conversation is between. */
export type ConversationKind = "agent" | "task" | "direct";

/** The totals of a conversation over its completed and failed tasks. */
export interface ConversationMetrics {
  conversation_id: string
  message_count: number
  total_tasks: number
  completed_tasks: number
  failed_tasks: number
  total_cost_usd: number
  total_duration_seconds: number
  started_at: string | null
  completed_at: string | null
}

/** A conversation with the sums over its tasks. */
export interface ConversationView {
  id: string
  org_id: string
  kind: ConversationKind
  title: string
  agent_type: AgentType | null
  user_id: string | null
  /** Actor ids; empty where every member of the organisation takes part. */
  participants: string[]
  is_archived: boolean
  metadata: unknown
  flow_id: string | null
  /** The task that a task conversation is about. */
  initiated_task_id: string | null
  message_count: number
  total_cost_usd: number
  /** Completed and failed tasks, as in the other totals. */
  total_tasks: number
  total_duration_seconds: number
  /** The earliest start of its tasks. */
  started_at: string | null
  /** The latest end of its tasks. */
  completed_at: string | null
  created_at: string
  updated_at: string
  row_version: number
}

/** Costs by name, highest first. Runs that have no agent or no model are left out of that map. */
export interface CostBreakdown {
  by_agent: { [key: string]: number; }
  by_source: { [key: string]: number; }
  by_status: { [key: string]: number; }
  by_model: { [key: string]: number; }
}

/** How long a bucket is. */
export type CostGranularity = "day" | "hour";

/** Parallel arrays, oldest first; the last bucket is the current one. Runs count in the bucket they were created in. */
export interface CostHistogram {
  /** YYYY-MM-DD, or the instant an hour begins at. */
  dates: string[]
  costs: number[]
  task_counts: number[]
  /** Input and output tokens. */
  tokens: number[]
  /** Mean duration of the finished runs in milliseconds; 0 without any. */
  avg_latency: number[]
  /** Failed runs. */
  error_counts: number[]
}

export type CostSource = "reported" | "computed";

/** Adds an agent of the organisation to the catalogue. */
export interface CreateAgent {
  name: string
  agent_type: AgentType
  description?: string | null
  /** How many of its runs may be under way at once, 1 to 10; default 3. */
  max_concurrent?: number | null
  /** How long a run of it may take, 60 or more; default 600. */
  timeout_seconds?: number | null
  /** 0 to 100; of equally urgent runs those of the higher one go first. Default 50. */
  priority?: number | null
}

/** An admin makes a key for an agent. */
export interface CreateApiKey {
  agent_id: string
  name: string
  tier?: Tier | null
  scopes?: string[] | null
  rate_limit_per_minute?: number | null
  billing_period_reset_days?: number | null
  expires_at?: string | null
}

/** Makes an automation; it looks at events from now on. */
export interface CreateAutomation {
  name: string
  description?: string | null
  triggerEventType: string
  /** None match every event of the type. */
  triggerConditions?: Condition[] | null
  conditionLogic?: ConditionLogic | null
  actions: AutomationAction[]
  debounce?: DebounceShape | null
  limits?: LimitsShape | null
  /** Default true. */
  enabled?: boolean | null
  /** Of what waits, the higher runs first; default 0. */
  priority?: number | null
}

/** Begins a conversation. A flow has at most one. */
export interface CreateConversation {
  title: string
  kind?: ConversationKind | null
  agent_type?: AgentType | null
  /** Actor ids, for direct ones; the caller always takes part. */
  participants?: string[] | null
  metadata?: unknown
  /** The outside thing that its runs belong to, such as jira:KEY. */
  flow_id?: string | null
}

/** Records up to 1,000 events in one transaction: the fast way in. What is wrong with one does not hold the others back. */
export interface CreateEvents {
  events: EventInput[]
}

/** Adds an account of a channel; its adapter connects it afterwards. */
export interface CreateInstance {
  /** At most 255 characters, unique in the organisation. */
  name: string
  /** One of the supported channels; it never changes. */
  channel: string
  /** The one meant when none is named; takes it from the other instances of the channel. */
  isDefault?: boolean | null
  isActive?: boolean | null
  profileName?: string | null
  profilePicUrl?: string | null
  profileBio?: string | null
  ownerIdentifier?: string | null
  accessMode?: AccessMode | null
  agentId?: string | null
  agentType?: InstanceAgentType | null
  /** How long the agent may think; default 60,000. */
  agentTimeoutMs?: number | null
  agentSessionStrategy?: AgentSessionStrategy | null
}

/** An admin invites a person. Owners are not invited but made of users, by an owner. */
export interface CreateInvitation {
  email?: string | null
  name?: string | null
  org_role?: UserRole | null
}

/** Adds a source. One that is enabled needs its platform connected. */
export interface CreateSource {
  name: string
  source_type?: SourceType | null
  /** What to read; members depend on the type. */
  config?: unknown
  /** Default true. */
  enabled?: boolean | null
}

/** Puts work on the board, or queues a run. Without a kind an input message makes it a run. */
export interface CreateTask {
  kind?: WorkTaskKind | null
  /** Asked for of work; of a run by default the first 80 characters of its input message. */
  title?: string | null
  description?: string | null
  status?: WorkTaskStatus | null
  priority?: TaskPriority | null
  category?: string | null
  parent_task_id?: string | null
  initiated_task_id?: string | null
  impact_points?: number | null
  estimated_hours?: number | null
  location?: string | null
  team_size?: number | null
  due_date?: string | null
  required_skills?: string[] | null
  dependencies?: string[] | null
  definition_of_done?: string | null
  success_metrics?: string[] | null
  deliverables?: string[] | null
  input_message?: string | null
  agent_type?: AgentType | null
  /** A name of the catalogue; null lets any worker take the run. */
  assigned_agent?: string | null
  session_id?: string | null
  conversation_id?: string | null
  flow_id?: string | null
  source?: RunSource | null
  /** Of a run: what it came from, an object of at most 64 KB. */
  source_metadata?: unknown
  external_refs?: string[] | null
}

/** Subscribes an address of the organisation to its events. */
export interface CreateWebhookEndpoint {
  url: string
  description?: string | null
  /** The events it wants; null for all, also those that come to exist later. */
  event_types?: string[] | null
  /** How many calls it bears at once, 1 to 20; default 4. */
  max_concurrency?: number | null
}

/** Makes an address at which the organisation receives webhooks. */
export interface CreateWebhookSource {
  /** Its deliveries become events of the type custom.webhook.name. */
  name: string
  provider: WebhookProvider
  description?: string | null
  /** What signs the deliveries; without one, unsigned deliveries are accepted. */
  secret?: string | null
  /** Headers that every delivery must carry; null asks only for presence. */
  expected_headers?: any | null
  /** Default true. */
  enabled?: boolean | null
  default_command?: string | null
  commands?: WebhookCommandInput[] | null
}

/** The principal behind the presented credential. */
export interface CredentialView {
  org_id: string
  kind: PrincipalKind
  user_id: string | null
  agent_id: string | null
  role: OrgRole
  tier: Tier
  scopes: string[] | null
  expires_at: string | null
}

/** A list that is read on by its cursor; null ends it. */
export interface CursorListOfAuditEntry {
  items: AuditEntry[]
  next_cursor: string | null
}

/** A list that is read on by its cursor; null ends it. */
export interface CursorListOfKnowledgeSummary {
  items: KnowledgeSummary[]
  next_cursor: string | null
}

/** A list that is read on by its cursor; null ends it. */
export interface CursorListOfWebhookDeliveryView {
  items: WebhookDeliveryView[]
  next_cursor: string | null
}

/** Automations in short. */
export interface DashboardAutomations {
  running: boolean
  totalExecutions: number
  /** Percent. */
  successRate: number
}

/** Dead letters that wait, and all. */
export interface DashboardDeadLetters {
  pending: number
  total: number
}

/** Events: timeline, byChannel and byDirection as analytics without parameters, the rest as the metrics. */
export interface DashboardEvents {
  total: number
  last24h: number
  lastHour: number
  perHour: number
  perMinute: number
  timeline: TimelineBucket[]
  byChannel: { [key: string]: number; }
  byDirection: DirectionCounts
  /** Percent. */
  failureRate: number
}

/** Tasks of both kinds that are not deleted, and users. Maps hold only groups that exist, largest first. */
export interface DashboardSummary {
  total_tasks: number
  completed_tasks: number
  active_users: number
  online_users: number
  tasks_by_priority: { [key: string]: number; }
  /** Tasks without a category count as uncategorized. */
  tasks_by_category: { [key: string]: number; }
  tasks_by_status: { [key: string]: number; }
  generated_at: string
}

/** The process that answered. */
export interface DashboardSystem {
  status: HealthStatus
  /** Seconds. */
  uptime: number
  /** Milliseconds of a round trip. */
  dbLatency: number | null
  /** The same as busConnected. */
  natsConnected: boolean
  busConnected: boolean
}

/** The overview. */
export interface DashboardView {
  instances: InstanceCounts
  events: DashboardEvents
  deadLetters: DashboardDeadLetters
  automations: DashboardAutomations
  system: DashboardSystem
}

export interface DatabaseCheck {
  status: CheckStatus
  /** Milliseconds of a round trip; null when there was none. */
  latency: number | null
}

/** What to change of a source; null changes nothing. */
export interface DataSourceChange {
  name?: string | null
  config?: unknown
  enabled?: boolean | null
}

/** A source as its admins see it. */
export interface DataSourceView {
  id: string
  org_id: string
  source_type: SourceType
  name: string
  enabled: boolean
  config: unknown
  last_sync_at: string | null
  last_sync_status: string | null
  /** Whether the platform it is read through is connected now. */
  oauth_connected: boolean
  oauth_platform: Platform
  created_at: string
  updated_at: string
  row_version: number
}

/** How many runs were created on a day. */
export interface DayTasks {
  date: string
  count: number
}

/** Dead letters whose errors differ only in ids, numbers and quoted values. */
export interface DeadLetterGroup {
  fingerprint: string
  /** The name of the handler. */
  subject: string
  eventType: string
  /** The error of the newest of them. */
  sampleError: string
  /** The newest of them. */
  sampleId: string
  total: number
  pending: number
  retrying: number
  resolved: number
  abandoned: number
  firstSeenAt: string
  lastSeenAt: string
}

/** Groups of dead letters. */
export interface DeadLetterGroups {
  items: DeadLetterGroup[]
}

/** How it was dealt with, in 1 to 500 characters. */
export interface DeadLetterNote {
  note: string
}

/** How a dead letter is retried. */
export interface DeadLetterRetry {
  /** Takes the place of the event's payload, and stays for later retries. */
  payload?: unknown
  /** Retries also what was retried by hand five times. */
  force?: boolean | null
}

/** Counts of dead letters. */
export interface DeadLetterStats {
  /** Of all four states. */
  total: number
  pending: number
  retrying: number
  resolved: number
  abandoned: number
  /** Of all four states. */
  byEventType: { [key: string]: number; }
}

/** Where a dead letter stands. */
export type DeadLetterStatus = "pending" | "retrying" | "resolved" | "abandoned";

/** An event handler that failed for good. */
export interface DeadLetterView {
  id: string
  eventId: string
  eventType: string
  instanceId: string | null
  /** The name of the handler. */
  subject: string
  /** The event's payload when it failed. */
  payload: unknown
  /** What somebody put in the payload's place for a retry; it stays for the retries after it. */
  editedPayload: unknown
  error: string
  /** For admins; null for others. */
  stack: string | null
  /** The same for errors of one cause. */
  fingerprint: string
  autoRetryCount: number
  manualRetryCount: number
  /** Null when only people retry it. */
  nextAutoRetryAt: string | null
  status: DeadLetterStatus
  createdAt: string
  lastRetryAt: string | null
  resolvedAt: string | null
  /** The note: manual-retry, auto-retry-n, or what a person wrote. */
  resolvedBy: string | null
  rowVersion: number
}

/** The ways to gather events. */
export type DebounceMode = "none" | "fixed" | "range" | "presence";

/** How long the events of one person are gathered before the automation runs once for all of them. */
export interface DebounceShape {
  mode: DebounceMode
  /** Of fixed: 100 to 300,000. */
  delayMs?: number | null
  /** Of range: 100 or more. */
  minMs?: number | null
  /** Of range: 300,000 or less. */
  maxMs?: number | null
  /** Of presence: 100 or more. */
  baseDelayMs?: number | null
  /** Of presence: 300,000 or less. */
  maxWaitMs?: number | null
  /** Of presence: types of events of the same person that restart the delay. */
  extendOnEvents?: string[] | null
}

/** How a contribution was decided. A rejection can be undone until the given instant. */
export interface DecisionView {
  decision: ContributionStatus
  reason_code: RejectionReason | null
  reason: string | null
  decided_by: string
  decided_at: string
  knowledge_item_id: string | null
  undo_until: string | null
}

/** Why something is deleted, in at most 500 characters. */
export interface DeletionReason {
  reason?: string | null
}

/** Where a delivery stands. */
export type DeliveryStatus = "pending" | "succeeded" | "failed";

/** How many came in and went out. */
export interface DirectionCounts {
  inbound: number
  outbound: number
}

export type DisabledReason = "gone" | "failing" | "manual";

/** The stable code, for programs. A later version may add more. */
export type ErrorCode = "CONFLICT" | "CONTENT_REJECTED" | "CSRF_REQUIRED" | "DUPLICATE" | "FORBIDDEN" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_MISMATCH" | "INTERNAL_ERROR" | "INVALID_CURSOR" | "INVALID_STATE" | "METHOD_NOT_ALLOWED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "REGISTRATION_CLOSED" | "REQUEST_TIMEOUT" | "SECOND_REVIEWER_REQUIRED" | "UNAUTHORIZED" | "UNAVAILABLE" | "UNSUPPORTED_MEDIA_TYPE" | "UPSTREAM_ERROR" | "VALIDATION_ERROR";

/** Totals of the window, breakdowns by what events carry, and the timeline. */
export interface EventAnalyticsView {
  /** Events of every type. */
  totalMessages: number
  successfulMessages: number
  failedMessages: number
  /** Percent of all events of the window. */
  successRate: number
  avgProcessingTimeMs: number | null
  avgAgentTimeMs: number | null
  /** By content type; events without one are left out. */
  messageTypes: { [key: string]: number; }
  errorStages: { [key: string]: number; }
  /** By instance; events without one are left out. */
  instances: { [key: string]: number; }
  byChannel: { [key: string]: number; }
  byDirection: DirectionCounts
  /** By event type. */
  eventTypes: { [key: string]: number; }
  /** Without a range the 24 hours or 30 days that end with the current one, whole; else the range. */
  timeline: TimelineBucket[]
}

export interface EventBatchItem {
  /** The place in the batch, from 0. */
  index: number
  status: EventBatchStatus
  /** The event, also where it was known before; null where it was refused. */
  id: string | null
  /** Why it was refused; else null. */
  code: string | null
  /** What is wrong, for people; null where it was not refused. */
  message: string | null
}

/** What became of an event of a batch. */
export type EventBatchStatus = "created" | "duplicate" | "refused";

/** What became of each event of a batch, in its order, and how many of each kind. */
export interface EventBatchView {
  items: EventBatchItem[]
  created: number
  duplicates: number
  refused: number
}

/** Whether an event came in or goes out to its channel. */
export type EventDirection = "inbound" | "outbound";

/** What selects events. Channel, event type and content type are comma lists. */
export interface EventFilter {
  channel?: string | null
  eventType?: string | null
  contentType?: string | null
  instanceId?: string | null
  personId?: string | null
  direction?: EventDirection | null
  status?: EventStatus | null
  /** Received then or later. */
  since?: string | null
  /** Received before. */
  until?: string | null
  /** Contained, in any case, in text, transcription or image description. */
  search?: string | null
}

export type EventFormat = "full" | "summary" | "agent";

/** An event as a client reports it. */
export interface EventInput {
  /** A core type such as message.received, or custom.*. */
  eventType: string
  /** Taken from the instance where one is named; else a supported channel, webhook or custom (the default). */
  channel?: string | null
  /** Its id at the channel: the same instance, type and external id are the same event. */
  externalId?: string | null
  instanceId?: string | null
  personId?: string | null
  platformIdentityId?: string | null
  direction?: EventDirection | null
  contentType?: ContentType | null
  textContent?: string | null
  transcription?: string | null
  imageDescription?: string | null
  documentExtraction?: string | null
  mediaUrl?: string | null
  mediaMimeType?: string | null
  mediaSizeBytes?: number | null
  mediaDurationMs?: number | null
  replyTo?: string | null
  chatId?: string | null
  canonicalChatId?: string | null
  errorMessage?: string | null
  errorStage?: string | null
  /** Default now. */
  receivedAt?: string | null
  deliveredAt?: string | null
  readAt?: string | null
  rawPayload?: unknown
  agentRequest?: unknown
  agentResponse?: unknown
  metadata?: unknown
  correlationId?: string | null
}

/** A thing that an event has to do with. */
export interface EventLink {
  /** event, webhook_event, dead_letter, automation_log or task. */
  kind: string
  id: string
  /** What it is called: the type of an event, the handler of a dead letter. */
  label: string
  status: string | null
  at: string
  /** The automation of an automation_log, the source of a webhook_event; null for the others. */
  parentId: string | null
}

/** Causes and effects of one event. */
export interface EventLinks {
  eventId: string
  causes: EventLink[]
  effects: EventLink[]
}

/** The metrics of events, dead letters and payloads. */
export interface EventMetricsView {
  totalEvents: number
  /** Received in the 60 minutes before now; future ones are left out. */
  eventsLastHour: number
  eventsLast24h: number
  eventsLast7d: number
  eventsPerHour: number
  eventsPerMinute: number
  completed: number
  failed: number
  /** Received or being processed. */
  pending: number
  avgProcessingTimeMs: number | null
  avgAgentLatencyMs: number | null
  /** From a histogram: at most 3.2 % off. */
  p95ProcessingTimeMs: number | null
  /** Percent of all events. */
  failureRate: number
  errorsByStage: { [key: string]: number; }
  deadLettersPending: number
  deadLettersResolved: number
  /** Those not deleted. */
  payloadsStored: number
  /** Their compressed sizes. */
  storageSizeBytes: number
}

/** How far an event has been processed. */
export type EventStatus = "received" | "processing" | "completed" | "failed";

/** A recorded event. */
export interface EventView {
  id: string
  orgId: string
  externalId: string | null
  /** The channel of its instance, or webhook, custom or system. */
  channel: string
  instanceId: string | null
  personId: string | null
  platformIdentityId: string | null
  eventType: string
  direction: EventDirection
  contentType: ContentType | null
  textContent: string | null
  transcription: string | null
  imageDescription: string | null
  documentExtraction: string | null
  mediaUrl: string | null
  mediaMimeType: string | null
  mediaSizeBytes: number | null
  mediaDurationMs: number | null
  replyTo: string | null
  chatId: string | null
  canonicalChatId: string | null
  status: EventStatus
  errorMessage: string | null
  errorStage: string | null
  receivedAt: string
  processedAt: string | null
  deliveredAt: string | null
  readAt: string | null
  processingTimeMs: number | null
  agentLatencyMs: number | null
  totalLatencyMs: number | null
  rawPayload: unknown
  agentRequest: unknown
  agentResponse: unknown
  metadata: unknown
  correlationId: string | null
  /** How many events led to this one. */
  causationDepth: number
  causedByEventId: string | null
  createdAt: string
}

/** How an execution, or one of its actions, ended. */
export type ExecutionStatus = "success" | "failed" | "skipped";

/** Items that came in a bucket, and how many there were at its end; those deleted since are not counted. */
export interface GrowthBucket {
  bucket: string
  added: number
  total: number
}

/** How long a bucket is. */
export type GrowthGranularity = "day" | "hour";

/** Whose items are counted. */
export type GrowthScope = "commons" | "org";

/** The buckets, oldest first; the last is the current one. */
export interface GrowthStats {
  granularity: GrowthGranularity
  scope: GrowthScope
  buckets: GrowthBucket[]
}

/** The parts. `nats` and `bus` are the same: the line over which processes wake each other. */
export interface HealthChecks {
  database: DatabaseCheck
  nats: BusCheck
  bus: BusCheck
}

/** Healthy answers 200, degraded 503. */
export type HealthStatus = "healthy" | "degraded";

/** The state of this process. */
export interface HealthView {
  status: HealthStatus
  service: string
  version: string
  /** Seconds since this process began to serve. */
  uptime: number
  timestamp: string
  checks: HealthChecks
  instances?: InstanceCounts | null
}

/** What the runs created in an hour cost. */
export interface HourCost {
  bucket: string
  cost: number
}

export type InstanceAgentType = "agent" | "team" | "workflow";

/** The members to change. Null clears what may be null; elsewhere it changes nothing. */
export interface InstanceChange {
  name?: string | null
  isDefault?: boolean | null
  isActive?: boolean | null
  accessMode?: AccessMode | null
  agentTimeoutMs?: number | null
  profileName?: string | null
  profilePicUrl?: string | null
  profileBio?: string | null
  ownerIdentifier?: string | null
  agentId?: string | null
  agentType?: InstanceAgentType | null
  agentSessionStrategy?: AgentSessionStrategy | null
}

/** How many instances there are, how many are connected right now, and how many there are of each channel. */
export interface InstanceCounts {
  total: number
  connected: number
  byChannel: { [key: string]: number; }
}

/** Why the channel went down, kept in the event. */
export interface InstanceDisconnection {
  reason?: string | null
}

/** What runs and waits at one instance. */
export interface InstanceQueue {
  /** The instance's id; default for events without one. */
  instanceId: string
  activeCount: number
  pendingCount: number
}

/** Whether an instance may work and does. */
export interface InstanceStatusView {
  instanceId: string
  isActive: boolean
  isConnected: boolean
  /** When it was last connected or disconnected; null when it never was. */
  since: string | null
  lastMessageAt: string | null
}

/** A connected account of a channel. */
export interface InstanceView {
  id: string
  orgId: string
  name: string
  channel: string
  isDefault: boolean
  /** Enabled by an admin. */
  isActive: boolean
  /** Its channel is up right now. */
  isConnected: boolean
  profileName: string | null
  profilePicUrl: string | null
  profileBio: string | null
  ownerIdentifier: string | null
  accessMode: AccessMode
  agentId: string | null
  agentType: InstanceAgentType | null
  agentTimeoutMs: number
  agentSessionStrategy: AgentSessionStrategy | null
  lastMessageAt: string | null
  createdAt: string
  updatedAt: string
  rowVersion: number
}

/** An invitation as its admins see it, without its token. */
export interface InvitationView {
  id: string
  email: string | null
  name: string | null
  org_role: UserRole
  invited_by: string
  created_at: string
  expires_at: string
  accepted_at: string | null
  accepted_by: string | null
  revoked_at: string | null
}

/** What kind of thing was learnt. The set is closed: rights and auto-approval are given per category. */
export type KnowledgeCategory = "bug_fix" | "config" | "domain_expertise" | "workaround" | "pricing_data" | "regulatory_rule" | "tooling" | "reasoning_trace" | "failed_approach" | "version_workaround" | "general";

/** An item of the commons, whole. What says who contributed and approved it is shown to its own organisation alone. */
export interface KnowledgeItemView {
  id: string
  title: string
  content: string
  category: KnowledgeCategory
  confidence: number
  framework: string | null
  language: string | null
  version: string | null
  tags: string[] | null
  /** The organisation that owns the item. */
  org_attribution: string
  contributed_at: string
  /** True when the text is the one that was approved; absent when it is not. */
  integrity_verified?: boolean | null
  /** Present when the text is not the one that was approved. */
  integrity_warning?: string | null
  content_hash: string
  is_public: boolean
  is_current: boolean
  submitted_at: string
  approved_at: string
  quality_score: number
  retrieval_count: number
  helpful_count: number
  not_helpful_count: number
  valid_at: string | null
  invalid_at: string | null
  expired_at: string | null
  superseded_by: string | null
  source_item_ids: string[] | null
  source_agent_id?: string | null
  run_id?: string | null
  contribution_id?: string | null
  approved_by?: string | null
  edited_by?: string | null
}

/** Whose items a list shows. */
export type KnowledgeScope = "all" | "own" | "public";

/** The signals of an item by type, and the terms of the score before their weights. */
export interface KnowledgeSignalsView {
  item_id: string
  counts: { [key: string]: number; }
  breakdown: QualityTerms
  /** As last stored; the terms are of now. */
  quality_score: number
  quality_computed_at: string | null
}

/** What a list begins with. */
export type KnowledgeSort = "newest" | "quality" | "retrievals";

/** An item as lists show it: the beginning of its text instead of the whole. */
export interface KnowledgeSummary {
  id: string
  title: string
  content_preview: string
  category: KnowledgeCategory
  confidence: number
  framework: string | null
  language: string | null
  version: string | null
  tags: string[] | null
  org_attribution: string
  contributed_at: string
  content_hash: string
  is_public: boolean
  is_current: boolean
  submitted_at: string
  approved_at: string
  quality_score: number
  retrieval_count: number
  helpful_count: number
  not_helpful_count: number
  valid_at: string | null
  invalid_at: string | null
  expired_at: string | null
  superseded_by: string | null
  source_item_ids: string[] | null
}

/** Who sees the item now. */
export interface KnowledgeVisibility {
  item_id: string
  is_public: boolean
}

/** An event that went well, of the same type and, where it has one, the same instance. */
export interface LastGoodEvent {
  eventId: string
  eventType: string
  instanceId: string | null
  receivedAt: string
  payload: unknown
}

/** For how long the worker may be silent, 10 to 3600; default as it was. */
export interface LeaseLength {
  lease_seconds?: number | null
}

/** What the automation may do at most; what is held back is logged as skipped, with the reason. */
export interface LimitsShape {
  /** Executions that begin in one clock minute. */
  ratePerMinute?: number | null
  /** Executions that wait or run at once. */
  maxConcurrent?: number | null
  /** Actions of the executions that begin in one clock hour. */
  budgetPerHour?: number | null
}

/** Whether the list goes on, and the cursor that reads on. */
export interface ListMeta {
  hasMore: boolean
  cursor: string | null
  /** The number of all, where the list counts them. */
  total?: number | null
}

/** The organisation now. */
export interface LiveStatusView {
  online_users_count: number
  /** In progress, running or waiting for input. */
  active_tasks_count: number
  /** Tasks changed in the last hour. */
  recent_activity_count: number
  system_status: SystemStatus
}

/** A person signs in. Every cause of failure has one answer and costs the same time. */
export interface LogIn {
  email: string
  password: string
}

/** What a run of the maintenance did. */
export interface MaintenanceResult {
  autoRetry: AutoRetryResult
  /** How many payloads were removed. */
  payloadCleanup: number
  /** How many dead letters were removed. */
  deadLetterCleanup: number
}

/** A message as it is sent. No role means user. */
export interface MessageContent {
  content: string
  role?: MessageRole | null
  task_id?: string | null
  metadata?: unknown
}

/** In whose voice a message speaks. */
export type MessageRole = "user" | "assistant" | "system";

/** What somebody said in a conversation. */
export interface MessageView {
  id: string
  conversation_id: string
  role: MessageRole
  content: string
  /** The actor that sent it. */
  sender_id: string
  /** The task it asked for or answers. */
  task_id: string | null
  metadata: unknown
  created_at: string
}

/** A list of the camelCase family. */
export interface MetaListOfAutomationLogView {
  items: AutomationLogView[]
  meta: ListMeta
}

/** A list of the camelCase family. */
export interface MetaListOfAutomationView {
  items: AutomationView[]
  meta: ListMeta
}

/** A list of the camelCase family. */
export interface MetaListOfBulkRetryView {
  items: BulkRetryView[]
  meta: ListMeta
}

/** A list of the camelCase family. */
export interface MetaListOfDeadLetterView {
  items: DeadLetterView[]
  meta: ListMeta
}

/** A list of the camelCase family. */
export interface MetaListOfEventView {
  items: EventView[]
  meta: ListMeta
}

/** A list of the camelCase family. */
export interface MetaListOfInstanceView {
  items: InstanceView[]
  meta: ListMeta
}

/** A list of the camelCase family. */
export interface MetaListOfJsonElement {
  items: any[]
  meta: ListMeta
}

/** A list of the camelCase family. */
export interface MetaListOfReplayView {
  items: ReplayView[]
  meta: ListMeta
}

/** What a million tokens of one kind cost, and from when to when. */
export interface ModelPriceView {
  id: string
  /** Null for a price of the deployment. */
  org_id: string | null
  /** A model's name, a part of one, or * for all. */
  model: string
  token_kind: string
  usd_per_million: number
  effective_from: string
  /** When the next price of the same model and kind takes over; null while none is known. */
  effective_to: string | null
  created_by: string
  created_at: string
}

/** A new key with its secret, which is shown only now. */
export interface NewApiKeyView {
  key: string | null
  id: string
  agent_id: string
  name: string
  key_prefix: string
  tier: Tier
  /** What the key is narrowed to; null is everything its role allows. */
  scopes: string[] | null
  rate_limit_per_minute: number | null
  request_count: number
  billing_period_start: string
  billing_period_reset_days: number
  status: ApiKeyStatus
  created_by: string
  created_at: string
  last_used_at: string | null
  expires_at: string | null
  revoked_at: string | null
  revoke_reason: string | null
  row_version: number
}

/** A new invitation with its token, which is shown only now. */
export interface NewInvitationView {
  id: string
  token: string | null
  email: string | null
  org_role: UserRole
  expires_at: string
}

/** A webhook endpoint just made, with the secret that signs its messages: shown this once. */
export interface NewWebhookEndpointView {
  id: string
  org_id: string
  url: string
  description: string | null
  event_types: string[] | null
  is_active: boolean
  disabled_reason: DisabledReason | null
  disabled_at: string | null
  failing_since: string | null
  circuit: Circuit
  max_concurrency: number
  created_at: string
  updated_at: string
  row_version: number
  secret: string | null
}

/** How an organisation stands with a platform. */
export interface OAuthStatus {
  platform: Platform
  name: string
  /** An active installation exists; what follows from it is null or empty otherwise. */
  connected: boolean
  /** The server has an application at the platform. */
  configured: boolean
  icon: string
  description: string
  installed_at: string | null
  scopes: string[]
  webhook_registered: boolean
  webhook_url: string | null
  /** Why the platform would not take the webhook; null when nothing went wrong. */
  webhook_error: string | null
}

/** The standing with every platform, by its name. */
export interface OAuthStatuses {
  statuses: { [key: string]: OAuthStatus; }
}

/** A list of the offset family. */
export interface OffsetListOfApiKeyView {
  items: ApiKeyView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfAutoApproveRule {
  items: AutoApproveRule[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfConversationView {
  items: ConversationView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfDataSourceView {
  items: DataSourceView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfInvitationView {
  items: InvitationView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfMessageView {
  items: MessageView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfModelPriceView {
  items: ModelPriceView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfPendingSummary {
  items: PendingSummary[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfPolicyView {
  items: PolicyView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfRoleView {
  items: RoleView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfSessionView {
  items: SessionView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfUserView {
  items: UserView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfWebhookCommandView {
  items: WebhookCommandView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfWebhookEndpointView {
  items: WebhookEndpointView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfWebhookEventView {
  items: WebhookEventView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A list of the offset family. */
export interface OffsetListOfWebhookSourceView {
  items: WebhookSourceView[]
  total: number
  limit: number
  offset: number
  next_cursor: string | null
}

/** A payload with its text. */
export interface OpenPayloadView {
  id: string
  stage: PayloadStage
  originalSize: number
  compressedSize: number
  timestamp: string
  containsMedia: boolean
  containsBase64: boolean
  deletedAt: string | null
  /** Who deleted it. */
  deletedBy: string | null
  deleteReason: string | null
  /** JSON where the text is JSON, else the text; null when it was deleted. */
  payload: unknown
}

/** What an organisation decides for itself. */
export interface OrganisationSettings {
  /** Nobody approves their own or their own agents' contributions. */
  require_second_reviewer: boolean
  /** Contributions of the whole organisation within the window; 0 switches the limit off. */
  burst_limit: number
  burst_window_seconds: number
  user_tier: Tier
}

/** Settings to change; what is absent stays. */
export interface OrganisationSettingsChanges {
  require_second_reviewer?: boolean | null
  burst_limit?: number | null
  burst_window_seconds?: number | null
  user_tier?: Tier | null
}

/** The caller's organisation with the settings that apply to it. */
export interface OrganisationView {
  id: string
  name: string
  settings: OrganisationSettings
  created_at: string
  updated_at: string
  row_version: number
}

/** What a principal is inside its organisation. A contributor is the agents' word for member. */
export type OrgRole = "owner" | "admin" | "member" | "contributor";

/** Figures of one organisation. */
export interface OrgStats {
  contributions_total: number
  contributions_pending: number
  contributions_approved_24h: number
  /** Retrievals by anybody but the contributing agent. */
  retrievals_by_others: number
  helpful_count: number
  not_helpful_count: number
  /** At most 5, most retrieved first. */
  top_items: TopItem[]
  /** Retrievals by agents of other organisations. */
  retrievals_by_other_orgs: number
}

/** Whether an item helped the agent that used it. */
export type Outcome = "solved" | "did_not_help";

/** The vote as it stands now. */
export interface OutcomeReport {
  status: OutcomeStatus
  item_id: string
  outcome: Outcome
  signal_id: string
}

/** Whether the vote is new to the server. */
export type OutcomeStatus = "recorded" | "already_recorded";

/** A piece of output, with the number it is to have when the worker counts itself. */
export interface OutputChunk {
  content: string
  seq?: number | null
}

/** One of the caller's own contributions and what became of it. */
export interface OwnContribution {
  id: string
  status: ContributionStatus
  /** The first 200 characters; null when the text is gone. */
  content_preview: string | null
  category: KnowledgeCategory
  confidence: number
  /** When the item entered the commons; until then, when it was submitted. */
  contributed_at: string
  is_public: boolean
  reason_code: RejectionReason | null
  reason: string | null
  decided_at: string | null
  knowledge_item_id: string | null
}

/** A list of own contributions with their number. */
export interface OwnContributionList {
  items: OwnContribution[]
  total: number
  next_cursor: string | null
}

export type OwnStatus = "pending" | "approved" | "rejected" | "all";

/** A list of the page family. */
export interface PageListOfTaskRow {
  items: TaskRow[]
  total: number
  page: number
  page_size: number
  next_cursor: string | null
  total_pages: number
}

/** A switch per stage, and the days that payloads are kept. */
export interface PayloadConfigChange {
  webhookRaw?: boolean | null
  agentRequest?: boolean | null
  agentResponse?: boolean | null
  channelSend?: boolean | null
  error?: boolean | null
  retentionDays?: number | null
}

/** The configurations, that of `*` first. */
export interface PayloadConfigList {
  items: PayloadConfigView[]
}

/** What an event type's payloads are kept for. */
export interface PayloadConfigView {
  /** * stands for all types without a row of their own. */
  eventType: string
  webhookRaw: boolean
  agentRequest: boolean
  agentResponse: boolean
  channelSend: boolean
  error: boolean
  retentionDays: number
  rowVersion: number
}

/** A number of payloads and their stored bytes. */
export interface PayloadCount {
  count: number
  sizeBytes: number
}

/** The payloads of one event, oldest first. */
export interface PayloadList {
  items: PayloadView[]
}

/** Where on its way an event was when the payload was kept. */
export type PayloadStage = "webhook_raw" | "agent_request" | "agent_response" | "channel_send" | "error";

/** How many payloads are kept and how much room they take. */
export interface PayloadStats {
  totalPayloads: number
  totalSizeBytes: number
  byStage: { [key: string]: PayloadCount; }
  byEventType: { [key: string]: PayloadCount; }
}

/** What is known of a payload without opening it. */
export interface PayloadView {
  id: string
  stage: PayloadStage
  /** Bytes of the text, without its secrets. */
  originalSize: number
  /** Bytes stored. */
  compressedSize: number
  timestamp: string
  containsMedia: boolean
  containsBase64: boolean
  deletedAt: string | null
}

export type PendingConflict = "UPDATE" | "VERSION_FORK" | "FLAGGED_FOR_REVIEW";

/** A contribution in the review queue. Its content is cut to 500 characters. */
export interface PendingSummary {
  id: string
  title: string
  content: string
  category: KnowledgeCategory
  source_agent_id: string
  created_at: string
  content_hash: string
  content_length: number
  confidence: number
  tags: string[] | null
  is_sensitive_flagged: boolean
  conflict_action: PendingConflict | null
}

/** How well the runs of some days went. Averages are null when there is nothing to average. */
export interface PerformanceReport {
  total_tasks: number
  completed_tasks: number
  failed_tasks: number
  /** Completed divided by all, from 0 to 1; 0 without any. */
  success_rate: number
  /** From creation to the end. */
  avg_duration_seconds: number | null
  /** From the start to the end. */
  avg_run_seconds: number | null
  /** 95 of 100 took at most so long from creation to the end; errs by at most 3.2 %. */
  p95_duration_seconds: number | null
  /** Input and output tokens of the runs that reported them. */
  avg_tokens: number | null
  avg_cost_usd: number | null
  /** Every hour of the last days, at most 31 times 24, ending with the current one. */
  cost_per_hour: HourCost[]
  /** Every day, ending today. */
  tasks_per_day: DayTasks[]
  /** Highest cost first. Runs without an agent are left out. */
  by_agent: AgentPerformance[]
}

/** An outside service that an organisation connects to. */
export type Platform = "github" | "jira" | "slack";

/** What a policy grants at its level; `none` denies everything there. */
export type PolicyAction = "read" | "write" | "review" | "manage" | "none";

/** One rule that narrows or widens what an agent may do with knowledge. */
export interface PolicyView {
  id: string
  agent_id: string
  object: string
  action: PolicyAction
  created_by: string
  created_at: string
}

export type PrescreenBand = "high" | "medium" | "low";

/** What kind of caller a principal is. */
export type PrincipalKind = "user" | "agent";

/** RFC 9457 problem details with a stable code. */
export interface Problem {
  /** A URI that identifies the kind of problem. */
  type: string
  /** The kind of problem in words. */
  title: string
  /** The HTTP status. */
  status: number
  /** What happened this time; for people, may change. */
  detail: string
  /** The path of the request. */
  instance: string
  code: ErrorCode
  /** Leads to the logs of this request. */
  traceId: string
  /** For VALIDATION_ERROR: messages by field. */
  errors?: { [key: string]: string[]; }
  [name: string]: unknown
}

/** The terms of the quality score. */
export interface QualityTerms {
  usefulness: number
  popularity: number
  freshness: number
  contradiction_rate: number
  current_bonus: number
}

/** How many deliveries were started again. */
export interface RecoveredDeliveries {
  queued: number
}

/** From since up to but without until; no until means now. */
export interface RecoverySpan {
  since: string
  until?: string | null
}

/** A person joins: as the first user of the deployment, or by an invitation. */
export interface RegisterUser {
  email: string
  password: string
  name: string
  invitation_token?: string | null
}

/** Why a contribution is rejected; the contributor reads it. */
export interface Rejection {
  reason_code?: RejectionReason | null
  reason?: string | null
}

export type RejectionReason = "duplicate" | "incorrect" | "outdated" | "too_vague" | "sensitive" | "unsafe" | "off_topic" | "other";

/** How far a replay has come. */
export interface ReplayProgressView {
  /** Events in the chosen time, up to the limit. */
  total: number
  /** Events whose handlers ran. */
  processed: number
  /** Completed before where skipProcessed is set, or not processed for the first time yet. */
  skipped: number
  /** Of the processed ones, those of which a handler failed. */
  errors: number
}

/** A replay, its parameters and how far it has come. */
export interface ReplayView {
  id: string
  since: string
  until: string
  eventTypes: string[] | null
  instanceId: string | null
  limit: number
  speedMultiplier: number
  skipProcessed: boolean
  dryRun: boolean
  status: SessionStatus
  progress: ReplayProgressView
  startedAt: string
  completedAt: string | null
  startedBy: string
}

/** Tells whether an item helped. An agent has one vote per item; a later one takes its place. */
export interface ReportOutcome {
  item_id: string
  outcome?: Outcome | null
  run_id?: string | null
}

/** Where a reviewed contribution stands now. */
export interface ReviewedContribution {
  status: ContributionStatus
  contribution_id: string
}

/** What a reviewer changes; null leaves it as it is, an empty title removes the title. */
export interface ReviewEdit {
  title?: string | null
  content?: string | null
  category?: KnowledgeCategory | null
  tags?: string[] | null
  is_public?: boolean | null
}

/** Why a key is ended, for those who read its row later. */
export interface RevocationBody {
  reason?: string | null
}

/** The role of one agent. */
export interface RoleView {
  agent_id: string
  role: AgentRole
  assigned_by: string
  created_at: string
}

/** The new secret, shown this once. */
export interface RotatedWebhookSecret {
  secret: string
  previous_valid_until: string
}

export type RunSource = "dashboard" | "webhook" | "api" | "automation";

/** An event made up by hand. */
export interface SampleEvent {
  type: string
  /** As conditions and templates see it. */
  payload: unknown
}

/** Looks for words in events and answers in the shape that the reader needs. */
export interface SearchEvents {
  /** Contained, in any case, in text, transcription or image description; null or empty finds all. */
  query?: string | null
  filters?: EventFilter | null
  format?: EventFormat | null
  /** 1 to 100; default 50. */
  limit?: number | null
  cursor?: string | null
}

/** One item of the commons that answers a search, without its text: fetch it to read and to vote. */
export interface SearchHit {
  id: string
  title: string
  category: KnowledgeCategory
  confidence: number
  /** The organisation that owns the item. */
  org_attribution: string
  /** 0 to 1; comparable within one answer. */
  relevance_score: number
  is_public: boolean
  is_current: boolean
  version: string | null
  quality_score: number
}

/** A page of a search. */
export interface SearchResults {
  results: SearchHit[]
  /** How many items the search ranked, over all pages. */
  total_found: number
  next_cursor: string | null
  /** What the answer had to do without; "vector" when no vector of the query could be made. */
  degraded?: string[] | null
}

/** Whether the answering process hears the others. */
export type ServerStatus = "online" | "degraded";

/** Where long work stands that goes on over crashes: a replay or a bulk retry. */
export type SessionStatus = "running" | "completed" | "cancelled" | "failed";

/** The token of a new session. It also comes as a cookie. */
export interface SessionToken {
  access_token: string
  token_type: string
  expires_in: number
}

/** One open sign-in of the caller. */
export interface SessionView {
  id: string
  created_at: string
  last_used_at: string
  expires_at: string
  user_agent: string | null
  ip: string | null
  current: boolean
}

/** Something that says much the same: an item, or another contribution in the queue. */
export interface SimilarEntry {
  id: string
  kind: SimilarKind
  title: string
  /** The whole text: comparing it in a review is no retrieval. */
  content: string
  /** Percent. */
  similarity: number
  likely_duplicate: boolean
}

/** What a similar entry is. */
export type SimilarKind = "item" | "pending";

/** A delivery was understood and led to nothing. */
export interface SkippedWebhook {
  received: boolean
  source: string
  event_type: string | null
  webhook_event_id: string
  /** handshake, repeat, own_words or echo. */
  reason: string
  /** What the handshake asks to hear back; null otherwise. */
  challenge: string | null
}

/** From the highest to the lowest, or the other way. */
export type SortOrder = "desc" | "asc";

/** What kind of thing a source reads. */
export type SourceType = "github" | "jira" | "confluence";

/** A kind of source that can be made. */
export interface SourceTypeView {
  source_type: SourceType
  name: string
  description: string
  oauth_platform: Platform
  oauth_required: boolean
  oauth_connected: boolean
}

/** Retries every pending dead letter that the filter chooses, at a pace; one at a time per organisation. A dry run only counts. */
export interface StartBulkRetry {
  filter?: BulkRetryFilter | null
  dryRun?: boolean | null
  ratePerSecond?: number | null
  force?: boolean | null
}

/** Begins to run the handlers of stored events again; one replay at a time per organisation. */
export interface StartReplay {
  since: string
  /** Up to but without this; default now. */
  until?: string | null
  /** Left out: all but those of the server itself, which are never replayed. */
  eventTypes?: string[] | null
  instanceId?: string | null
  /** How many events at most, the oldest first; default 10,000. */
  limit?: number | null
  /** 0, the default, is as fast as possible; 1 is the pace at which the events came. */
  speedMultiplier?: number | null
  /** Leaves out completed events. */
  skipProcessed?: boolean | null
  /** Only counts. */
  dryRun?: boolean | null
}

/** The answering process, and the organisation over all processes. */
export interface StatusView {
  /** Of the answering process; new at each start. */
  machine_id: string
  status: ServerStatus
  /** Queued runs. */
  queue_length: number
  /** Distinct principals with a live socket. */
  sessions: number
  /** Live sockets. */
  connections: number
}

/** The run as it was stopped. */
export interface StoppedTask {
  success: boolean
  message: string
  status: WorkTaskStatus
}

/** A row of the log; its id is a position. */
export interface StreamItem {
  id: string
  topic: string
  name: string
  payload: unknown
  is_public: boolean
  created_at: string
}

/** A page of the log. A reset says why it starts at the oldest retained row instead of the position asked for. */
export interface StreamPage {
  items: StreamItem[]
  next: string
  has_more: boolean
  reset: StreamReset | null
}

export type StreamReset = "expired" | "epoch_changed" | "invalid";

/** A ticket for `?token=`: works once, on any server, within the given seconds. */
export interface StreamTicketView {
  ticket: string
  expires_in: number
}

export type SummaryScope = "org";

/** A channel and what it is called. */
export interface SupportedChannelView {
  channel: string
  name: string
  description: string
}

/** Whether live messages travel between processes at once. */
export type SystemStatus = "operational" | "degraded";

/** Who gets the work: a user, or an agent. */
export interface TaskAssignment {
  user_id?: string | null
  agent_id?: string | null
}

/** What to change of a task; what is left out stays, and null clears what can be empty. */
export interface TaskChanges {
  title?: string | null
  description?: string | null
  priority?: TaskPriority | null
  category?: string | null
  impact_points?: number | null
  estimated_hours?: number | null
  location?: string | null
  team_size?: number | null
  due_date?: string | null
  required_skills?: string[] | null
  dependencies?: string[] | null
  definition_of_done?: string | null
  success_metrics?: string[] | null
  deliverables?: string[] | null
  status?: WorkTaskStatus | null
  result?: string | null
  error?: string | null
  error_code?: string | null
  model?: string | null
  /** Tokens by kind: input, output, cached_input, reasoning, and others; the kinds do not overlap. */
  tokens?: { [key: string]: number; } | null
  input_tokens?: number | null
  output_tokens?: number | null
  /** What the run cost, when its worker knows; else the prices tell. */
  cost_usd?: number | null
  external_refs?: string[] | null
}

/** How the worker holds the run now. */
export interface TaskHeartbeat {
  task_id: string
  status: WorkTaskStatus
  /** Null while the run waits for input, and when it was cancelled. */
  lease_expires_at: string | null
  /** The last answer to a question of the run. */
  last_input: string | null
}

/** What to tell a run that waits. */
export interface TaskInput {
  message: string
}

/** The run after its question was answered. */
export interface TaskInputReceipt {
  task_id: string
  status: WorkTaskStatus
}

/** A stretch of a run's output. */
export interface TaskLogs {
  task_id: string
  status: WorkTaskStatus
  /** The text of the chunks, one after the other. */
  output: string
  error: string | null
  /** False when the run is over. */
  is_live: boolean
  chunks: TaskOutputChunk[]
  /** The number to go on after. */
  last_seq: number
}

/** A piece of a run's output. */
export interface TaskOutputChunk {
  seq: number
  content: string
  created_at: string
}

/** The number that a chunk of output has. */
export interface TaskOutputReceipt {
  task_id: string
  seq: number
}

/** How soon a task wants to be done, from the first to the last. */
export type TaskPriority = "urgent" | "high" | "medium" | "low";

/** A task in a list: its input message is cut, and the long texts are left out. */
export interface TaskRow {
  id: string
  org_id: string
  kind: WorkTaskKind
  title: string
  description: string | null
  status: WorkTaskStatus
  priority: TaskPriority
  category: string | null
  owner_type: ActorType
  /** A user's UUID or an agent id. */
  owner_id: string
  assignee_type: ActorType | null
  assignee_id: string | null
  conversation_id: string | null
  project_id: string | null
  parent_task_id: string | null
  initiated_task_id: string | null
  flow_id: string | null
  created_at: string
  started_at: string | null
  completed_at: string | null
  updated_at: string
  deleted_at: string | null
  row_version: number
  assigned_at: string | null
  impact_points: number
  estimated_hours: number | null
  location: string | null
  team_size: number | null
  due_date: string | null
  required_skills: string[]
  dependencies: string[]
  agent_type: AgentType | null
  assigned_agent: string | null
  session_id: string | null
  input_message: string | null
  error: string | null
  /** LEASE_EXPIRED, TIMEOUT, or what the worker said. */
  error_code: string | null
  model: string | null
  tokens: { [key: string]: number; } | null
  input_tokens: number | null
  output_tokens: number | null
  cost_usd: number | null
  cost_source: CostSource | null
  duration_seconds: number | null
  source: RunSource | null
  external_refs: string[]
}

/** What a list of tasks can be ordered by. What has no value counts as the lowest. */
export type TaskSort = "created_at" | "updated_at" | "started_at" | "completed_at" | "due_date" | "priority" | "status" | "title" | "cost_usd" | "duration_seconds";

/** Where to move a task. */
export interface TaskStatusChange {
  status: WorkTaskStatus
}

/** A task whole: everything about it but how its worker holds it. */
export interface TaskView {
  id: string
  org_id: string
  kind: WorkTaskKind
  title: string
  description: string | null
  status: WorkTaskStatus
  priority: TaskPriority
  category: string | null
  owner_type: ActorType
  /** A user's UUID or an agent id. */
  owner_id: string
  assignee_type: ActorType | null
  assignee_id: string | null
  conversation_id: string | null
  project_id: string | null
  parent_task_id: string | null
  initiated_task_id: string | null
  flow_id: string | null
  created_at: string
  started_at: string | null
  completed_at: string | null
  updated_at: string
  deleted_at: string | null
  row_version: number
  assigned_at: string | null
  impact_points: number
  estimated_hours: number | null
  location: string | null
  team_size: number | null
  due_date: string | null
  required_skills: string[]
  dependencies: string[]
  agent_type: AgentType | null
  assigned_agent: string | null
  session_id: string | null
  input_message: string | null
  error: string | null
  /** LEASE_EXPIRED, TIMEOUT, or what the worker said. */
  error_code: string | null
  model: string | null
  tokens: { [key: string]: number; } | null
  input_tokens: number | null
  output_tokens: number | null
  cost_usd: number | null
  cost_source: CostSource | null
  duration_seconds: number | null
  source: RunSource | null
  external_refs: string[]
  definition_of_done: string | null
  success_metrics: string[]
  deliverables: string[]
  result: string | null
  source_metadata: unknown
  /** The event that led to it, where one did. */
  caused_by_event_id: string | null
  /** The id once more, of a run just made; else absent. */
  task_id?: string | null
}

/** Selects the per-minute limits of contributions and searches. */
export type Tier = "free" | "pro" | "enterprise";

/** The events of an hour or day. */
export interface TimelineBucket {
  /** When it starts. */
  bucket: string
  count: number
}

export type TimelineGranularity = "hourly" | "daily";

/** An item and how often it was retrieved. */
export interface TopItem {
  id: string
  title: string
  retrieval_count: number
}

/** Records an event that a client made up, to set automations off. */
export interface TriggerEvent {
  /** custom.*, at most 50 characters. */
  eventType: string
  /** Kept as its raw payload. */
  payload?: unknown
  /** Ties it to other events. */
  correlationId?: string | null
  instanceId?: string | null
}

/** An admin renames the organisation or changes some of its settings. */
export interface UpdateOrganisation {
  name?: string | null
  settings?: OrganisationSettingsChanges | null
}

/** A user describes itself. Whether it is online only the server knows. */
export interface UpdateOwnUser {
  name: string
  role?: string | null
  skills?: string[] | null
  status?: UserStatus | null
}

/** What an admin may change about a user; what is absent stays. */
export interface UserChanges {
  is_active?: boolean | null
  org_role?: UserRole | null
  name?: string | null
  /** The job in words; null removes it. */
  role?: string | null
}

/** Everything about a user but its password: for the user itself. */
export interface UserProfile {
  id: string
  org_id: string
  email: string
  name: string
  is_active: boolean
  is_online: boolean
  impact_score: number
  skills: string[]
  role: string | null
  status: UserStatus
  org_role: UserRole
  last_seen_at: string | null
  created_at: string
  updated_at: string
  row_version: number
}

/** What a user is in its organisation. */
export type UserRole = "owner" | "admin" | "member";

/** Figures of one agent or of all. */
export interface UserStats {
  /** The agent that was asked for; null for all. */
  agent_id: string | null
  agent_contributions: number
  agent_retrievals_received: number
  /** Helpful votes divided by all votes, 4 decimals; null without votes. */
  agent_helpful_ratio: number | null
}

/** What a user says about its own time. */
export type UserStatus = "available" | "busy";

/** What others see of a user: never the e-mail address, except for the admins of its organisation. */
export interface UserView {
  id: string
  name: string
  role: string | null
  skills: string[]
  status: UserStatus
  is_online: boolean
  last_seen_at: string | null
  /** For admins only, else absent. */
  email?: string | null
  org_role?: UserRole | null
  /** For admins only, else absent. */
  is_active?: boolean | null
}

/** One call to the endpoint. */
export interface WebhookAttemptView {
  attempt: number
  started_at: string
  duration_ms: number
  response_code: number | null
  /** The first kilobyte of the answer. */
  response_excerpt: string | null
  /** A short code such as timeout, connection_failed, address_refused or http_500; null for a success. */
  error: string | null
}

/** What a command does. */
export type WebhookCommandAction = "run" | "event";

/** A command as it is given; what is null keeps its value or takes its default. */
export interface WebhookCommandInput {
  trigger?: string | null
  action?: WebhookCommandAction | null
  /** The agent of a run; default planning. */
  agent?: string | null
  /** Input of the run or text of the event, with the placeholders of automations and `{{var.text}}`, what follows the trigger. */
  template?: string | null
  /** All must hold over the delivered body. */
  conditions?: Condition[] | null
  /** 0 to 1000; of several named commands the highest wins. Default 0. */
  priority?: number | null
}

/** A command that texts can give to a source. */
export interface WebhookCommandView {
  command_id: string
  trigger: string
  action: WebhookCommandAction
  agent: string | null
  template: string
  conditions: Condition[]
  priority: number
}

/** One message to one endpoint and how far it has come. */
export interface WebhookDeliveryView {
  id: string
  endpoint_id: string
  event: string
  payload: unknown
  status: DeliveryStatus
  /** How many attempts were made so far. */
  attempts: number
  response_code: number | null
  error: string | null
  next_attempt_at: string | null
  created_at: string
  updated_at: string
  completed_at: string | null
  /** Every attempt, oldest first; null in lists. */
  attempt_log: WebhookAttemptView[] | null
}

/** The members to change. Null clears the description, and as event types it means all; elsewhere it changes nothing. */
export interface WebhookEndpointChange {
  url?: string | null
  description?: string | null
  event_types?: string[] | null
  is_active?: boolean | null
  max_concurrency?: number | null
}

/** A webhook endpoint as its admins see it. Its secret is not in it. */
export interface WebhookEndpointView {
  id: string
  org_id: string
  url: string
  description: string | null
  event_types: string[] | null
  is_active: boolean
  disabled_reason: DisabledReason | null
  disabled_at: string | null
  failing_since: string | null
  circuit: Circuit
  max_concurrency: number
  created_at: string
  updated_at: string
  row_version: number
}

/** One received delivery. */
export interface WebhookEventView {
  event_id: string
  webhook_id: string
  provider: WebhookProvider
  /** Its type in the provider's words. */
  event_type: string | null
  delivery_id: string | null
  /** The trigger of the command that its text gave. */
  matched_command: string | null
  /** The run that the command queued. */
  task_id: string | null
  /** The event that was recorded for it. */
  hivemind_event_id: string | null
  outcome: WebhookOutcome
  /** Why it was rejected or skipped. */
  reason: string | null
  /** The sender was told that it was taken. */
  response_sent: boolean
  created_at: string
  /** The body; left out of lists, null where none is kept. */
  payload: unknown
}

/** What became of one delivery. */
export type WebhookOutcome = "received" | "rejected" | "skipped" | "queued";

/** Whose signatures and shapes a source understands. */
export type WebhookProvider = "github" | "jira" | "slack" | "sentry" | "generic";

/** The members to change. Null clears description, secret and default command; elsewhere it changes nothing. */
export interface WebhookSourceChange {
  name?: string | null
  provider?: WebhookProvider | null
  description?: string | null
  secret?: string | null
  expected_headers?: any | null
  enabled?: boolean | null
  default_command?: string | null
  commands?: WebhookCommandInput[] | null
}

/** A receiver of the organisation with its figures. Its secret is never in it. */
export interface WebhookSourceView {
  webhook_id: string
  org_id: string
  name: string
  provider: WebhookProvider
  description: string | null
  has_secret: boolean
  /** Headers that a delivery must carry; null asks only for presence. */
  expected_headers: unknown
  enabled: boolean
  is_builtin: boolean
  default_command: string | null
  commands: WebhookCommandView[]
  /** The path to give to the sender. */
  endpoint: string
  /** The address to give to the sender. */
  public_url: string
  /** Deliveries that were accepted. */
  event_count: number
  /** All deliveries, also rejected and skipped ones. */
  total_received: number
  last_event_at: string | null
  created_by: string
  created_at: string
  updated_at: string
  row_version: number
}

export interface WebhookStats {
  total_webhooks: number
  /** Sources that are enabled. */
  active_webhooks: number
  /** Name of the source → accepted deliveries. */
  events_by_webhook: { [key: string]: number; }
}

export interface WebhookStatusList {
  webhooks: WebhookStatusRow[]
  total_count: number
  active_count: number
}

export interface WebhookStatusRow {
  webhook_id: string
  name: string
  provider: WebhookProvider
  endpoint: string
  public_url: string
  enabled: boolean
  is_builtin: boolean
  /** Deliveries that were accepted. */
  event_count: number
  last_event_at: string | null
  created_at: string
  has_secret: boolean
}

/** Who does it: people at the board, or an agent on its own. */
export type WorkTaskKind = "work" | "run";

/** Where a task stands; which of them a task can have depends on its kind. */
export type WorkTaskStatus = "draft" | "available" | "in_progress" | "queued" | "running" | "waiting_input" | "completed" | "failed" | "cancelled";

/** Every route of the server, by tag. */
export class HivemindClient {
  readonly agents: AgentsClient
  readonly analytics: AnalyticsClient
  readonly apiKeys: ApiKeysClient
  readonly auditLog: AuditLogClient
  readonly auth: AuthClient
  readonly autoApproveRules: AutoApproveRulesClient
  readonly automationLogs: AutomationLogsClient
  readonly automationMetrics: AutomationMetricsClient
  readonly automations: AutomationsClient
  readonly chat: ChatClient
  readonly contributions: ContributionsClient
  readonly conversations: ConversationsClient
  readonly dashboard: DashboardClient
  readonly deadLetters: DeadLettersClient
  readonly eventOps: EventOpsClient
  readonly events: EventsClient
  readonly health: HealthClient
  readonly instances: InstancesClient
  readonly knowledge: KnowledgeClient
  readonly oauth: OauthClient
  readonly openapi: OpenapiClient
  readonly organisation: OrganisationClient
  readonly outcomes: OutcomesClient
  readonly payloadConfig: PayloadConfigClient
  readonly payloadStats: PayloadStatsClient
  readonly policies: PoliciesClient
  readonly roles: RolesClient
  readonly sources: SourcesClient
  readonly stats: StatsClient
  readonly status: StatusClient
  readonly stream: StreamClient
  readonly tasks: TasksClient
  readonly users: UsersClient
  readonly webhookDeliveries: WebhookDeliveriesClient
  readonly webhookEndpoints: WebhookEndpointsClient
  readonly webhooks: WebhooksClient
  readonly metrics: MetricsClient

  constructor(readonly connection: Connection) {
    this.agents = new AgentsClient(connection)
    this.analytics = new AnalyticsClient(connection)
    this.apiKeys = new ApiKeysClient(connection)
    this.auditLog = new AuditLogClient(connection)
    this.auth = new AuthClient(connection)
    this.autoApproveRules = new AutoApproveRulesClient(connection)
    this.automationLogs = new AutomationLogsClient(connection)
    this.automationMetrics = new AutomationMetricsClient(connection)
    this.automations = new AutomationsClient(connection)
    this.chat = new ChatClient(connection)
    this.contributions = new ContributionsClient(connection)
    this.conversations = new ConversationsClient(connection)
    this.dashboard = new DashboardClient(connection)
    this.deadLetters = new DeadLettersClient(connection)
    this.eventOps = new EventOpsClient(connection)
    this.events = new EventsClient(connection)
    this.health = new HealthClient(connection)
    this.instances = new InstancesClient(connection)
    this.knowledge = new KnowledgeClient(connection)
    this.oauth = new OauthClient(connection)
    this.openapi = new OpenapiClient(connection)
    this.organisation = new OrganisationClient(connection)
    this.outcomes = new OutcomesClient(connection)
    this.payloadConfig = new PayloadConfigClient(connection)
    this.payloadStats = new PayloadStatsClient(connection)
    this.policies = new PoliciesClient(connection)
    this.roles = new RolesClient(connection)
    this.sources = new SourcesClient(connection)
    this.stats = new StatsClient(connection)
    this.status = new StatusClient(connection)
    this.stream = new StreamClient(connection)
    this.tasks = new TasksClient(connection)
    this.users = new UsersClient(connection)
    this.webhookDeliveries = new WebhookDeliveriesClient(connection)
    this.webhookEndpoints = new WebhookEndpointsClient(connection)
    this.webhooks = new WebhooksClient(connection)
    this.metrics = new MetricsClient(connection)
  }
}
