import { isAbsolute, join } from 'node:path'
import { both, type Model } from '../core/index.ts'
import { ANTHROPIC_HEADERS, anthropicModel } from './anthropic/anthropic.ts'
import { commandModel } from './command/command.ts'
import { wrongUse } from './failures.ts'
import { ggufModel } from './gguf/gguf.ts'
import { createHttpClient, type HttpOptions } from './http/http-client.ts'
import { type KeySource, readSecretKey } from './http/secret-key.ts'
import { type ModelSpec, parseModelSpec } from './model-spec.ts'
import { nativeModel } from './native/native.ts'
import { openAiCompatibleModel } from './openai/openai-compatible.ts'
import { PROVIDERS, type Provider, unnamedProvider } from './providers/index.ts'
import { replayModel } from './recording/replay.ts'

/** What a model may see of the world around it. */
export interface ModelEnvironment {
  /** Environment variables, of which only those that the project file names are read. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Relative paths are looked for here. */
  readonly folder: string
}

/** What commands need to start at all. */
const BASIC_VARIABLES = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot']

/** Opens a model of a project file. Sends nothing. Throws E_USAGE, E_INPUT or E_UNAVAILABLE. */
export async function openModel(spec: unknown, environment: ModelEnvironment): Promise<Model> {
  const parsed = parseModelSpec(spec)
  switch (parsed.kind) {
    case 'openai':
      return openEndpoint(parsed, environment)
    case 'anthropic':
      return openEndpoint(parsed, environment)
    case 'gguf':
      return ggufModel({ ...defined(parsed), folder: environment.folder } as Parameters<typeof ggufModel>[0])
    case 'native':
      return nativeModel({
        path: absolute(parsed.path, environment.folder),
        ...defined({ name: parsed.name }),
      })
    case 'command':
      return openCommand(parsed, environment)
    case 'recording':
      return replayModel(absolute(parsed.path, environment.folder), parsed.name)
  }
}

type EndpointSpec = Extract<ModelSpec, { kind: 'openai' | 'anthropic' }>

async function openEndpoint(spec: EndpointSpec, { variables, folder }: ModelEnvironment): Promise<Model> {
  const provider = providerOf(spec)
  const url = spec.url ?? regionUrl(spec, provider)
  const source = spec.key ?? providerKey(provider, url)
  const secret = source === undefined ? undefined : await readSecretKey(source, variables, folder)
  const isAnthropic = provider.dialect === 'anthropic'
  const options: HttpOptions = {
    url,
    ...(secret === undefined ? {} : { key: secret }),
    ...(spec.keyHeader !== undefined
      ? { keyHeader: spec.keyHeader }
      : isAnthropic
        ? { keyHeader: 'x-api-key' }
        : {}),
    ...(isAnthropic ? { headers: ANTHROPIC_HEADERS } : {}),
    ...(spec.timeoutSeconds === undefined ? {} : { timeoutMs: spec.timeoutSeconds * 1000 }),
    ...(spec.maxResponseBytes === undefined ? {} : { maxBytes: spec.maxResponseBytes }),
    ...(spec.allowPlainKey === undefined ? {} : { allowPlainKey: spec.allowPlainKey }),
  }
  const client = createHttpClient(options)
  const common = { client, provider, name: spec.name, ...defined({ capabilities: spec.capabilities }) }
  if (spec.kind === 'anthropic') return anthropicModel(common)
  const { api, scoring, alwaysStream } = spec
  return openAiCompatibleModel({ ...common, ...defined({ api, scoring, alwaysStream }) })
}

function providerOf(spec: EndpointSpec): Provider {
  const id = spec.kind === 'anthropic' ? 'anthropic' : spec.provider
  const provider = PROVIDERS.find(each => each.id === id) ?? unnamedProvider
  if (spec.kind === 'openai' && provider.dialect !== 'openai')
    throw wrongUse(
      both(
        `${provider.id} is of kind ${provider.dialect}`,
        `${provider.id} 应使用 kind: ${provider.dialect}`,
      ),
    )
  if (provider === unnamedProvider && spec.url === undefined)
    throw wrongUse(
      both('the model names neither a url nor a provider', '模型既没有指定 url，也没有指定 provider'),
      both(
        'write url: http://127.0.0.1:8000/v1 or provider: dashscope',
        '请填写 url: http://127.0.0.1:8000/v1 或 provider: dashscope',
      ),
    )
  return provider
}

function regionUrl(spec: EndpointSpec, provider: Provider): string {
  const region = spec.kind === 'openai' ? spec.region : undefined
  if (region === undefined) return provider.url
  const url = provider.regions?.[region]
  if (url !== undefined) return url
  const known = Object.keys(provider.regions ?? {}).join(', ') || '-'
  throw wrongUse(
    both(`${provider.id} has no such region; known: ${known}`, `${provider.id} 没有该区域；可用：${known}`),
  )
}

/** A provider's usual variable, unless the url leads to another host: its key must not go there unasked. */
function providerKey(provider: Provider, url: string): KeySource | undefined {
  if (provider.keyVariable === undefined) return undefined
  const hosts = [provider.url, ...Object.values(provider.regions ?? {})].map(each => new URL(each).host)
  const isOwn = URL.canParse(url) && hosts.includes(new URL(url).host)
  return isOwn ? { variable: provider.keyVariable } : undefined
}

function openCommand(
  spec: Extract<ModelSpec, { kind: 'command' }>,
  { variables, folder }: ModelEnvironment,
): Model {
  const command = typeof spec.command === 'string' ? splitCommand(spec.command) : spec.command
  const names = [...BASIC_VARIABLES, ...(spec.environment ?? [])]
  return commandModel({
    command: command as [string, ...string[]],
    name: spec.name ?? command[0],
    folder,
    environment: Object.fromEntries(names.map(name => [name, variables[name]])),
    capabilities: spec.capabilities ?? ['generate'],
    timeoutMs: (spec.timeoutSeconds ?? 600) * 1000,
    maxBytes: spec.maxResponseBytes ?? 64 * 1024 * 1024,
    restarts: spec.restarts ?? 3,
  })
}

function splitCommand(text: string): [string, ...string[]] {
  if (/["'\\$`|&;<>*?]/u.test(text))
    throw wrongUse(
      both('the command holds signs that only a shell reads', '命令中含有只有 shell 才会解释的符号'),
      both(
        'write it as a list: [program, argument, …]; no shell is started',
        '请写成列表：[程序, 参数, …]；不会启动 shell',
      ),
    )
  const [program = '', ...rest] = text.split(/\s+/u).filter(Boolean)
  if (program === '') throw wrongUse(both('the command is empty', '命令为空'))
  return [program, ...rest]
}

const absolute = (path: string, folder: string) => (isAbsolute(path) ? path : join(folder, path))

/** The object without its undefined members. */
const defined = <T extends object>(object: T) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
