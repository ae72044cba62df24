import type { ErrorCode, Problem } from './client.js'

/** Who calls: an API key or session token, or the cookie of a signed-in browser when none is given. */
export interface ConnectionOptions {
  /** The address of the server; empty for the page's own. */
  url?: string
  /** An API key (hm_…) or a session token (hs_…). */
  token?: string
  /** Stands in for the global fetch, for tests and proxies. */
  fetch?: typeof fetch
}

export interface CallOptions {
  signal?: AbortSignal
  /** The same key and body give the same answer for 24 hours. */
  idempotencyKey?: string
  /** The row_version that was read: the call is refused with PRECONDITION_FAILED when it has changed since. */
  ifMatch?: number
}

/** What the server refused, with its stable code; a code of a newer server is a string like any other. */
export class HivemindProblem extends Error {
  override readonly name = 'HivemindProblem'
  readonly code: ErrorCode
  readonly status: number
  readonly traceId: string
  /** For VALIDATION_ERROR: messages by field. */
  readonly errors: Readonly<Record<string, string[]>>

  constructor(readonly problem: Problem & Record<string, unknown>, readonly retryAfterSeconds?: number) {
    super(problem.detail)
    this.code = problem.code
    this.status = problem.status
    this.traceId = problem.traceId
    this.errors = problem.errors ?? {}
  }

  static async of(response: Response): Promise<HivemindProblem> {
    const body: unknown = await response.json().catch(() => null)
    const told = body !== null && typeof body === 'object' && 'code' in body ? (body as Problem & Record<string, unknown>) : unknownProblem(response)
    const seconds = Number(response.headers.get('Retry-After') ?? NaN)
    return new HivemindProblem(told, Number.isFinite(seconds) ? seconds : undefined)
  }
}

/** One server and one caller. */
export class Connection {
  readonly url: string
  private readonly token: string | undefined
  private readonly send: typeof fetch

  constructor(options: ConnectionOptions = {}) {
    this.url = (options.url ?? '').replace(/\/+$/, '')
    this.token = options.token
    this.send = options.fetch ?? ((input, init) => fetch(input, init))
  }

  /** Answers the body; throws a HivemindProblem for every refusal. */
  async call<T>(method: string, path: string, body?: unknown, query?: object, options: CallOptions = {}): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey
    if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`

    const init: RequestInit = { method, headers, body: body === undefined ? null : JSON.stringify(body) }
    if (options.signal) init.signal = options.signal
    const response = await this.fetch(path + queryText(query), init)
    const text = await response.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  /** The raw answer, with the caller's credential; throws a HivemindProblem for every refusal. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.token !== undefined) headers.set('Authorization', `Bearer ${this.token}`)
    else if ((init.method ?? 'GET') !== 'GET') headers.set('X-Hivemind-Csrf', '1')

    const response = await this.send(this.url + path, { ...init, headers, credentials: this.token === undefined ? 'include' : 'omit' })
    if (!response.ok) throw await HivemindProblem.of(response)
    return response
  }

  /** Where sockets are opened, with the credential: browsers cannot send it in a header. */
  socketUrl(ticket?: string): string {
    const url = new URL(`${this.url}/ws`, typeof location === 'undefined' ? undefined : location.href)
    url.protocol = url.protocol.replace('http', 'ws')
    const token = ticket ?? this.token
    if (token !== undefined) url.searchParams.set('token', token)
    return url.href
  }
}

function queryText(query: object = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) parameters.append(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

// Something between here and the server answered.
function unknownProblem(response: Response): Problem & Record<string, unknown> {
  const title = response.statusText || 'The server could not be reached'
  return { type: 'about:blank', title, status: response.status, detail: `${title} (${response.status})`, instance: response.url, code: 'UPSTREAM_ERROR', traceId: '' }
}
