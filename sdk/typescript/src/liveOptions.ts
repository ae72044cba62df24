import type { HivemindProblem } from './connection.js'

export type LiveState = 'connecting' | 'live' | 'catching_up' | 'waiting' | 'ended'

export interface LiveMessage {
  /** The position: what a later watch can resume after. */
  id: string
  /** For example public, private, contribution_created. */
  name: string
  data: Record<string, unknown>
}

export interface LiveHandlers {
  message(message: LiveMessage): void
  /** Messages may have been missed (expired, epoch_changed, invalid): load the state anew. */
  reset?(reason: string): void
  /** The line was silent or broken for this long; what happened meanwhile arrives next, nothing is lost. */
  gap?(milliseconds: number): void
  state?(state: LiveState): void
  /** A refusal that trying again does not heal, such as UNAUTHORIZED; the subscription has ended. */
  failed?(problem: HivemindProblem): void
}

export interface LiveOptions {
  /** A comma list of topics, for example knowledge, contributions, tasks, task:{id}; default all that concern the whole organisation. */
  topics?: string
  /** Resumes after this position. */
  after?: string
  /** Asked before every connect where the credential must not go along: answers a ticket of create_stream_ticket. */
  ticket?: () => Promise<string>
  /** The first and the longest wait before a new attempt, in ms. */
  backoff?: { first: number; longest: number }
  /** Silence after which the line counts as dead, in ms; the server speaks every 25 s. */
  silence?: number
}

export interface Subscription {
  /** The position of the last message. */
  readonly position: string | undefined
  readonly state: LiveState
  close(): void
}
