// A program that follows the live log and tells what it hears: node live.mjs ADDRESS TOKEN [POSITION|ticket]; input ends it.
import { Connection, StreamClient, watch } from '@hivemind/client'

const [url, token, after] = process.argv.slice(2)
const byTicket = after === 'ticket'
const tickets = new StreamClient(new Connection({ url, token }))
const say = text => process.stdout.write(`${text}\n`)

const feed = watch(new Connection(byTicket ? { url } : { url, token }), {
  message: message => say(`message ${message.name} ${message.data.title}`),
  reset: reason => say(`reset ${reason}`),
  gap: milliseconds => say(`gap ${milliseconds >= 0}`),
  failed: problem => say(`failed ${problem.code}`),
  state: state => say(`state ${state}`),
}, {
  topics: 'knowledge',
  backoff: { first: 20, longest: 100 },
  ...(byTicket ? { ticket: async () => (await tickets.createStreamTicket()).ticket } : after === undefined ? {} : { after }),
})

process.stdin.on('end', () => feed.close()).resume()
