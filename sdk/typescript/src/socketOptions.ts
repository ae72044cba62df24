import type { LiveState } from './liveOptions.js'

export interface SocketMessage {
  /** For example task_output, chat_message, user_status_update. */
  name: string
  channel: string
  /** What a later subscription can resume after; stored output of a task has none, its seq serves. */
  position?: string
  /** The members of the message, its type and channel among them. */
  data: Record<string, unknown>
}

export interface ChannelHandlers {
  message(message: SocketMessage): void
  /** From here on nothing is missed; after every reconnect again. */
  subscribed?(): void
  /** Messages may have been missed (expired, epoch_changed, invalid): load the state anew. */
  reset?(reason: string): void
  /** The channel is refused, for example NOT_FOUND or FORBIDDEN; the subscription has ended. */
  failed?(code: string, message: string): void
}

export interface ChannelOptions {
  /** A position; for a task also the number of the last output that is known, 0 for all that is stored. */
  after?: string | number
}

export interface SocketOptions {
  state?(state: LiveState): void
  /** The line was silent or broken for this long; what happened meanwhile arrives next, nothing is lost. */
  gap?(milliseconds: number): void
  /** The credential is refused; the socket has ended. */
  failed?(code: number): void
  /** Asked before every connect where the credential must not go along: answers a ticket of create_stream_ticket. */
  ticket?: () => Promise<string>
  /** The first and the longest wait before a new attempt, in ms. */
  backoff?: { first: number; longest: number }
  /** Silence after which the line counts as dead, in ms; the client asks for a sign of life half-way. */
  silence?: number
  /** Stands in for the global WebSocket, where there is none. */
  webSocket?: typeof WebSocket
}

/** One channel of a socket. */
export interface ChannelSubscription {
  readonly channel: string
  close(): void
}
