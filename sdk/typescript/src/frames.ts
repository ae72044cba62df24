export interface Frame {
  id: string | undefined
  name: string | undefined
  data: string
}

/** The blocks of an event stream; a block of comments alone is a frame without a name. */
export async function* frames(response: Response): AsyncGenerator<Frame> {
  if (response.body === null) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + value).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) yield parse(block)
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function parse(block: string): Frame {
  const frame: Frame = { id: undefined, name: undefined, data: '' }
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) frame.id = line.slice(4)
    else if (line.startsWith('event: ')) frame.name = line.slice(7)
    else if (line.startsWith('data: ')) frame.data += line.slice(6)
  }
  return frame
}
