// A program that uses the packed TypeScript client: node scenario.mjs ADDRESS ADMIN_TOKEN AGENT_TOKEN
import { Connection, HivemindClient, HivemindProblem, watch } from '@hivemind/client'

const [url, adminToken, agentToken] = process.argv.slice(2)
const admin = new HivemindClient(new Connection({ url, token: adminToken }))
const agent = new HivemindClient(new Connection({ url, token: agentToken }))
const note = { title: 'Warm the cache', content: 'A cold cache makes the first request after a deploy slow: call the health route once.', category: 'config' }

let tell
const told = new Promise(resolve => { tell = resolve })
let connected
const live = new Promise(resolve => { connected = resolve })
const feed = watch(agent.connection, { message: tell, state: state => state === 'live' && connected() }, { topics: 'knowledge' })
await live

const contributed = await agent.contributions.createContribution(note, { idempotencyKey: 'note-1' })
const pending = await admin.contributions.listPendingContributions({ limit: 10 })
const approved = await admin.contributions.approveContribution(contributed.contribution_id, { is_public: false })
const message = await told
feed.close()
const found = await agent.knowledge.searchKnowledge({ query: 'slow first request after a deploy' })
const outcome = await agent.outcomes.reportOutcome({ item_id: approved.item_id, outcome: 'solved' })
const item = await agent.knowledge.getKnowledgeItem(approved.item_id)

console.log(JSON.stringify({
  contributed: contributed.status,
  pending: pending.items.map(one => `${one.title} (${one.category})`),
  approved: approved.status,
  feed: `${message.name} ${message.data.title} ${message.data.id === approved.item_id}`,
  found: found.results.map(hit => `${hit.title} ${hit.id === approved.item_id}`),
  outcome: `${outcome.status} ${outcome.outcome}`,
  helpful: item.helpful_count,
  again: await refusal(() => admin.contributions.approveContribution(contributed.contribution_id)),
  invalid: await refusal(() => agent.contributions.createContribution({ ...note, content: 'short' })),
  unknown: await refusal(() => agent.knowledge.getKnowledgeItem('00000000-0000-7000-8000-000000000000')),
}))

async function refusal(call) {
  try {
    await call()
    return 'no refusal'
  } catch (error) {
    if (!(error instanceof HivemindProblem)) throw error
    return `${error.status} ${error.code} ${Object.keys(error.errors)} ${error.traceId.length}`
  }
}
