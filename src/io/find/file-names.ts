import { both, type Localized } from '../../core/index.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const MODELS = words(
  '.safetensors .gguf .ggml .bin .pt .pth .ckpt .onnx .pb .tflite .h5 .keras .pkl .pickle .joblib .npy .npz .mat .msgpack .faiss .index .mlmodel .engine',
)
const MEDIA = words(
  '.png .jpg .jpeg .gif .bmp .tif .tiff .webp .ico .heic .svg .psd .mp3 .wav .flac .ogg .m4a .aac .mp4 .mov .avi .mkv .webm .ttf .otf .woff .woff2',
)
const ARCHIVES = words(
  '.zip .tar .tgz .tbz .tbz2 .txz .tzst .7z .rar .jar .whl .egg .deb .rpm .iso .dmg .apk .br .lz4 .lzma .z',
)
const PROGRAMS = words('.exe .dll .so .dylib .o .a .lib .class .pyc .pyo .wasm .node')
const STORES = words('.db .sqlite .sqlite3 .mdb .lmdb .orc .avro .feather .lance .rdb .parquet_metadata')
const OLD_DOCUMENTS = words('.doc .xls .ppt .pptx .odt .ods .odp .rtf .epub .pages .numbers .key')
const CODE = words(
  '.py .ipynb .js .mjs .cjs .ts .mts .cts .jsx .tsx .java .kt .c .h .cc .cpp .hpp .cs .go .rs .rb .php .pl .lua .r .jl .m .swift .scala .sh .bash .zsh .fish .ps1 .bat .cmd .sql .css .scss .less .vue .svelte .map .yaml .yml .toml .ini .cfg .conf .properties .lock .gradle .cmake .mk .dockerfile .tf .proto .graphql .patch .diff .pyi .jinja .j2 .cu .asm',
)
const CODE_NAMES = words(
  'package.json package-lock.json tsconfig.json jsconfig.json composer.json biome.json deno.json tokenizer.json tokenizer_config.json special_tokens_map.json generation_config.json preprocessor_config.json adapter_config.json vocab.json added_tokens.json makefile dockerfile license licence copying notice authors codeowners',
)
/** Folders that never hold the user's own data. */
const FOREIGN_FOLDERS = words('node_modules __pycache__ bower_components site-packages')

/** Why a folder of this name is left out; undefined when it is looked into. */
export function folderSkipped(name: string): Localized | undefined {
  if (name.startsWith('.')) return both('a hidden folder', '隐藏文件夹')
  if (FOREIGN_FOLDERS.has(name)) return both('a folder of installed code', '存放已安装代码的文件夹')
  return undefined
}

/** Why a file of this name is left out unread; undefined when it is not. */
export function fileSkipped(name: string): Localized | undefined {
  const lower = name.toLowerCase()
  const extension = extensionOf(lower)
  if (lower.startsWith('.')) return both('a hidden file', '隐藏文件')
  if (/\.tar\.[a-z\d]{1,5}$/u.test(lower) || ARCHIVES.has(extension)) {
    return both('an archive; unpack it to have its files read', '压缩归档；请解压后再读取其中的文件')
  }
  if (extension === '.arrow') {
    return both(
      'an Arrow file, which is not read; convert it to Parquet',
      'Arrow 文件不支持读取；请转换为 Parquet',
    )
  }
  if (MODELS.has(extension)) return both('a model or tensor file, not text', '模型或张量文件，不是文本')
  if (MEDIA.has(extension)) return both('an image, sound, film or font', '图像、音频、视频或字体文件')
  if (PROGRAMS.has(extension)) return both('a program', '程序文件')
  if (STORES.has(extension))
    return both('a database or column store; export its tables', '数据库或列式存储文件；请导出其中的表')
  if (OLD_DOCUMENTS.has(extension)) {
    return both(
      'a kind of document that is not read; save it as .docx, .xlsx or .pdf',
      '不支持的文档类型；请另存为 .docx、.xlsx 或 .pdf',
    )
  }
  if (CODE.has(extension) || CODE_NAMES.has(lower)) {
    return both(
      'code or settings, not data; name it to have it read',
      '代码或配置，不是数据；如需读取请直接指明',
    )
  }
  return undefined
}

/** The last ending of a name, with its dot; empty when there is none. */
export function extensionOf(lowerName: string): string {
  const dot = lowerName.lastIndexOf('.')
  return dot <= 0 ? '' : lowerName.slice(dot)
}
