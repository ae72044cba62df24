// A worker: claims runs, writes what it does, asks when it must, and finishes with figures.
import { Connection, HivemindClient, HivemindProblem } from '@hivemind/client'
import type { TaskView } from '@hivemind/client'

declare const process: { env: Record<string, string | undefined>; argv: string[]; exit(code: number): never }

const token = process.env['HIVEMIND_API_KEY']
if (token === undefined || token === '') {
  console.error('HIVEMIND_API_KEY is missing: the key of the agent that this worker works as.')
  process.exit(1)
}

const url = process.env['HIVEMIND_URL'] ?? 'http://127.0.0.1:8080'
const { tasks } = new HivemindClient(new Connection({ url, token }))
const agents = process.argv.length > 2 ? process.argv.slice(2) : null
console.log(`Waiting for runs of ${url}`)

for (;;) {
  try {
    const run = await tasks.claimNextTask({ agents, lease_seconds: 30, wait_seconds: 20 })
    if (run === undefined) continue // nothing came in 20 seconds

    console.log(run.id, run.title)
    await handle(run)
  } catch (error) {
    if (error instanceof HivemindProblem && error.status === 409) {
      console.log('The run is no longer ours:', error.message) // stopped, or the lease ended
    } else if (isPassing(error)) {
      console.log(`${error.message}. Trying again.`)
      await new Promise(resolve => setTimeout(resolve, 3000))
    } else {
      throw error
    }
  }
}

/** The server is away or busy for a moment; fetch tells that it is away by a TypeError. */
function isPassing(error: unknown): error is Error {
  return error instanceof HivemindProblem ? error.status === 429 || error.status >= 500 : error instanceof TypeError
}

/** Whatever goes wrong with the work itself is told: else the run would end with LEASE_EXPIRED, and nobody would know why. */
async function handle(run: TaskView): Promise<void> {
  try {
    await work(run)
  } catch (error) {
    if (error instanceof HivemindProblem || isPassing(error)) throw error
    await tasks.updateTask(run.id, { status: 'failed', error: String(error), error_code: 'WORKER_ERROR' })
  }
}

/** A real worker calls its model where this one repeats what it is told. */
async function work(run: TaskView): Promise<void> {
  let seq = 0
  // Every piece has its number, so that a call can be repeated when its answer was lost.
  const write = (content: string) => tasks.appendTaskOutput(run.id, { content, seq: ++seq })

  let task: string | null = run.input_message ?? ''
  if (task.endsWith('?')) {
    await write(`You ask: ${task} Tell me more.\n`)
    task = await ask(run.id)
    if (task === null) return
  }

  const words = task.split(' ').filter(word => word !== '')
  if (words.length > 100) throw new RangeError('A parrot repeats at most 100 words.')
  for (const word of words) await write(`${word} `)

  await tasks.updateTask(run.id, {
    status: 'completed',
    result: words.join(' '),
    model: 'parrot-1',
    tokens: { input: words.length, output: words.length },
  })
}

/** Waits as long as people take: the lease is paused meanwhile. Null when the run was stopped. */
async function ask(id: string): Promise<string | null> {
  await tasks.updateTask(id, { status: 'waiting_input' })
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 1000))
    const beat = await tasks.heartbeatTask(id)
    if (beat.status === 'running') return beat.last_input ?? ''
    if (beat.status === 'cancelled') return null
  }
}
