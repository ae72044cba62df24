export * from './client.js'
export { Connection, HivemindProblem, type CallOptions, type ConnectionOptions } from './connection.js'
export { watch, type LiveHandlers, type LiveMessage, type LiveOptions, type LiveState, type Subscription } from './live.js'
