import { both, type Localized, PlimsollError } from '../core/index.ts'

/** What the codes of the operating system mean to a reader. */
const MEANINGS: Readonly<Record<string, Localized>> = {
  EACCES: both('permission denied', '没有权限'),
  EPERM: both('not permitted', '操作不被允许'),
  ENOENT: both('no such file or folder', '没有这个文件或文件夹'),
  ENOTDIR: both('part of the path is not a folder', '路径中有一段不是文件夹'),
  EISDIR: both('it is a folder', '这是一个文件夹'),
  ELOOP: both('symbolic links form a loop', '符号链接形成了循环'),
  ENAMETOOLONG: both('the name is too long', '名称过长'),
  EMFILE: both('too many files are open', '打开的文件过多'),
  ENFILE: both('too many files are open', '打开的文件过多'),
  EIO: both('the device reports a read or write error', '设备报告读写错误'),
  EBUSY: both('it is in use', '正被占用'),
  ENXIO: both('it is a socket or a device without data', '这是套接字或没有数据的设备'),
  ENOSPC: both('the disk is full', '磁盘已满'),
  EDQUOT: both('the disk quota is used up', '磁盘配额已用完'),
  EROFS: both('the file system is read-only', '文件系统是只读的'),
  EFBIG: both('the file would become too large', '文件将超过允许的大小'),
}

/** Says in both languages why the system refused; the code itself when its meaning is unknown. */
export function systemReason(error: unknown): Localized {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  const known = MEANINGS[code ?? '']
  return known ?? both(`system error ${code ?? 'without a code'}`, `系统错误 ${code ?? '（无代码）'}`)
}

/** True for an error of the operating system, such as a failed read. */
export function isSystemError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException | undefined)?.syscall === 'string'
}

/** Wraps a failed system call as an error that names the file. */
export function systemError(
  code: 'E_INPUT' | 'E_OUTPUT',
  path: string,
  error: unknown,
  advice?: Localized,
): PlimsollError {
  const reason = systemReason(error)
  const what = code === 'E_OUTPUT' ? cannotWrite(path, reason) : cannotRead(path, reason)
  return new PlimsollError(code, what, advice === undefined ? { cause: error } : { cause: error, advice })
}

/** Says that a file cannot be read, and why. */
export const cannotRead = (path: string, reason: Localized): Localized =>
  both(`${path}: cannot be read: ${reason.en}`, `${path}：无法读取：${reason['zh-CN']}`)

/** Says that a file cannot be written, and why. */
export const cannotWrite = (path: string, reason: Localized): Localized =>
  both(`${path}: cannot be written: ${reason.en}`, `${path}：无法写入：${reason['zh-CN']}`)
