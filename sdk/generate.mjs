// usage: node generate.mjs DIRECTORY: writes client.ts and HivemindClient.g.cs made from docs/openapi.json into DIRECTORY.
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const target = process.argv[2]
const nswag = join(here, 'node_modules/nswag/bin/binaries/Net100/dotnet-nswag.dll')
const handledByOptions = ['Idempotency-Key', 'If-Match', 'If-None-Match', 'Last-Event-ID', 'X-Hivemind-Csrf']

writeFileSync(join(target, 'document.json'), JSON.stringify(prepared(JSON.parse(readFileSync(join(here, '../docs/openapi.json'), 'utf8')))))
cpSync(join(here, 'nswag.json'), join(target, 'nswag.json'))
cpSync(join(here, 'templates'), join(target, 'templates'), { recursive: true })
try {
  execFileSync('dotnet', [nswag, 'run', 'nswag.json'], { cwd: target, stdio: 'pipe' })
} catch (error) {
  console.error(`${error.stdout}${error.stderr}`)
  process.exit(1)
}
finish('client.ts', typeScriptEntry)
finish('HivemindClient.g.cs', cSharpEntry)

// What the generator need not see: refusals (one typed error), headers that are options of every call, and live streams.
function prepared(document) {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      operation.operationId = operation.operationId.replace(/_(.)/g, (_, letter) => letter.toUpperCase())
      operation.parameters = (operation.parameters ?? []).filter(parameter => !handledByOptions.includes(parameter.name))
      for (const [status, response] of Object.entries(operation.responses)) {
        if (!status.startsWith('2')) delete operation.responses[status]
        else if (response.content) delete response.content['text/event-stream']
      }
      const answers = Object.values(operation.responses).some(response => Object.keys(response.content ?? {}).length > 0)
      if (!answers && method === 'get') delete operations[method]
    }
    if (Object.keys(operations).length === 0) delete document.paths[path]
  }
  // Servers may add members, clients do not look at what they do not know.
  for (const schema of Object.values(document.components.schemas)) {
    if (schema.type === 'object' && schema.additionalProperties === undefined) schema.additionalProperties = false
  }
  return document
}

function finish(name, change) {
  const path = join(target, name)
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim()
  writeFileSync(path, `${change(text)}\n`)
}

function typeScriptEntry(text) {
  const clients = [...text.matchAll(/^export class (\w+)Client /gm)].map(match => match[1])
  const members = clients.map(name => `  readonly ${name[0].toLowerCase()}${name.slice(1)}: ${name}Client`)
  const made = clients.map(name => `    this.${name[0].toLowerCase()}${name.slice(1)} = new ${name}Client(connection)`)
  return `${text.replace(/: any$/gm, ': unknown')}

/** Every route of the server, by tag. */
export class HivemindClient {
${members.join('\n')}

  constructor(readonly connection: Connection) {
${made.join('\n')}
  }
}`
}

function cSharpEntry(text) {
  const short = text.replace('required ErrorCode Code', 'required string Code').replace(/^\{\n\n/gm, '{\n').replace(/System\.Threading\.Tasks\.|System\.Collections\.Generic\.|System\.Text\.Json\.(?=JsonElement)|System\.(?=Guid|DateTimeOffset)/g, '')
  const members = [...short.matchAll(/^public sealed class (\w+)Client\(/gm)].map(match => match[1])
    .map(name => `    public ${name}Client ${name} { get; } = new(connection);`)
  return `${short}

/// <summary>Every route of the server, by tag.</summary>
public sealed class HivemindClient(HivemindConnection connection)
{
${members.join('\n')}

    public LiveClient Live { get; } = new(connection);
}`
}
