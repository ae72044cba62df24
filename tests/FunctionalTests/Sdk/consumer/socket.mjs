// A program that follows channels over one socket and tells what it hears: node socket.mjs ADDRESS TOKEN CHANNEL...; input ends it.
import { Connection, LiveSocket } from '@hivemind/client'

const [url, token, ...channels] = process.argv.slice(2)
const say = text => process.stdout.write(`${text}\n`)

const socket = new LiveSocket(new Connection({ url, token }), {
  gap: milliseconds => say(`gap ${milliseconds >= 0}`),
  failed: code => say(`failed ${code}`),
  backoff: { first: 20, longest: 100 },
})
for (const channel of channels) {
  socket.subscribe(channel, {
    message: message => say(`message ${message.name} ${message.data.title ?? message.data.output ?? message.data.status}`),
    subscribed: () => say(`subscribed ${channel}`),
    reset: reason => say(`reset ${reason}`),
    failed: code => say(`refused ${code}`),
  }, channel.startsWith('task:') ? { after: 0 } : {})
}

process.stdin.on('end', () => socket.close()).resume()
