import type { Cell } from './cells.ts'

/** Names that columns have and cells hardly ever are. */
const COLUMN_WORDS = new Set(
  (
    'id idx index uid uuid key text texts content contents body message messages document doc title subject summary ' +
    'sentence sentence1 sentence2 premise hypothesis context passage paragraph article review comment comments ' +
    'question answer answers query response output input instruction prompt completion chosen rejected label labels ' +
    'target class category tag tags score rating reward name first_name last_name full_name firstname lastname surname ' +
    'email e-mail mail phone telephone mobile fax address street city state country zip zipcode postcode postal_code ' +
    'company organization department job date time datetime timestamp created_at updated_at year month day url link ' +
    'source type status language lang role user username password gender sex age dob birthdate ssn iban ' +
    'description notes note remark remarks value amount price total quantity currency model version split ' +
    '编号 序号 姓名 名字 标题 内容 正文 文本 问题 答案 回答 指令 输入 输出 标签 类别 分类 电话 手机 手机号 邮箱 地址 住址 ' +
    '日期 时间 性别 年龄 身份证 身份证号 单位 公司 部门 备注 来源 名称 描述 摘要 金额 价格 数量 状态 评论 评分 类型 链接 ' +
    '編號 姓名 標題 內容 電話 手機 郵箱 地址 備註 氏名 名前 電話番号 住所 メール 内容 番号 タイトル 本文 이름 제목 내용 전화'
  ).split(' '),
)

const NUMBER_OR_DATE = /^[\s$€£¥+-]{0,3}\d[\d.,:/\sTZ%+-]{0,40}$/u
/** What no column is called: a header that holds it is a row of data, and is read as one. */
const DATA = /@|\p{Nd}{5}|[\p{Cc}]/u
const MAX_NAME = 64

/** Decides whether the first row names the columns. When in doubt it is data: a row of data must never go unread. */
export function isHeader(rows: readonly (readonly Cell[])[], expected: readonly string[]): boolean {
  const [first, ...rest] = rows
  if (first === undefined) return false
  const names = first.map(cell => cell.text.trim())
  if (names.some(name => DATA.test(name) || name.length > MAX_NAME)) return false
  if (expected.some(name => names.includes(name))) return true
  const filled = names.filter(name => name !== '')
  if (filled.some(name => NUMBER_OR_DATE.test(name)) || new Set(filled).size < filled.length) return false
  const known = filled.filter(name => COLUMN_WORDS.has(name.toLowerCase())).length
  if (known > 0 && known * 3 >= filled.length && (names.length > 1 || rest.length > 0)) return true
  if (filled.length * 2 <= names.length) return false
  const body = rest.filter(row => row.length === names.length)
  return (
    body.length > 0 && (hasTypedColumn(body, names) || isLonger(body, names) || isIdentifiers(body, names))
  )
}

/** A column of numbers or dates below a word. */
function hasTypedColumn(rows: readonly (readonly Cell[])[], names: readonly string[]): boolean {
  return names.some((_name, column) => {
    const cells = rows.map(row => (row[column] as Cell).text.trim()).filter(text => text !== '')
    return cells.length >= 2 && cells.every(text => NUMBER_OR_DATE.test(text))
  })
}

function isLonger(rows: readonly (readonly Cell[])[], names: readonly string[]): boolean {
  const mean = (texts: readonly string[]) => texts.join('').length / Math.max(1, texts.length)
  return mean(rows.flatMap(row => row.map(cell => cell.text))) >= 3 * mean(names)
}

/** Lower-case identifiers above cells that are none. */
function isIdentifiers(rows: readonly (readonly Cell[])[], names: readonly string[]): boolean {
  const isIdentifier = (text: string) => /^[a-z][a-z\d]{0,30}(?:[_.-][a-z\d]{1,30}){0,6}$/u.test(text)
  const others = rows
    .flatMap(row => row.map(cell => cell.text))
    .filter(text => text !== '' && !isIdentifier(text))
  return names.every(name => name === '' || isIdentifier(name)) && others.length > 0
}

/** Names for the columns: those of the header, `column_3` where it has none, and each of them once. */
export function columnNames(header: readonly Cell[] | undefined, width: number): string[] {
  const names: string[] = []
  const taken = new Set<string>()
  for (let column = 0; column < (header?.length ?? width); column++) {
    const wanted = header?.[column]?.text.trim() || `column_${column + 1}`
    let name = wanted
    for (let again = 2; taken.has(name); again++) name = `${wanted}_${again}`
    taken.add(name)
    names.push(name)
  }
  return names
}
