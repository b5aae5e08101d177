import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ArtifactKind, both, type Localized, PlimsollError } from '../core/index.ts'
import { EventStream } from './_event-stream.ts'
import { type RawFile, rawFileOnDisk, rawPipe } from './_raw-file.ts'
import { standardInput } from './_standard-input.ts'
import { cannotRead, cannotWrite, systemError } from './_system-errors.ts'
import { type Codec, codecs } from './codecs/index.ts'
import type { DatasetFile, OpenOptions, ReadEvent, Segment } from './contract.ts'
import { detectFormat, foreignKind, formatNamed } from './detect-format.ts'
import type { Format, FormatOptions, Prefix, Source } from './format.ts'
import { withDefaultLimits } from './limits.ts'
import { type RoleAssigner, roleAssigner } from './recognize/assign-roles.ts'
import { checkColumns } from './recognize/check-columns.ts'
import { firstSamples } from './recognize/first-samples.ts'
import { recognizeKind } from './recognize/recognize-kind.ts'
import { hasPlainLineFeeds, segmentsAtLineFeeds } from './segments.ts'
import { type FileSource, fileSource } from './source.ts'
import { readPrefix } from './text/read-prefix.ts'
import { TEXT_ENCODINGS, type TextEncoding, textEncodingOf } from './text/text-codec.ts'

/** Bytes that tell a compression. */
const HEAD_BYTES = 64

/**
 * Opens a file of samples; `-` is standard input, and pipes are read like it. Compression, encoding, format and kind
 * are recognized from the content, unless the options name them.
 */
export async function openDataset(path: string, options: OpenOptions = {}): Promise<DatasetFile> {
  const limits = withDefaultLimits(options.limits)
  const given = options.encoding === undefined ? undefined : namedEncoding(options.encoding)
  const named = options.format === undefined ? undefined : formatNamed(options.format)
  const raw = await openRaw(path, options)
  const head = await raw.slice(0, HEAD_BYTES)
  const codec = codecs.find(each => each.matches(head))
  const source = fileSource(path, raw, codec, limits)
  const extension = contentExtension(path, codec)
  const { prefix, encoding: detected, reason } = await readPrefix(source, extension, given)
  const format = named ?? detectFormat(prefix)
  if (format === undefined) throw notRead(path, prefix, reason)
  const encoding = format.content === 'binary' ? undefined : (given ?? declared(format, prefix) ?? detected)
  if (format.content === 'text' && encoding === undefined) throw notRead(path, prefix, reason)

  const assign = roleAssigner(options.columns)
  let currentEncoding: string | undefined = encoding
  const formatOptions: FormatOptions = {
    encoding: encoding ?? 'utf-8',
    encodingIsGiven: given !== undefined,
    encodingChanged: label => {
      currentEncoding = label
    },
    expectedColumns: Object.values(options.columns ?? {}),
    roleOf: assign.roleOf,
    limits,
  }
  const kind = await recognize(format, source, formatOptions, options, assign)
  const batches = (segment?: Segment) =>
    segment === undefined
      ? batchesWithRoles(format, source, formatOptions, assign)
      : batchesWithRoles(
          format,
          source.part(segment.start, segment.end),
          segmentOptions(formatOptions, segment),
          assign,
        )
  const { readOnly } = format
  const canCompress = codec === undefined || codec.compress !== undefined
  return {
    path,
    format: format.name,
    compression: codec?.name ?? 'none',
    get encoding() {
      return currentEncoding as string
    },
    kind,
    get bytes() {
      return raw.knownSize()
    },
    consumed: source.consumed,
    read: segment => new EventStream(batches(segment)),
    readBatches: batches,
    ...(raw.isOnDisk &&
      canCut(format, codec, encoding) && {
        segments: (bytes: number) =>
          segmentsAtLineFeeds(source, bytes, encoding as string, given !== undefined),
      }),
    sha256: source.sha256,
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(canCompress ? {} : { writesUncompressed: codec.readOnly ?? notCompressed(codec) }),
    rewrite(decide) {
      if (format.rewrite === undefined) {
        throw new PlimsollError('E_OUTPUT', cannotWrite(path, readOnly ?? NO_WRITER), {
          advice: both('write the cleaned samples to another format', '请将清理后的样本写为其他格式'),
        })
      }
      const chunks = format.rewrite(source, formatOptions, event => {
        if (event.type === 'sample') assign(event.sample.fields)
        return decide(event)
      })
      return codec?.compress === undefined ? chunks : codec.compress(chunks)
    },
  }
}

/** True when the file can be read from the middle: its lines are told apart by their bytes alone. */
const canCut = (format: Format, codec: Codec | undefined, encoding: string | undefined): boolean =>
  format.cutsAtLineFeeds === true &&
  codec === undefined &&
  encoding !== undefined &&
  hasPlainLineFeeds(encoding)

const segmentOptions = (options: FormatOptions, { start, line, encoding }: Segment): FormatOptions => ({
  ...options,
  encoding,
  encodingIsGiven: true,
  origin: { byte: start, line },
})

const notCompressed = ({ name }: Codec) =>
  both(`${name} is read, but not written`, `可以读取 ${name}，但不能写入`)

async function* batchesWithRoles(
  format: Format,
  source: Source,
  options: FormatOptions,
  assign: RoleAssigner,
): AsyncGenerator<readonly ReadEvent[]> {
  if (format.readBatches === undefined) {
    for await (const event of format.read(source, options)) {
      if (event.type === 'sample') assign(event.sample.fields)
      yield [event]
    }
    return
  }
  for await (const events of format.readBatches(source, options)) {
    for (const event of events) if (event.type === 'sample') assign(event.sample.fields)
    yield events
  }
}

async function recognize(
  format: Format,
  source: FileSource,
  formatOptions: FormatOptions,
  { kind, columns }: OpenOptions,
  assign: RoleAssigner,
): Promise<ArtifactKind> {
  if (columns === undefined && (kind !== undefined || format.kind !== undefined)) {
    return kind ?? (format.kind as ArtifactKind)
  }
  const { samples, isWhole } = await firstSamples(format, source, formatOptions)
  for (const sample of samples) assign(sample.fields)
  if (columns !== undefined) checkColumns(source.path, columns, samples)
  return kind ?? format.kind ?? recognizeKind(format.name, samples, isWhole)
}

async function openRaw(path: string, { stdin }: OpenOptions): Promise<RawFile> {
  if (path === '-') return rawPipe(path, stdin ?? standardInput())
  const facts = await stat(path).catch(error => {
    throw systemError('E_INPUT', path, error)
  })
  if (facts.isFile()) return rawFileOnDisk(path, facts.size)
  if (facts.isFIFO() || facts.isCharacterDevice()) return rawPipe(path, createReadStream(path))
  throw new PlimsollError('E_INPUT', cannotRead(path, facts.isDirectory() ? FOLDER : NO_FILE))
}

function namedEncoding(label: string): TextEncoding {
  const encoding = textEncodingOf(label)
  if (encoding !== undefined) return encoding
  const names = TEXT_ENCODINGS.join(', ')
  throw new PlimsollError(
    'E_USAGE',
    both('there is no text encoding of that name', '没有这个名称的文本编码'),
    {
      advice: both(`use one of: ${names}`, `可用的编码：${names}`),
    },
  )
}

/** The extension that tells the format: that before `.gz` and the like. */
export function contentExtension(path: string, codec: Codec | undefined): string {
  const name = basename(path).toLowerCase()
  const ending = codec?.extensions.find(each => name.endsWith(each))
  const inner = ending === undefined ? name : name.slice(0, -ending.length)
  const dot = inner.lastIndexOf('.')
  return dot <= 0 ? '' : inner.slice(dot)
}

function declared(format: Format, prefix: Prefix): TextEncoding | undefined {
  const label = format.declaredEncoding?.(prefix.bytes)
  return label === undefined ? undefined : textEncodingOf(label)
}

function notRead(path: string, prefix: Prefix, reason: Localized | undefined): PlimsollError {
  return new PlimsollError('E_INPUT', cannotRead(path, isForeign(prefix) ?? reason ?? UNKNOWN), {
    advice: both('name the format or the encoding if you know it', '如果知道其格式或编码，请指明'),
  })
}

function isForeign({ bytes }: Prefix): Localized | undefined {
  const foreign = foreignKind(bytes)
  return foreign === undefined ? undefined : both(`it is ${foreign.en}`, `它是${foreign['zh-CN']}`)
}

const FOLDER = both('it is a folder', '这是一个文件夹')
const NO_FILE = both('it is neither a file nor a pipe', '既不是文件也不是管道')
const UNKNOWN = both('its format is not known', '格式未知')
const NO_WRITER = both('this format can only be read', '该格式只能读取')
