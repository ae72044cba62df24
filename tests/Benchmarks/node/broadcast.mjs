// The server that Hivemind's sockets are compared with: the broadcast of the documentation of ws. Lines in, lines out, as FeedRoles.Serve.
import { createInterface } from 'node:readline'
import { WebSocket, WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
const say = text => process.stdout.write(`${text}\n`)

server.on('connection', socket => {
  socket.on('message', () => socket.send('{"type":"subscribed"}'))
  socket.on('error', () => undefined)
})
server.on('listening', () => say(`port ${server.address().port}`))

createInterface({ input: process.stdin }).on('line', line => {
  if (line === 'collect') {
    globalThis.gc?.()
    say(`memory ${process.memoryUsage().rss}`)
  } else if (line === 'compiled?') {
    say('compiled 0')
  } else {
    const message = `{"type":"public","channel":"knowledge","position":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","id":"00000000-0000-0000-0000-000000000000","is_public":true,"org_id":"bench","category":"general","title":"#${line};"}`
    for (const client of server.clients) if (client.readyState === WebSocket.OPEN) client.send(message)
  }
}).on('close', () => process.exit(0))
