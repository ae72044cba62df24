import type { Connection } from './connection.js'
import type { LiveState } from './liveOptions.js'
import type { ChannelHandlers, ChannelOptions, ChannelSubscription, SocketOptions } from './socketOptions.js'

const notOfTheBoard = ['task_output', 'task_input', 'task_chat_message']

interface Channel {
  handlers: Set<ChannelHandlers>
  resume: string | number | undefined
}

/** One WebSocket for many channels: after every break each channel resumes where it stopped, so that messages come once and in order. */
export class LiveSocket {
  state: LiveState = 'connecting'
  private readonly channels = new Map<string, Channel>()
  private line: WebSocket | undefined
  private attempts = 0
  private lastHeard: number | undefined
  private brokenSince: number | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly connection: Connection, private readonly options: SocketOptions = {}) {
    void this.connect()
  }

  subscribe(channel: string, handlers: ChannelHandlers, options: ChannelOptions = {}): ChannelSubscription {
    const known = this.channels.get(channel)
    const entry = known ?? { handlers: new Set(), resume: options.after }
    entry.handlers.add(handlers)
    this.channels.set(channel, entry)
    if (!known && this.isOpen) this.ask(channel, entry)
    return { channel, close: () => this.leave(channel, entry, handlers) }
  }

  /** Says something in a conversation; whoever follows it hears it. */
  say(conversationId: string, content: string): boolean {
    return this.send({ type: 'chat_message', conversation_id: conversationId, content })
  }

  /** Says something about a task to its owner and assignee. */
  sayAboutTask(taskId: string, message: string): boolean {
    return this.send({ type: 'task_chat_message', task_id: taskId, message })
  }

  close(): void {
    clearTimeout(this.timer)
    this.enter('ended')
    this.line?.close(1000)
  }

  private get isOpen(): boolean {
    return this.line?.readyState === 1
  }

  private async connect(): Promise<void> {
    this.enter('connecting')
    try {
      const ticket = await this.options.ticket?.()
      if (this.state === 'ended') return
      const line = new (this.options.webSocket ?? WebSocket)(this.connection.socketUrl(ticket))
      this.line = line
      line.onopen = () => this.opened()
      line.onmessage = event => this.heard(JSON.parse(String(event.data)) as Record<string, unknown>)
      line.onclose = event => { if (this.line === line) this.broken(event.code) }
      // Its close follows and says why; but not in every implementation when the handshake failed.
      line.onerror = () => setTimeout(() => { if (this.line === line) this.broken(0) }, 100)
    } catch {
      this.broken(0)
    }
  }

  private opened(): void {
    this.watch()
    for (const [channel, entry] of this.channels) this.ask(channel, entry)
    this.send({ type: 'ping' }) // its answer says that the credential holds
  }

  private heard(message: Record<string, unknown>): void {
    this.watch()
    if (this.state === 'connecting') this.live()
    const [name, channel] = [String(message['type']), String(message['channel'] ?? '')]
    const entry = this.channels.get(channel)
    if (name === 'pong' || name === 'unsubscribed' || name === 'stored') return
    if (name === 'error') return this.refused(channel, entry, message)
    if (name === 'subscribed') {
      if (entry && entry.resume === undefined) entry.resume = String(message['position'])
      return this.each(entry, handlers => handlers.subscribed?.())
    }
    if (name === 'reset') {
      if (entry) entry.resume = String(message['position'])
      return this.each(entry, handlers => handlers.reset?.(String(message['reason'])))
    }
    this.told(name, channel, entry, message)
    if (channel.startsWith('task:') && !notOfTheBoard.includes(name)) this.told(name, channel, this.channels.get('tasks'), message)
  }

  private told(name: string, channel: string, entry: Channel | undefined, data: Record<string, unknown>): void {
    if (!entry) return
    const position = data['position'] as string | undefined
    entry.resume = position ?? (data['seq'] as number | undefined) ?? entry.resume
    this.each(entry, handlers => handlers.message(position === undefined ? { name, channel, data } : { name, channel, data, position }))
  }

  private refused(channel: string, entry: Channel | undefined, message: Record<string, unknown>): void {
    if (!entry || message['ref'] !== channel) return
    this.channels.delete(channel)
    this.each(entry, handlers => handlers.failed?.(String(message['code']), String(message['message'])))
  }

  private each(entry: Channel | undefined, tell: (handlers: ChannelHandlers) => void): void {
    for (const handlers of entry?.handlers ?? []) {
      try {
        tell(handlers)
      } catch (error) {
        queueMicrotask(() => { throw error }) // the caller's own defect: it must show, and must not look like a broken line
      }
    }
  }

  private live(): void {
    this.attempts = 0
    if (this.brokenSince !== undefined) this.options.gap?.(Date.now() - this.brokenSince)
    this.brokenSince = undefined
    this.enter('live')
  }

  private ask(channel: string, entry: Channel): void {
    this.send({ type: 'subscribe', channel, ref: channel, ...(entry.resume === undefined ? {} : { after: entry.resume }) })
  }

  private leave(channel: string, entry: Channel, handlers: ChannelHandlers): void {
    entry.handlers.delete(handlers)
    if (entry.handlers.size > 0 || this.channels.get(channel) !== entry) return
    this.channels.delete(channel)
    this.send({ type: 'unsubscribe', channel })
  }

  private send(message: object): boolean {
    if (!this.isOpen) return false
    this.line?.send(JSON.stringify(message))
    return true
  }

  // Asks for a sign of life half-way through a silence, and gives the line up at its end.
  private watch(): void {
    const silence = this.options.silence ?? 60_000
    this.lastHeard = Date.now()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.send({ type: 'ping' })
      this.timer = setTimeout(() => this.broken(0), silence / 2)
    }, silence / 2)
  }

  private broken(code: number): void {
    clearTimeout(this.timer)
    const line = this.line
    this.line = undefined
    if (line && line.readyState < 2) line.close()
    if (this.state === 'ended') return
    if (code === 4001) {
      this.enter('ended')
      return this.options.failed?.(code)
    }
    this.brokenSince ??= this.lastHeard
    const { first, longest } = this.options.backoff ?? { first: 250, longest: 15_000 }
    this.enter('waiting')
    this.timer = setTimeout(() => void this.connect(), Math.min(longest, first * 2 ** this.attempts++) * (0.5 + Math.random() / 2))
  }

  private enter(state: LiveState): void {
    if (state === this.state && state !== 'connecting') return
    this.state = state
    this.options.state?.(state)
  }
}
