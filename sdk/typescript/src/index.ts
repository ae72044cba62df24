export * from './client.js'
export { Connection, HivemindProblem, type CallOptions, type ConnectionOptions } from './connection.js'
export { watch } from './live.js'
export type { LiveHandlers, LiveMessage, LiveOptions, LiveState, Subscription } from './liveOptions.js'
