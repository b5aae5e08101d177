import type { SignalType } from './detector.ts'
import { both } from './locale.ts'
import type { Severity } from './severity.ts'

const type = (severity: Severity, en: string, zh: string): SignalType => ({ severity, title: both(en, zh) })

/** The types of personal data that findings name, with their default severity. */
export const ENTITY_TYPES = {
  'person-name': type('medium', 'Person name', '人名'),
  organization: type('info', 'Organization', '机构'),
  place: type('info', 'Place', '地名'),
  'street-address': type('high', 'Street address', '街道地址'),
  'postal-code': type('low', 'Postal code', '邮政编码'),
  coordinates: type('medium', 'Coordinates', '地理坐标'),
  email: type('medium', 'E-mail address', '电子邮件地址'),
  phone: type('medium', 'Phone number', '电话号码'),
  'date-of-birth': type('high', 'Date of birth', '出生日期'),
  date: type('info', 'Date', '日期'),
  age: type('low', 'Age', '年龄'),
  'credit-card': type('high', 'Credit card number', '信用卡号'),
  'bank-account': type('high', 'Bank account', '银行账号'),
  iban: type('high', 'IBAN', '国际银行账号（IBAN）'),
  'crypto-wallet': type('medium', 'Crypto wallet', '加密货币钱包'),
  'national-id': type('high', 'National identity number', '身份证件号码'),
  passport: type('high', 'Passport number', '护照号码'),
  'driver-license': type('high', 'Driver license', '驾驶证号'),
  'tax-id': type('high', 'Tax identifier', '税务识别号'),
  'medical-record': type('high', 'Medical record number', '病历号'),
  'health-insurance': type('high', 'Health insurance number', '医疗保险号'),
  'license-plate': type('medium', 'License plate', '车牌号'),
  'ip-address': type('low', 'IP address', 'IP 地址'),
  'mac-address': type('low', 'MAC address', 'MAC 地址'),
  domain: type('info', 'Domain name', '域名'),
  url: type('info', 'URL', '网址'),
  username: type('medium', 'User name', '用户名'),
  password: type('critical', 'Password', '密码'),
  'device-id': type('medium', 'Device identifier', '设备标识符'),
  title: type('info', 'Title', '称谓'),
  'nationality-religion-politics': type('low', 'Nationality, religion or politics', '国籍、宗教或政治面貌'),
  'other-id': type('medium', 'Other identifier', '其他标识符'),
} as const satisfies Record<string, SignalType>

export type EntityType = keyof typeof ENTITY_TYPES
