import { HivemindProblem, type Connection } from './connection.js'
import { frames, type Frame } from './frames.js'
import type { LiveHandlers, LiveOptions, LiveState, Subscription } from './liveOptions.js'

// What was missed comes in one burst after a resume; its end is a moment of quiet.
const catchUpQuiet = 250

/** Follows the live log until closed: resumes after every break where it stopped, so that each message comes once and in order. */
export function watch(connection: Connection, handlers: LiveHandlers, options: LiveOptions = {}): Subscription {
  const follower = new Follower(connection, handlers, options)
  void follower.run()
  return follower
}

class Follower implements Subscription {
  position: string | undefined
  state: LiveState = 'connecting'
  private readonly stop = new AbortController()
  private attempts = 0
  private lastHeard: number | undefined

  constructor(private readonly connection: Connection, private readonly handlers: LiveHandlers, private readonly options: LiveOptions) {
    this.position = options.after
  }

  close(): void {
    this.stop.abort()
  }

  async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      this.enter('connecting')
      try {
        await this.follow()
      } catch (error) {
        if (error instanceof HivemindProblem && [400, 401, 403, 404].includes(error.status)) {
          this.stop.abort()
          this.handlers.failed?.(error)
        }
      }
      if (!this.stop.signal.aborted) await this.pause()
    }
    this.enter('ended')
  }

  private async follow(): Promise<void> {
    const line = new AbortController()
    const end = () => line.abort()
    this.stop.signal.addEventListener('abort', end)
    let watchdog = setTimeout(end, this.silence)
    let caughtUp: ReturnType<typeof setTimeout> | undefined
    try {
      const response = await this.connection.fetch(await this.path(), { headers: this.headers(), signal: line.signal, cache: 'no-store' })
      for await (const frame of frames(response)) {
        clearTimeout(watchdog)
        watchdog = setTimeout(end, this.silence)
        if (this.state === 'connecting') this.opened(frame)
        this.lastHeard = Date.now()
        this.take(frame)
        if (this.state === 'catching_up') {
          clearTimeout(caughtUp)
          caughtUp = setTimeout(() => this.enter('live'), catchUpQuiet)
        }
      }
    } finally {
      clearTimeout(watchdog)
      clearTimeout(caughtUp)
      this.stop.signal.removeEventListener('abort', end)
    }
  }

  // With the first frame, not with the headers: it holds the position to resume from.
  private opened(frame: Frame): void {
    const isResumed = this.position !== undefined
    this.attempts = 0
    this.position = frame.id ?? this.position
    if (this.lastHeard !== undefined) this.handlers.gap?.(Date.now() - this.lastHeard)
    this.enter(isResumed ? 'catching_up' : 'live')
  }

  private take(frame: Frame): void {
    if (frame.id !== undefined) this.position = frame.id
    if (frame.name === undefined || frame.name === 'ping') return
    const data = JSON.parse(frame.data) as Record<string, unknown>
    try {
      if (frame.name === 'reset') this.handlers.reset?.(String(data['reason']))
      else this.handlers.message({ id: frame.id ?? '', name: frame.name, data })
    } catch (error) {
      queueMicrotask(() => { throw error }) // the caller's own defect: it must show, and must not look like a broken line
    }
  }

  private async path(): Promise<string> {
    const query = new URLSearchParams()
    if (this.options.topics !== undefined) query.set('topics', this.options.topics)
    if (this.options.ticket) query.set('token', await this.options.ticket())
    return `/api/v1/stream/events?${query}`
  }

  private headers(): Record<string, string> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' }
    if (this.position !== undefined) headers['Last-Event-ID'] = this.position
    return headers
  }

  private pause(): Promise<void> {
    const { first, longest } = this.options.backoff ?? { first: 250, longest: 15_000 }
    const wait = Math.min(longest, first * 2 ** this.attempts++) * (0.5 + Math.random() / 2)
    this.enter('waiting')
    return new Promise(resolve => {
      const timer = setTimeout(resolve, wait)
      this.stop.signal.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
    })
  }

  private get silence(): number {
    return this.options.silence ?? 60_000
  }

  private enter(state: LiveState): void {
    if (state === this.state && state !== 'connecting') return
    this.state = state
    this.handlers.state?.(state)
  }
}
