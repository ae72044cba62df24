// A worker: claims runs, writes what it does, asks when it must, and finishes with figures.
import { Connection, HivemindClient, HivemindProblem } from '@hivemind/client'
import type { TaskView } from '@hivemind/client'

declare const process: { env: Record<string, string | undefined>; argv: string[] }

const connection = new Connection({ url: process.env['HIVEMIND_URL'] ?? 'http://127.0.0.1:8080', token: process.env['HIVEMIND_API_KEY'] ?? '' })
const { tasks } = new HivemindClient(connection)
const agents = process.argv.length > 2 ? process.argv.slice(2) : null

for (;;) {
  const run = await tasks.claimNextTask({ agents, lease_seconds: 30, wait_seconds: 20 })
  if (run === undefined) continue // nothing came in 20 seconds

  console.log(run.id, run.title)
  try {
    await work(run)
  } catch (error) {
    if (!(error instanceof HivemindProblem) || error.status !== 409) throw error
    console.log(run.id, 'is no longer ours:', error.message) // stopped, or the lease ended
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
