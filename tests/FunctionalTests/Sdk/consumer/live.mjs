// A program that follows the live log and tells what it hears: node live.mjs ADDRESS TOKEN [POSITION]; input ends it.
import { Connection, watch } from '@hivemind/client'

const [url, token, after] = process.argv.slice(2)
const say = text => process.stdout.write(`${text}\n`)

const feed = watch(new Connection({ url, token }), {
  message: message => say(`message ${message.name} ${message.data.title}`),
  reset: reason => say(`reset ${reason}`),
  gap: milliseconds => say(`gap ${milliseconds >= 0}`),
  failed: problem => say(`failed ${problem.code}`),
  state: state => say(`state ${state}`),
}, { topics: 'knowledge', backoff: { first: 20, longest: 100 }, ...(after === undefined ? {} : { after }) })

process.stdin.on('end', () => feed.close()).resume()
